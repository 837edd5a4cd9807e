import {
  anyBytes,
  anyText,
  anyValue,
  expectAlways,
  expectStrict,
  inOrder,
  mutatedBytes,
  mutatedJson,
  mutatedText,
  mutatedValue,
} from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import * as v from 'valibot';
import { MAX_CONTROL_BYTES, decodeControl, encodeControl } from './control-messages';
import {
  type RequestName,
  decodeNotice,
  decodeReply,
  notices,
  replies,
  requestBodies,
} from './gateway-events';
import {
  decodeAnswer,
  decodeKnock,
  decodeOffer,
  decodeVerdict,
  encodeAnswer,
  encodeKnock,
  encodeOffer,
  encodeVerdict,
} from './handshake-messages';
import { type LaneFrame, decodeLane, encodeAck, encodeCargo } from './lane-frames';
import { decodeSignal, decodeStatus, encodeJson } from './peer-signals';
import {
  validControls,
  validCargo,
  validGrants,
  validLaneFrame,
  validNotices,
  validRefusal,
  validRequests,
  validSignals,
  validStatus,
} from './valid-messages';

// What is accepted is exactly what was sent: nothing was added, dropped or read as something else.
// For JSON that means the value; its text may have spaces, and a key that stands there twice counts
// the last time, as for every JSON parser in a browser. For bytes it means the bytes.

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
  Object.keys(table) as Name[]; // the tables have no other keys
const isSame = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
const utf8 = (text: string) => new TextEncoder().encode(text);
const saysTheSame = (output: unknown, input: unknown) =>
  inOrder(output) === inOrder(input) && !Array.isArray(input);

for (const name of names(validRequests)) {
  describe(`The request '${name}', whatever comes`, () => {
    it('is taken as it was sent or not at all', () => {
      expectStrict(
        fc.oneof(
          mutatedValue(validRequests[name]),
          anyValue(),
          fc.oneof(...Object.values(validRequests)),
        ),
        (body) => {
          const result = v.safeParse(requestBodies[name], body);
          return result.success ? result.output : undefined;
        },
        saysTheSame,
      );
    });
  });

  describe(`The reply to '${name}', whatever comes`, () => {
    it('is taken as it was sent or not at all', () => {
      expectStrict(
        fc.oneof(
          mutatedValue(validGrants[name]),
          mutatedValue(validRefusal),
          anyValue(),
          fc.oneof(...Object.values(validGrants)),
        ),
        (body) => decodeReply(name, body),
        saysTheSame,
      );
    });
  });
}

for (const name of names(validNotices)) {
  describe(`The notice '${name}', whatever comes`, () => {
    it('is taken as it was sent or not at all', () => {
      expectStrict(
        fc.oneof(
          mutatedValue(validNotices[name]),
          anyValue(),
          fc.oneof(...Object.values(validNotices)),
        ),
        (body) => decodeNotice(name, body),
        (notice, body) => notice.name === name && saysTheSame(notice.body, body),
      );
    });
  });
}

