import { toBase64url } from './base64url';
import {
  type AdmissionStatus,
  MAX_CANDIDATES,
  type PeerSignal,
  decodeSignal,
  decodeStatus,
  encodeJson,
  relayKind,
} from './peer-signals';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (value: unknown) => utf8(JSON.stringify(value));

const candidate = {
  candidate: 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'abcd',
};
const candidates = (count: number) => Array.from({ length: count }, () => candidate);
const head = { pc: 0, e: 1, n: 2 };

/** Every signal that there is; the record does not compile when one is missing. */
const signals: Readonly<Record<PeerSignal['t'], PeerSignal>> = {
  sdp: { ...head, t: 'sdp', k: 'offer', sdp: 'v=0\r\n' },
  ice: { ...head, t: 'ice', c: [candidate] },
  renew: { ...head, t: 'renew' },
};

describe('A signal between two members', () => {
  for (const [type, signal] of Object.entries(signals)) {
    it(`'${type}' is read as it was written`, () => {
      expect(decodeSignal(encodeJson(signal))).toEqual(signal);
    });

    it(`'${type}' is refused with a key that it does not have`, () => {
      expect(decodeSignal(bytes({ ...signal, extra: 1 }))).toBeUndefined();
      const smuggled = JSON.stringify(signal).replace('{', '{"__proto__":{"admin":true},');
      expect(decodeSignal(utf8(smuggled))).toBeUndefined();
    });

    for (const key of Object.keys(signal)) {
      it(`'${type}' is refused without its '${key}', or with another type of it`, () => {
        for (const value of [undefined, [], {}, -1, 0.5]) {
          expect(decodeSignal(bytes({ ...signal, [key]: value }))).toBeUndefined();
        }
      });
    }
  }

  const bounds: readonly (readonly [string, object, boolean])[] = [
    ['20 candidates', { ...signals.ice, c: candidates(MAX_CANDIDATES) }, true],
    ['21 candidates', { ...signals.ice, c: candidates(MAX_CANDIDATES + 1) }, false],
    ['no candidates', { ...signals.ice, c: [] }, false],
    ['the end of candidates', { ...signals.ice, c: [{ ...candidate, candidate: '' }] }, true],
    [
      'a candidate without its place',
      {
        ...signals.ice,
        c: [{ ...candidate, sdpMid: null, sdpMLineIndex: null, usernameFragment: null }],
      },
      true,
    ],
    ['a candidate of 512 characters', iceOf({ candidate: 'x'.repeat(512) }), true],
    ['a candidate of 513 characters', iceOf({ candidate: 'x'.repeat(513) }), false],
    ['a candidate with a key more', iceOf({ address: '192.0.2.7' }), false],
    ['a candidate for a sixteenth line', iceOf({ sdpMLineIndex: 15 }), true],
    ['a candidate for a seventeenth line', iceOf({ sdpMLineIndex: 16 }), false],
    ['an answer', { ...signals.sdp, k: 'answer' }, true],
    ['a rollback', { ...signals.sdp, k: 'rollback' }, false],
    ['a description of 60 KiB', { ...signals.sdp, sdp: 'x'.repeat(60 * 1024) }, true],
    ['a longer description', { ...signals.sdp, sdp: 'x'.repeat(60 * 1024 + 1) }, false],
    ['the last connection', { ...signals.renew, pc: 65_534 }, true],
    ['a connection beyond', { ...signals.renew, pc: 65_535 }, false],
    ['the last number', { ...signals.renew, n: 0xffff_ffff }, true],
    ['a number beyond 32 bits', { ...signals.renew, n: 0x1_0000_0000 }, false],
    ['a generation beyond 32 bits', { ...signals.renew, e: 0x1_0000_0000 }, false],
    ['an unknown type', { ...head, t: 'reboot' }, false],
  ];
  for (const [what, signal, isTaken] of bounds) {
    it(`is ${isTaken ? 'taken' : 'refused'} with ${what}`, () => {
      expect(decodeSignal(bytes(signal)) !== undefined).toBe(isTaken);
    });
  }
});

describe('An admission’s status', () => {
  const seat = toBase64url(new Uint8Array(16).fill(3));
  const status = { t: 'status', s: 'admitted', seat, cap: 2, fails: 0 };

  it('is read as it was written', () => {
    const decoded: AdmissionStatus | undefined = decodeStatus(bytes(status));
    expect(decoded as object).toEqual(status);
    expect(decoded && encodeJson(decoded)).toEqual(bytes(status));
  });

  it('fits the smallest box, so that a refusal looks like it', () => {
    const longest = { ...status, cap: 8, fails: 0xffff_ffff };
    expect(bytes(longest).length).toBeLessThanOrEqual(254);
  });

  for (const s of ['admitted', 'full', 'refused']) {
    it(`may say '${s}'`, () => {
      expect(decodeStatus(bytes({ ...status, s }))).toBeDefined();
    });
  }

  const refused: readonly (readonly [string, object])[] = [
    ['another word', { ...status, s: 'maybe' }],
    ['one seat', { ...status, cap: 1 }],
    ['nine seats', { ...status, cap: 9 }],
    ['fewer failures than none', { ...status, fails: -1 }],
    ['a seat of 15 bytes', { ...status, seat: seat.slice(0, -2) }],
    ['a key more', { ...status, admin: true }],
    ['no seat', { ...status, seat: undefined }],
    ['another type', { ...status, t: 'sdp' }],
  ];
  for (const [what, value] of refused) {
    it(`is refused with ${what}`, () => {
      expect(decodeStatus(bytes(value))).toBeUndefined();
    });
  }
});

describe('Sealed JSON', () => {
  const malformed: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array(0)],
    ['no JSON', utf8('{')],
    ['a list', utf8('[]')],
    ['null', utf8('null')],
  ];
  for (const [what, plaintext] of malformed) {
    it(`is refused where it is ${what}`, () => {
      expect(decodeSignal(plaintext)).toBeUndefined();
      expect(decodeStatus(plaintext)).toBeUndefined();
    });
  }

  it('is refused where a text in it is no UTF-8', () => {
    const plaintext = bytes({ ...signals.sdp, sdp: '?' });
    expect(decodeSignal(plaintext)).toBeDefined();
    plaintext[plaintext.indexOf(0x3f)] = 0xff;
    expect(decodeSignal(plaintext)).toBeUndefined();
  });

  it('never makes a signal of a status, or a status of a signal', () => {
    for (const signal of Object.values(signals)) {
      expect(decodeStatus(encodeJson(signal))).toBeUndefined();
    }
  });
});

describe('A relayed blob', () => {
  it('says by its first byte what follows, each kind by another', () => {
    expect(Object.entries(relayKind)).toEqual([
      ['knock', 1],
      ['offer', 2],
      ['answer', 3],
      ['verdict', 4],
      ['sealed', 5],
    ]);
  });
});

function iceOf(change: object): object {
  return { ...signals.ice, c: [{ ...candidate, ...change }] };
}
