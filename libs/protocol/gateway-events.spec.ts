import * as v from 'valibot';
import { toBase64url } from './base64url';
import {
  MAX_RELAY_CHARS,
  type NoticeName,
  type RefusalCode,
  type RequestName,
  decodeNotice,
  decodeReply,
  notices,
  requestBodies,
} from './gateway-events';

const text = (length: number) => toBase64url(new Uint8Array(length).fill(length));
const seat = text(16);
const k = text(16);
const from = toBase64url(new Uint8Array(16).fill(1));

/** An accepted body of each request; the record does not compile when one is missing. */
const requests: Readonly<Record<RequestName, Readonly<Record<string, unknown>>>> = {
  open: { v: 1, room: '482193067', cap: 2, rc: text(32) },
  knock: { v: 1, room: '482193067', blob: text(52) },
  offer: { k, blob: text(84) },
  answer: { k, blob: text(68) },
  verdict: { k, admit: true, blob: text(316), replace: seat },
  take: { k, rc: text(32) },
  relay: { to: seat, blob: text(305) },
  lock: { on: true },
  turn: {},
  resume: { room: '482193067', seat, secret: text(32), rc: text(32) },
  leave: {},
};
const optionalKeys: readonly string[] = ['verdict.replace'];

const grants: Readonly<Record<RequestName, Readonly<Record<string, unknown>>>> = {
  open: { seat, graceMs: 60_000 },
  knock: { k },
  offer: {},
  answer: {},
  verdict: { seat },
  take: { seat, cap: 2 },
  relay: {},
  lock: {},
  turn: { iceServers: [{ urls: ['turn:192.0.2.1'], username: 'u', credential: 'c' }], ttlS: 600 },
  resume: { seat, cap: 2, seats: [from] },
  leave: {},
};

const sent: Readonly<Record<NoticeName, Readonly<Record<string, unknown>>>> = {
  knocked: { k, blob: text(52) },
  answered: { k, blob: text(68) },
  offered: { k, blob: text(84) },
  admitted: { k, blob: text(316), seat, from },
  refused: { k, blob: text(316) },
  gone: { k },
  joined: { seat },
  away: { seat },
  back: { seat },
  left: { seat },
  door: { seat, cap: 2, taken: 1, locked: false },
  relayed: { from: seat, blob: text(305) },
};

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
  Object.keys(table) as Name[]; // the tables above have no other keys
const isRequest = (name: RequestName, body: unknown) => v.is(requestBodies[name], body);
/** What no field of any body is. */
const foreign = [null, undefined, [], {}, '', 1.5, 'not base64url!', true] as const;
/** Whether `value` is right for a field that holds `other`: booleans have two values. */
const fits = (value: unknown, other: unknown) => value === true && typeof other === 'boolean';

for (const name of names(requests)) {
  const body = requests[name];

  describe(`The request '${name}'`, () => {
    it('is taken as it is drawn', () => {
      expect(isRequest(name, body)).toBeTrue();
    });

    for (const key of ['extra', 'constructor', 'toString']) {
      it(`is refused with '${key}' as a key more`, () => {
        expect(isRequest(name, { ...body, [key]: 1 })).toBeFalse();
      });
    }

    it('is refused with __proto__ as a key', () => {
      const smuggled: unknown = JSON.parse(
        JSON.stringify({ ...body, last: 0 }).replace('"last":0', '"__proto__":{"admin":true}'),
      );
      expect(isRequest(name, smuggled)).toBeFalse();
    });

    it('is refused where it is no object', () => {
      for (const value of [undefined, null, '', JSON.stringify(body), 1, true, [], [body]]) {
        expect(isRequest(name, value)).toBeFalse();
      }
    });

    for (const key of Object.keys(body)) {
      const isOptional = optionalKeys.includes(`${name}.${key}`);
      it(`is ${isOptional ? 'taken' : 'refused'} without its '${key}'`, () => {
        const rest = Object.entries(body).filter(([other]) => other !== key);
        expect(isRequest(name, Object.fromEntries(rest))).toBe(isOptional);
      });

      it(`is refused where its '${key}' is of another type`, () => {
        for (const value of foreign) {
          const isOfItsType = fits(value, body[key]) || (isOptional && value === undefined);
          expect(isRequest(name, { ...body, [key]: value })).toBe(isOfItsType);
        }
      });
    }
  });
}