describe('A notice of the gateway, whatever it is called', () => {
  it('is one of those that there are', () => {
    const body = fc.oneof(...Object.values(validNotices), anyValue());
    const called = fc.oneof(
      fc.constantFrom(...names(notices), '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
      anyText(8),
    );
    expectStrict(
      fc.tuple(called, body),
      ([name, given]) => decodeNotice(name, given),
      (notice, [name]) => notice.name === name && names(notices).includes(notice.name),
    );
  });
});

describe('What the gateway says of time, whatever it is', () => {
  const MAX_TIMER_MS = 2 ** 31 - 1; // a browser's timer above this fires at once

  it('can be waited for: no number turns a pause into none', () => {
    const number = fc.oneof(fc.maxSafeNat(), fc.double({ min: 0 }), fc.nat(100_000));
    const refusal = number.map((retryAfterS) => ({
      ok: false,
      error: { code: 'busy', retryAfterS },
    }));
    expectStrict(
      fc.tuple(fc.constantFrom<RequestName>(...names(replies)), refusal),
      ([name, body]) => decodeReply(name, body),
      (reply) => !reply.ok && (reply.error.retryAfterS ?? 0) * 1000 <= MAX_TIMER_MS,
    );
    const grant = number.map((graceMs) => ({ ok: true, seat: 'A'.repeat(22), graceMs }));
    expectStrict(
      grant,
      (body) => decodeReply('open', body),
      (reply) => reply.ok && reply.graceMs <= MAX_TIMER_MS,
    );
  });
});

describe('A control message, whatever comes', () => {
  const valid = fc.oneof(...Object.values(validControls));
  const frames = fc.oneof(
    { weight: 6, arbitrary: mutatedJson(valid) },
    { weight: 1, arbitrary: mutatedText(valid.map((message) => JSON.stringify(message))) },
    { weight: 1, arbitrary: anyText(40) },
    { weight: 1, arbitrary: anyValue().map((value) => tryJson(value)) },
  );

  it('is taken as it was sent or not at all', () => {
    expectStrict(
      frames,
      decodeControl,
      (message, frame) => saysTheSame(message, JSON.parse(frame)),
      6000,
    );
  });

  it('is written so that it is read as the same, within 64 KiB', () => {
    expectStrict(
      frames,
      decodeControl,
      (message) => {
        const again = encodeControl(message);
        return (
          utf8(again).length <= MAX_CONTROL_BYTES &&
          encodeControl(decodeControl(again) ?? { t: 'bye' }) === again
        );
      },
      3000,
    );
  });

  for (const type of names(validControls)) {
    it(`'${type}' is read as it was written, with any contents`, () => {
      expectAlways(
        validControls[type],
        (message) => inOrder(decodeControl(JSON.stringify(message))) === inOrder(message),
        200,
      );
    });
  }
});

describe('A sealed signal or status, whatever comes', () => {
  const boxes = (valid: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { weight: 4, arbitrary: mutatedJson(valid).map(utf8) },
      { weight: 3, arbitrary: mutatedBytes(valid.map((value) => utf8(JSON.stringify(value)))) },
      { weight: 1, arbitrary: anyBytes(60) },
    );
  const sameBytes = (output: unknown, box: Uint8Array) => {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(box);
    return saysTheSame(output, JSON.parse(text));
  };

  it('is taken as it was sent or not at all', () => {
    const signals = fc.oneof(...Object.values(validSignals));
    expectStrict(boxes(signals), decodeSignal, sameBytes, 4000);
    expectStrict(boxes(validStatus), decodeStatus, sameBytes, 2000);
  });

  it('is never taken for the other', () => {
    const either = fc.oneof(...Object.values(validSignals), validStatus);
    expectAlways(
      boxes(either),
      (box) => decodeSignal(box) === undefined || decodeStatus(box) === undefined,
    );
  });

  it('is written so that it is read as the same', () => {
    expectStrict(
      boxes(fc.oneof(...Object.values(validSignals))),
      decodeSignal,
      (signal) => inOrder(decodeSignal(encodeJson(signal))) === inOrder(signal),
    );
  });
});

describe('A message of an admission, whatever comes', () => {
  const field = (length: number) =>
    fc.uint8Array({ minLength: length, maxLength: length }).map((drawn) => new Uint8Array(drawn));
  const knock = fc.record({ id: field(16), nonce: field(32) }).map(encodeKnock);
  const offer = fc.record({ id: field(16), nonce: field(32), share: field(32) }).map(encodeOffer);
  const answer = fc.record({ share: field(32), tag: field(32) }).map(encodeAnswer);
  const verdict = fc.record({ tag: field(32), box: field(280) }).map(encodeVerdict);
  const all = fc.oneof(knock, offer, answer, verdict);
  const sent = (valid: fc.Arbitrary<Uint8Array<ArrayBuffer>>) =>
    fc.oneof(valid, mutatedBytes(valid), mutatedBytes(all), anyBytes(320), headed);

  it('KNOCK is read only in the bytes that it would be written in', () => {
    expectStrict(sent(knock), decodeKnock, (read, bytes) => isSame(encodeKnock(read), bytes), 3000);
  });

  it('OFFER is read only in the bytes that it would be written in', () => {
    expectStrict(sent(offer), decodeOffer, (read, bytes) => isSame(encodeOffer(read), bytes), 3000);
  });

  it('ANSWER is read only in the bytes that it would be written in', () => {
    expectStrict(
      sent(answer),
      decodeAnswer,
      (read, bytes) => isSame(encodeAnswer(read), bytes),
      3000,
    );
  });

  it('VERDICT is read only in the bytes that it would be written in', () => {
    expectStrict(
      sent(verdict),
      decodeVerdict,
      (read, bytes) => isSame(encodeVerdict(read), bytes),
      3000,
    );
  });

  it('is never taken for another', () => {
    expectAlways(
      sent(all),
      (bytes) =>
        [decodeKnock, decodeOffer, decodeAnswer, decodeVerdict].filter(
          (decode) => decode(bytes) !== undefined,
        ).length <= 1,
      3000,
    );
  });

  it('leaves its fields to whoever read them: the frame may be used again', () => {
    expectAlways(verdict, (bytes) => {
      const read = decodeVerdict(bytes);
      const before = read?.tag.slice();
      bytes.fill(0xaa);
      return read !== undefined && before !== undefined && isSame(read.tag, before);
    });
  });
});

/** A header that is nearly right before a body of one of the four lengths. */
const headed = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
    fc.constantFrom(52, 84, 68, 316),
  )
  .map(([header, length]) => {
    const bytes = new Uint8Array(length);
    bytes.set(header);
    return bytes;
  });

