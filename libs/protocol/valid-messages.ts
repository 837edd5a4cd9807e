// Every message of this protocol as it is sent, with random contents; for properties. Each table
// does not compile when one is missing.
import fc from 'fast-check';
import { toBase64url } from './base64url';
import type { ControlMessage } from './control-messages';
import type { NoticeName, RequestName } from './gateway-events';
import type { TransferId } from './ids';
import { BLOCK_BYTES, type LaneCargo, type LaneFrame, MAX_DATA_BYTES } from './lane-frames';
import type { AdmissionStatus, PeerSignal } from './peer-signals';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((drawn) => new Uint8Array(drawn));
const binary = (length: number) => bytes(length).map(toBase64url);
const id = binary(16);
const text = fc.string({ maxLength: 12 });
const chatText = fc.string({ minLength: 1, maxLength: 40 });
const counter = fc.nat(0xffff_ffff);
const offset = fc.maxSafeNat();
const record = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields);
/** With or without the fields of `optional`. */
const maybe = (
  fields: Record<string, fc.Arbitrary<unknown>>,
  ...optional: readonly string[]
): fc.Arbitrary<unknown> =>
  fc.record(fields, {
    requiredKeys: Object.keys(fields).filter((field) => !optional.includes(field)),
  });

const room = fc.stringMatching(/^[0-9]{4,12}$/);
const cap = fc.integer({ min: 2, max: 8 });
const v = fc.nat(3);
const rc = binary(32);

export const validRequests: Readonly<Record<RequestName, fc.Arbitrary<unknown>>> = {
  open: record({ v, room, cap, rc }),
  knock: record({ v, room, blob: binary(52) }),
  offer: record({ k: id, blob: binary(84) }),
  answer: record({ k: id, blob: binary(68) }),
  verdict: maybe({ k: id, admit: fc.boolean(), blob: binary(316), replace: id }, 'replace'),
  take: record({ k: id, rc }),
  relay: record({ to: id, blob: binary(1 + 8 + 256 + 16) }),
  lock: record({ on: fc.boolean() }),
  turn: record({}),
  resume: record({ room, seat: id, secret: binary(32), rc }),
  leave: record({}),
};

const ok = fc.constant(true);
const iceServer = record({
  urls: fc.array(fc.constantFrom('turn:192.0.2.1', 'turns:relay.example:443?transport=tcp'), {
    minLength: 1,
    maxLength: 2,
  }),
  username: fc.string({ minLength: 1, maxLength: 12 }),
  credential: fc.string({ minLength: 1, maxLength: 12 }),
});

export const validGrants: Readonly<Record<RequestName, fc.Arbitrary<unknown>>> = {
  open: record({ ok, seat: id, graceMs: fc.nat() }),
  knock: record({ ok, k: id }),
  offer: record({ ok }),
  answer: record({ ok }),
  verdict: maybe({ ok, seat: id }, 'seat'),
  take: record({ ok, seat: id, cap }),
  relay: record({ ok }),
  lock: record({ ok }),
  turn: record({ ok, iceServers: fc.array(iceServer, { maxLength: 2 }), ttlS: fc.nat(86_400) }),
  resume: record({ ok, seat: id, cap, seats: fc.array(id, { maxLength: 7 }) }),
  leave: record({ ok }),
};

export const validRefusal = record({
  ok: fc.constant(false),
  error: maybe({ code: fc.constantFrom('busy', 'gone'), retryAfterS: fc.nat(300) }, 'retryAfterS'),
});

export const validNotices: Readonly<Record<NoticeName, fc.Arbitrary<unknown>>> = {
  knocked: record({ k: id, blob: binary(52) }),
  answered: record({ k: id, blob: binary(68) }),
  offered: record({ k: id, blob: binary(84) }),
  admitted: record({ k: id, blob: binary(316), seat: id, from: id }),
  refused: record({ k: id, blob: binary(316) }),
  gone: record({ k: id }),
  joined: record({ seat: id }),
  away: record({ seat: id }),
  back: record({ seat: id }),
  left: record({ seat: id }),
  door: record({ seat: id, cap, taken: fc.nat(8), locked: fc.boolean() }),
  relayed: record({ from: id, blob: binary(1 + 8 + 256 + 16) }),
};

const head = { pc: fc.nat(65_534), e: counter, n: counter };
const candidate = record({
  candidate: fc.constant('candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host'),
  sdpMid: fc.option(fc.constant('0')),
  sdpMLineIndex: fc.option(fc.nat(15)),
  usernameFragment: fc.option(fc.constant('abcd')),
});

export const validSignals: Readonly<Record<PeerSignal['t'], fc.Arbitrary<unknown>>> = {
  sdp: record({
    ...head,
    t: fc.constant('sdp'),
    k: fc.constantFrom('offer', 'answer'),
    sdp: fc.string({ minLength: 20, maxLength: 60 }),
  }),
  ice: record({
    ...head,
    t: fc.constant('ice'),
    c: fc.array(candidate, { minLength: 1, maxLength: 20 }),
  }),
  renew: record({ ...head, t: fc.constant('renew') }),
};

