export { fromBase64url, toBase64url } from './base64url';
export {
  BLOCK_BYTES,
  type BulkFrame,
  DATA_HEADER_BYTES,
  MAX_DATA_BYTES,
  decodeBulk,
  encodeBulk,
} from './bulk-frames';
export {
  CANCEL_REASONS,
  type Control,
  type ControlMessage,
  MAX_CHAT_BYTES,
  MAX_CONTROL_BYTES,
  MAX_CONTROL_PER_SECOND,
  MAX_FOLDER_FILES,
  MAX_LISTING_BYTES,
  decodeControl,
  encodeControl,
} from './control-messages';
export {
  MAX_CAPACITY,
  MAX_RELAY_CHARS,
  type Notice,
  type NoticeBody,
  type NoticeName,
  PROTOCOL_VERSION,
  type Refusal,
  type RefusalCode,
  type Reply,
  type RequestBody,
  type RequestName,
  decodeNotice,
  decodeReply,
  notices,
  requestBodies,
} from './gateway-events';
export {
  ANSWER_BYTES,
  ANSWER_HEADER_BYTES,
  ANSWER_UNTAGGED_BYTES,
  type Answer,
  KNOCK_BYTES,
  type Knock,
  OFFER_BYTES,
  OFFER_HEADER_BYTES,
  type Offer,
  VERDICT_BYTES,
  type Verdict,
  decodeAnswer,
  decodeKnock,
  decodeOffer,
  decodeVerdict,
  encodeAnswer,
  encodeAnswerHeader,
  encodeKnock,
  encodeOffer,
  encodeOfferHeader,
  encodeVerdict,
} from './handshake-messages';
export { KnockId, MessageId, RoomNumber, SeatId, TransferId, newId } from './ids';
export { type LaneCargo, type LaneFrame, decodeLane, encodeAck, encodeCargo } from './lane-frames';
export {
  type AdmissionStatus,
  MAX_CANDIDATES,
  MAX_SEALED_BYTES,
  type PeerSignal,
  decodeSignal,
  decodeStatus,
  encodeJson,
  relayKind,
} from './peer-signals';
export { PrivacyStatement, decodePrivacyStatement } from './privacy-statement';