describe('A lane frame, whatever comes', () => {
  const write = (frame: LaneFrame) =>
    frame.t === 'ack' ? encodeAck(frame.seq) : encodeCargo(frame.seq, frame.cargo);
  const valid = validLaneFrame.map(write);

  it('is read only in the bytes that it would be written in', () => {
    expectStrict(
      fc.oneof(mutatedBytes(valid), anyBytes(80), numbered),
      decodeLane,
      (frame, bytes) => isSame(write(frame), bytes),
      4000,
    );
  });

  it('names no place that a number cannot hold exactly', () => {
    const numbers = (frame: LaneFrame) =>
      Object.values(frame.t === 'ack' ? frame : { ...frame.cargo, seq: frame.seq }).filter(
        (each) => typeof each === 'number',
      );
    expectStrict(
      fc.oneof(mutatedBytes(valid), numbered),
      decodeLane,
      (frame) => numbers(frame).every((each) => Number.isSafeInteger(each) && each >= 0),
      4000,
    );
  });

  for (const kind of names(validCargo)) {
    it(`'${kind}' is read as it was written, with any contents`, () => {
      expectAlways(
        fc.tuple(fc.nat(0xffff_ffff), validCargo[kind]),
        ([seq, cargo]) =>
          inOrder(decodeLane(encodeCargo(seq, cargo))) === inOrder({ t: 'cargo', seq, cargo }),
        200,
      );
    });
  }
});

/** A kind, a number, an id, and eight bytes that are mostly ones: the largest numbers. */
const numbered = fc
  .tuple(
    fc.integer({ min: 0, max: 7 }),
    fc.array(fc.constantFrom(0, 0x1f, 0x20, 0xff), { minLength: 8, maxLength: 8 }),
    fc.constantFrom(5, 25, 29, 30, 33, 53, 57),
  )
  .map(([kind, number, length]) => {
    const bytes = new Uint8Array(length);
    bytes[0] = kind;
    bytes.set(number.slice(0, Math.max(0, length - 21)), Math.min(21, length));
    return bytes;
  });

/** The JSON of any value; of what has none, a word. */
function tryJson(value: unknown): string {
  try {
    return typeof value === 'symbol' || value === undefined ? 'undefined' : JSON.stringify(value);
  } catch {
    return 'circular'; // a BigInt or a circle
  }
}
