export { MAX_EDITS, MAX_REACTIONS_EACH } from './conversation';
export { MOST_WRONG_PASSWORDS, type PasswordKind } from './guess-budget';
export type {
  CallDetails,
  CallQuality,
  LocalMedia,
  PictureDetails,
  SendQuality,
} from '@whispernet/peer';
export { PasswordTries } from './password-tries';
export { type RoomDetails, type RoomPlatform, createRoom, joinRoom } from './room';
export { RoomError, type RoomErrorCode } from './room-error';
export type {
  Author,
  CutOff,
  Delivery,
  DoorState,
  Incident,
  Member,
  Message,
  Reaction,
  RendezvousState,
  RoomConnection,
  RoomSession,
  RoomTransfer,
  SafetyState,
  Self,
} from './room-session';
export { type SignalingChannel, SignalingError } from './signaling-channel';
