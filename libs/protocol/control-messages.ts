// What travels on the main control channel `wn-ctl` of two members, as text frames of JSON.
import * as v from 'valibot';
import { binary } from './base64url';
import { MessageId, TransferId } from './ids';
import { PeerSignal } from './peer-signals';

/** The most bytes of one control frame. */
export const MAX_CONTROL_BYTES = 64 * 1024;
/** The most control frames that a peer may send in a second. */
export const MAX_CONTROL_PER_SECOND = 100;
/** The most bytes (UTF-8) of a message's text. */
export const MAX_CHAT_BYTES = 16 * 1024;
/** The most bytes (UTF-8) of an emoji: two people of two colours of skin who kiss have them all. */
export const MAX_EMOJI_BYTES = 35;
/** The most files in one folder that is offered. */
export const MAX_FOLDER_FILES = 100_000;
/** The most ranges in which the files taken of a folder may lie. */
export const MAX_RANGES = 2_000;
/** The most bytes of a folder's listing. */
export const MAX_LISTING_BYTES = 32 * 1024 * 1024;

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const about = <Type extends string>(type: Type) =>
  v.strictObject({ t: v.literal(type), id: TransferId });
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff));
const timestamp = v.pipe(v.number(), v.safeInteger(), v.minValue(0)); // ms since the epoch
const chatText = v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_CHAT_BYTES));

/**
 * One emoji, by the shape that UTS #51 (1.4.9) gives to all there are and will be: a picture with its
 * colour, presentation or tags, and others joined to it; or a flag. Nothing that is letters or marks.
 */
const EMOJI =
  /^(?:\p{RI}{2}|\p{ExtPict}(?:\p{EMod}|\uFE0F|[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D\p{ExtPict}(?:\p{EMod}|\uFE0F)?)*)$/u;
const Emoji = v.pipe(v.string(), v.maxBytes(MAX_EMOJI_BYTES), v.regex(EMOJI));

/** Why one side had to give a transfer up; a person who cancels gives none. */
export const CANCEL_REASONS = [
  'source-unreadable',
  'source-changed',
  'sink-failed',
  'disk-full',
  'corrupted',
  'protocol-violation',
] as const;

/** Of an offered folder: how many files, and the transfer that carries their listing as bytes. */
const Folder = v.strictObject({
  files: v.pipe(count, v.minValue(1), v.maxValue(MAX_FOLDER_FILES)),
  listing: v.strictObject({
    id: TransferId,
    size: v.pipe(count, v.minValue(1), v.maxValue(MAX_LISTING_BYTES)),
  }),
});

/** Which files of a folder are taken: [first, how many] of its listing, ascending and apart. */
const Ranges = v.pipe(
  v.array(v.strictTuple([count, v.pipe(count, v.minValue(1))])),
  v.minLength(1),
  v.maxLength(MAX_RANGES),
  v.check((ranges) =>
    ranges.every(([first], at) => {
      const before = ranges[at - 1];
      return before === undefined || first > before[0] + before[1];
    }),
  ),
);

const ControlMessage = v.variant('t', [
  v.strictObject({ t: v.literal('hello'), name: v.optional(text(256)) }),
  v.strictObject({
    t: v.literal('chat'),
    id: MessageId,
    text: chatText,
    sentAt: timestamp,
    replyTo: v.optional(MessageId),
  }),
  v.strictObject({ t: v.literal('receipt'), id: MessageId }),
  v.strictObject({ t: v.literal('chat-edit'), id: MessageId, text: chatText, editedAt: timestamp }),
  v.strictObject({ t: v.literal('chat-delete'), id: MessageId }),
  v.strictObject({ t: v.literal('reaction'), id: MessageId, emoji: Emoji, on: v.boolean() }),
  v.strictObject({ t: v.literal('typing'), on: v.boolean() }),
  v.strictObject({
    t: v.literal('media'),
    mic: v.boolean(),
    cam: v.boolean(),
    screen: v.nullable(text(16)),
    // The camera is on, but kept from this peer: the path carries voices only. `cam` is false then.
    held: v.optional(v.literal(true)),
  }),
  v.strictObject({ t: v.literal('signal'), signal: PeerSignal }),
  v.strictObject({
    t: v.literal('file-offer'),
    id: TransferId,
    name: text(1024),
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    type: text(256),
    lastModified: timestamp,
    folder: v.optional(Folder),
  }),
  v.strictObject({ t: v.literal('file-accept'), id: TransferId, only: v.optional(Ranges) }),
  about('file-decline'),
  v.strictObject({
    t: v.literal('file-cancel'),
    id: TransferId,
    reason: v.optional(v.picklist(CANCEL_REASONS)),
  }),
  about('file-pause'),
  about('file-resume'),
  about('file-wanted'),
  v.strictObject({ t: v.literal('file-received'), id: TransferId, digest: binary(32) }),
  // The safety code: A commits to its nonce, B tells its own, A reveals (docs/protocol/safety-code.md).
  v.strictObject({ t: v.literal('sas-commit'), commitment: binary(32) }),
  v.strictObject({ t: v.literal('sas-nonce'), nonce: binary(32) }),
  v.strictObject({ t: v.literal('sas-reveal'), nonce: binary(32) }),
  v.strictObject({ t: v.literal('sas-ok'), match: v.boolean() }),
  // The door: what members tell each other of it, as the gateway is not trusted to count or to lock.
  v.strictObject({ t: v.literal('fails'), n: count, e: count }),
  v.strictObject({ t: v.literal('lock'), on: v.boolean(), e: count }),
  v.strictObject({ t: v.literal('bye') }),
]);
export type ControlMessage = v.InferOutput<typeof ControlMessage>;

/** One of the control messages by its type: `Control<'file-offer'>`. */
export type Control<Type extends ControlMessage['t']> = Extract<ControlMessage, { t: Type }>;

export const encodeControl = (message: ControlMessage): string => JSON.stringify(message);

/** A control frame decoded; undefined where it is too long, no JSON, of an unknown type or malformed. */
export function decodeControl(frame: string): ControlMessage | undefined {
  if (isTooLong(frame)) return undefined;
  let input: unknown;
  try {
    input = JSON.parse(frame);
  } catch {
    return undefined; // no JSON: the sender is at fault, not we
  }
  const result = v.safeParse(ControlMessage, input);
  return result.success ? result.output : undefined;
}

/** A UTF-16 unit is at least one byte of UTF-8: the cheap bound first, the exact one only for what passes it. */
const isTooLong = (frame: string): boolean =>
  frame.length > MAX_CONTROL_BYTES || new TextEncoder().encode(frame).length > MAX_CONTROL_BYTES;
