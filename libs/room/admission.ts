// One admission, joiner B at the door of holder A (docs/protocol/admission.md draws it to the byte):
//
//   B  KNOCK   id, nonce                    → A
//   A  OFFER   id, nonce, share             → B
//   B  ANSWER  share, tag                   → A   A checks the tag before it sends anything
//   A  VERDICT tag, sealed status           → B   B checks the tag before it treats the room as entered
//
// The gateway carries the four as opaque blobs. This file names what both sides' runs have in common.
import type { Run } from '@whispernet/crypto';
import {
  type Knock,
  encodeAnswerHeader,
  encodeKnock,
  encodeOfferHeader,
} from '@whispernet/protocol';

type Bytes = Uint8Array<ArrayBuffer>;

/** The place that the keys are bound to, and the secret that they come from. */
export interface Place {
  readonly realm: string;
  readonly room: string;
  /** `deriveRoomSecret` of libs/crypto, 32 bytes. */
  readonly secret: Bytes;
}

/** What both sides put into the run: the place, who they are, and the messages as they were sent. */
export function runOf(place: Place, holder: Knock, joiner: Knock): Run {
  return {
    realm: place.realm,
    room: place.room,
    secret: place.secret,
    holder: { id: holder.id, nonce: holder.nonce },
    joiner: { id: joiner.id, nonce: joiner.nonce },
    knock: encodeKnock(joiner),
    offerHeader: encodeOfferHeader(holder),
    answerHeader: encodeAnswerHeader(),
  };
}

export const randomBytes = (length: number): Bytes =>
  crypto.getRandomValues(new Uint8Array(length));