describe('The lengths in a request', () => {
  const fields: readonly (readonly [RequestName, string, number])[] = [
    ['open', 'rc', 32],
    ['knock', 'blob', 52],
    ['offer', 'k', 16],
    ['offer', 'blob', 84],
    ['answer', 'k', 16],
    ['answer', 'blob', 68],
    ['verdict', 'k', 16],
    ['verdict', 'blob', 316],
    ['verdict', 'replace', 16],
    ['take', 'k', 16],
    ['take', 'rc', 32],
    ['relay', 'to', 16],
    ['resume', 'seat', 16],
    ['resume', 'secret', 32],
    ['resume', 'rc', 32],
  ];
  for (const [name, key, length] of fields) {
    it(`are ${length} bytes in ${key} of '${name}', not one less or more`, () => {
      const withLength = (bytes: number) => ({ ...requests[name], [key]: text(bytes) });
      expect(isRequest(name, withLength(length))).toBeTrue();
      expect(isRequest(name, withLength(length - 1))).toBeFalse();
      expect(isRequest(name, withLength(length + 1))).toBeFalse();
    });
  }

  it('are up to 22 KiB of text in a relayed blob, which holds the largest sealed box', () => {
    const relay = (blob: string) => isRequest('relay', { to: seat, blob });
    expect(relay(text(1 + 8 + 16_384 + 16))).toBeTrue();
    expect(relay('A'.repeat(MAX_RELAY_CHARS))).toBeTrue();
    expect(relay('A'.repeat(MAX_RELAY_CHARS + 4))).toBeFalse();
  });

  it('are 4 to 12 digits in a room number', () => {
    const opens = (room: string) => isRequest('open', { ...requests.open, room });
    expect(['1234', '123456789012'].every(opens)).toBeTrue();
    const wrong = ['', '123', '1234567890123', '12 34', '12-34', '+1234', '١٢٣٤', '1234\n', '0x12'];
    expect(wrong.filter(opens)).toEqual([]);
  });

  it('are 2 to 8 seats in a room', () => {
    const opens = (cap: number) => isRequest('open', { ...requests.open, cap });
    expect([0, 1, 2, 8, 9, 2.5, NaN, Infinity].filter(opens)).toEqual([2, 8]);
  });

  it('leave another version to be answered, not to be called malformed', () => {
    expect(isRequest('knock', { ...requests.knock, v: 2 })).toBeTrue();
  });
});

for (const name of names(grants)) {
  const grant = { ok: true, ...grants[name] };

  describe(`The reply to '${name}'`, () => {
    it('is read where it grants', () => {
      expect(decodeReply(name, grant) as object).toEqual(grant);
    });

    it('is read where it refuses', () => {
      const refusal = { ok: false, error: { code: 'busy', retryAfterS: 30 } };
      expect(decodeReply(name, refusal) as object).toEqual(refusal);
    });

    it('is not read with a key more, or one of the other form', () => {
      expect(decodeReply(name, { ...grant, extra: 1 })).toBeUndefined();
      expect(decodeReply(name, { ...grant, error: { code: 'busy' } })).toBeUndefined();
      expect(
        decodeReply(name, { ok: false, error: { code: 'busy' }, ...grants[name], extra: 1 }),
      ).toBeUndefined();
    });

    it('is not read where it neither grants nor refuses', () => {
      for (const value of [undefined, null, {}, [], 'ok', true, { ...grant, ok: 'true' }]) {
        expect(decodeReply(name, value)).toBeUndefined();
      }
    });

    for (const key of Object.keys(grants[name])) {
      it(`is not read where its '${key}' is of another type`, () => {
        for (const value of [null, {}, '', -1, 1.5, true]) {
          expect(decodeReply(name, { ...grant, [key]: value })).toBeUndefined();
        }
      });
    }
  });
}

describe('A refusal', () => {
  /** Every word; the record does not compile when one is missing. */
  const words: Readonly<Record<RefusalCode, true>> = {
    'version-mismatch': true,
    'number-taken': true,
    'no-such-room': true,
    'room-full': true,
    'door-closed': true,
    'too-many-tries': true,
    busy: true,
    malformed: true,
    gone: true,
  };
  for (const code of names(words)) {
    it(`may be '${code}'`, () => {
      expect(decodeReply('knock', { ok: false, error: { code } })).toBeDefined();
    });
  }

  const unread: readonly (readonly [string, unknown])[] = [
    ['an unknown word', { code: 'because' }],
    ['a word that every object has', { code: 'constructor' }],
    ['no word', {}],
    ['a word alone', 'busy'],
    ['a key more', { code: 'busy', pattern: 'knock' }],
    ['a wait in words', { code: 'busy', retryAfterS: '30' }],
    ['a wait that is over', { code: 'busy', retryAfterS: -1 }],
  ];
  for (const [what, error] of unread) {
    it(`is not read with ${what}`, () => {
      expect(decodeReply('knock', { ok: false, error })).toBeUndefined();
    });
  }
});