export const validStatus: fc.Arbitrary<unknown> = record({
  t: fc.constant('status'),
  s: fc.constantFrom<AdmissionStatus['s']>('admitted', 'full', 'refused'),
  seat: id,
  cap,
  fails: counter,
});

const about = (t: ControlMessage['t'], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  record({ t: fc.constant(t), ...more });

/** Ascending and apart: gaps and lengths of at least one. */
const ranges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((drawn) => {
    let at = -1;
    return drawn.map(([gap, length]) => {
      const first = at + gap;
      at = first + length;
      return [first, length];
    });
  });

export const validControls: Readonly<Record<ControlMessage['t'], fc.Arbitrary<unknown>>> = {
  hello: maybe({ t: fc.constant('hello'), name: text }, 'name'),
  chat: maybe(
    { t: fc.constant('chat'), id, text: chatText, sentAt: offset, replyTo: id },
    'replyTo',
  ),
  receipt: about('receipt', { id }),
  'chat-edit': about('chat-edit', { id, text: chatText, editedAt: offset }),
  'chat-delete': about('chat-delete', { id }),
  reaction: about('reaction', { id, emoji: fc.constantFrom('👍', '🏳️‍🌈', '🇺🇦'), on: fc.boolean() }),
  typing: about('typing', { on: fc.boolean() }),
  media: maybe(
    {
      t: fc.constant('media'),
      mic: fc.boolean(),
      cam: fc.boolean(),
      screen: fc.option(text),
      held: fc.constant(true),
    },
    'held',
  ),
  signal: about('signal', { signal: fc.oneof(...Object.values(validSignals)) }),
  'file-offer': maybe(
    {
      t: fc.constant('file-offer'),
      id,
      name: text,
      size: offset,
      type: text,
      lastModified: offset,
      folder: record({
        files: fc.integer({ min: 1, max: 100_000 }),
        listing: record({ id, size: fc.integer({ min: 1, max: 32 * 1024 * 1024 }) }),
      }),
    },
    'folder',
  ),
  'file-accept': maybe({ t: fc.constant('file-accept'), id, only: ranges }, 'only'),
  'file-decline': about('file-decline', { id }),
  'file-cancel': maybe(
    { t: fc.constant('file-cancel'), id, reason: fc.constantFrom('disk-full', 'corrupted') },
    'reason',
  ),
  'file-pause': about('file-pause', { id }),
  'file-resume': about('file-resume', { id }),
  'file-wanted': about('file-wanted', { id }),
  'file-received': about('file-received', { id, digest: binary(32) }),
  'sas-commit': about('sas-commit', { commitment: binary(32) }),
  'sas-nonce': about('sas-nonce', { nonce: binary(32) }),
  'sas-reveal': about('sas-reveal', { nonce: binary(32) }),
  'sas-ok': about('sas-ok', { match: fc.boolean() }),
  fails: about('fails', { n: counter, e: counter }),
  lock: about('lock', { on: fc.boolean(), e: counter }),
  bye: about('bye'),
};

const transferId = id.map((drawn) => drawn as TransferId); // 16 bytes, canonical

const validData = fc
  .record({
    t: fc.constant('data' as const),
    id: transferId,
    block: fc.nat(2 ** 20),
    start: fc.nat(BLOCK_BYTES - 1),
    bytes: fc.oneof(
      { weight: 40, arbitrary: fc.integer({ min: 1, max: 64 }).chain(bytes) },
      {
        weight: 1,
        arbitrary: fc.nat(255).map((fill) => new Uint8Array(MAX_DATA_BYTES).fill(fill)),
      },
    ),
  })
  .map(({ block, start, bytes: drawn, ...frame }) => ({
    ...frame,
    offset: block * BLOCK_BYTES + Math.min(start, BLOCK_BYTES - drawn.length),
    bytes: drawn,
  }));
const validBlock = fc.record({
  t: fc.constant('block' as const),
  id: transferId,
  index: counter,
  digest: bytes(32),
});
const validEnd = fc.record({ t: fc.constant('end' as const), id: transferId, digest: bytes(32) });

export const validCargo: Readonly<Record<LaneCargo['t'], fc.Arbitrary<LaneCargo>>> = {
  data: validData,
  block: validBlock,
  end: validEnd,
  want: fc.record({
    t: fc.constant('want' as const),
    id: transferId,
    round: counter,
    first: counter,
    count: fc.integer({ min: 1, max: 0xffff_ffff }),
  }),
  check: fc.record({ t: fc.constant('check' as const), id: transferId, index: counter }),
};

export const validLaneFrame: fc.Arbitrary<LaneFrame> = fc.oneof(
  fc
    .tuple(counter, fc.oneof(...Object.values(validCargo)))
    .map(([seq, cargo]) => ({ t: 'cargo', seq, cargo }) as const),
  counter.map((seq) => ({ t: 'ack', seq }) as const),
);