describe('A granted turn', () => {
  const server = { urls: ['turn:192.0.2.1'], username: 'u', credential: 'c' };
  const turn = (iceServers: unknown) => decodeReply('turn', { ok: true, iceServers, ttlS: 0 });

  it('may name no server at all', () => {
    expect(turn([])).toBeDefined();
  });

  for (const url of [
    'turn:relay.example',
    'turns:relay.example:443?transport=tcp',
    'turn:192.0.2.1:3478?transport=udp',
    'turn:[2001:db8::1]:65535',
  ])
    it(`may name ${url}`, () => {
      expect(turn([{ ...server, urls: [url] }])).toBeDefined();
    });

  for (const url of [
    'stun:stranger.example',
    'https://stranger.example',
    'turn:',
    'turn:a b',
    'turn:relay.example:0',
    'turn:relay.example:65536',
    'turn:relay.example?transport=sctp',
    'turn:user@relay.example',
  ])
    it(`does not name ${url}, which a browser would refuse or ask about its address`, () => {
      expect(turn([{ ...server, urls: [url] }])).toBeUndefined();
    });

  it('comes with a name and a credential', () => {
    expect(turn([{ urls: server.urls, username: 'u' }])).toBeUndefined();
    expect(turn([{ urls: server.urls, credential: 'c' }])).toBeUndefined();
    expect(turn([{ ...server, credential: '' }])).toBeUndefined();
    expect(turn([{ ...server, urls: [] }])).toBeUndefined();
  });

  it('names eight servers at most, of eight addresses each', () => {
    expect(turn(Array.from({ length: 8 }, () => server))).toBeDefined();
    expect(turn(Array.from({ length: 9 }, () => server))).toBeUndefined();
    const addresses = (length: number) => Array.from({ length }, () => 'turn:192.0.2.1');
    expect(turn([{ ...server, urls: addresses(8) }])).toBeDefined();
    expect(turn([{ ...server, urls: addresses(9) }])).toBeUndefined();
  });

  it('names no server with a key more', () => {
    expect(turn([{ ...server, credentialType: 'oauth' }])).toBeUndefined();
  });
});

describe('A granted resume', () => {
  const resume = (count: number) =>
    decodeReply('resume', { ...grants.resume, ok: true, seats: Array(count).fill(seat) });

  it('names the other seats, seven at most', () => {
    expect(resume(0)).toBeDefined();
    expect(resume(7)).toBeDefined();
    expect(resume(8)).toBeUndefined();
  });
});

for (const name of names(sent)) {
  const body = sent[name];

  describe(`The notice '${name}'`, () => {
    it('is read with its name', () => {
      expect(decodeNotice(name, body) as object).toEqual({ name, body });
    });

    it('is not read with a key more', () => {
      expect(decodeNotice(name, { ...body, extra: 1 })).toBeUndefined();
      const smuggled: unknown = JSON.parse(
        JSON.stringify(body).replace('{', '{"__proto__":{"admin":true},'),
      );
      expect(decodeNotice(name, smuggled)).toBeUndefined();
    });

    for (const key of Object.keys(body)) {
      it(`is not read without its '${key}', or with another type of it`, () => {
        for (const value of [undefined, null, [], {}, '', -1, 1.5]) {
          expect(decodeNotice(name, { ...body, [key]: value })).toBeUndefined();
        }
      });
    }

    it('is not read where it is no object', () => {
      for (const value of [undefined, null, '', 1, [body]]) {
        expect(decodeNotice(name, value)).toBeUndefined();
      }
    });
  });
}

describe('An unknown notice', () => {
  for (const name of [
    '',
    'reboot',
    '0',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
  ]) {
    it(`'${name}' is not read`, () => {
      expect(decodeNotice(name, { seat })).toBeUndefined();
    });
  }

  it('does not come from here: the table above is whole', () => {
    expect(names(sent).sort()).toEqual(names(notices).sort());
  });
});
