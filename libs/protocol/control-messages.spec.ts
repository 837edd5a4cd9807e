import { toBase64url } from './base64url';
import {
  type ControlMessage,
  MAX_CHAT_BYTES,
  MAX_CONTROL_BYTES,
  decodeControl,
  encodeControl,
} from './control-messages';

const id = toBase64url(new Uint8Array(16).fill(7));
const digest = toBase64url(new Uint8Array(32).fill(8));

/** Every message that there is; the record does not compile when one is missing. */
const messages: Readonly<Record<ControlMessage['t'], object>> = {
  hello: { t: 'hello', name: 'Alice' },
  chat: { t: 'chat', id, text: 'Hello, Bob', sentAt: 1_700_000_000_000 },
  receipt: { t: 'receipt', id },
  'chat-edit': { t: 'chat-edit', id, text: 'Hello, Bob!', editedAt: 1_700_000_060_000 },
  'chat-delete': { t: 'chat-delete', id },
  reaction: { t: 'reaction', id, emoji: '👍', on: true },
  typing: { t: 'typing', on: true },
  media: { t: 'media', mic: true, cam: false, screen: null },
  signal: { t: 'signal', signal: { pc: 0, e: 0, n: 3, t: 'renew' } },
  'file-offer': {
    t: 'file-offer',
    id,
    name: 'holiday.mp4',
    size: 12_345_678_901,
    type: 'video/mp4',
    lastModified: 1_700_000_000_000,
  },
  'file-accept': { t: 'file-accept', id },
  'file-decline': { t: 'file-decline', id },
  'file-cancel': { t: 'file-cancel', id },
  'file-pause': { t: 'file-pause', id },
  'file-resume': { t: 'file-resume', id },
  'file-wanted': { t: 'file-wanted', id },
  'file-received': { t: 'file-received', id, digest },
  'sas-commit': { t: 'sas-commit', commitment: digest },
  'sas-nonce': { t: 'sas-nonce', nonce: digest },
  'sas-reveal': { t: 'sas-reveal', nonce: digest },
  'sas-ok': { t: 'sas-ok', match: true },
  fails: { t: 'fails', n: 3, e: 1 },
  lock: { t: 'lock', on: true, e: 2 },
  bye: { t: 'bye' },
};

const decode = (value: unknown) => decodeControl(JSON.stringify(value));
const chat = (text: string) => ({ ...messages.chat, text });

describe('A control message', () => {
  for (const [type, message] of Object.entries(messages)) {
    it(`'${type}' is read as it was written`, () => {
      const decoded = decode(message);
      expect(decoded as object).toEqual(message);
      expect(decoded && encodeControl(decoded)).toBe(JSON.stringify(message));
    });

    it(`'${type}' is refused with a key that it does not have`, () => {
      expect(decode({ ...message, extra: 1 })).toBeUndefined();
    });

    it(`'${type}' is refused with __proto__ as a key`, () => {
      const smuggled = JSON.stringify(message).replace('{', '{"__proto__":{"admin":true},');
      expect(decodeControl(smuggled)).toBeUndefined();
    });

    for (const key of Object.keys(message).filter((name) => name !== 'name' || type !== 'hello')) {
      it(`'${type}' is refused without its '${key}'`, () => {
        expect(decode({ ...message, [key]: undefined })).toBeUndefined();
      });
    }

    for (const key of Object.keys(message)) {
      it(`'${type}' is refused where its '${key}' is of another type`, () => {
        for (const value of [[], {}, -1.5]) {
          expect(decode({ ...message, [key]: value })).toBeUndefined();
        }
      });
    }
  }

  it('may keep the name to itself', () => {
    expect(decode({ t: 'hello' })).toEqual({ t: 'hello' });
  });

  it('may answer another message', () => {
    expect(decode({ ...messages.chat, replyTo: id })).toBeDefined();
    expect(decode({ ...messages.chat, replyTo: 'the one above' })).toBeUndefined();
  });

  for (const emoji of ['👍', '❤️', '❤', '👍🏽', '🏳️‍🌈', '👨‍👩‍👧‍👦', '🇺🇦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👩🏽‍❤️‍💋‍👩🏿', '🧑🏻‍🚀']) {
    it(`takes ${emoji} as a reaction`, () => {
      expect(decode({ ...messages.reaction, emoji })).toBeDefined();
    });
  }

  for (const [what, emoji] of [
    ['nothing', ''],
    ['a letter', 'a'],
    ['a digit, which is half of an emoji', '1'],
    ['two emoji', '👍👍'],
    ['two flags', '🇺🇦🇺🇦'],
    ['half of a flag', '🇺'],
    ['an emoji and a word', '👍ok'],
    ['an emoji under a pile of marks', `👍${'\u0335'.repeat(8)}`],
    ['an emoji with a change of direction', '👍\u202E'],
    ['an emoji that joins nothing', '👍\u200D'],
    ['a family without end', Array.from({ length: 6 }, () => '👩').join('\u200D')],
    ['a line break after an emoji', '👍\n'],
  ] as const) {
    it(`takes no reaction that is ${what}`, () => {
      expect(decode({ ...messages.reaction, emoji })).toBeUndefined();
    });
  }

  it('may name the screen that is shared', () => {
    expect(decode({ ...messages.media, screen: '2' })).toBeDefined();
  });

  const malformed: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"bye"'],
    ['a list', '[]'],
    ['a list of messages', '[{"t":"bye"}]'],
    ['no type', '{}'],
    ['an unknown type', '{"t":"reboot"}'],
    ['a type that every object has', '{"t":"constructor"}'],
    ['a type that is not a text', '{"t":{"t":"bye"}}'],
    ['another case', '{"t":"Bye"}'],
    ['thirty thousand brackets', '['.repeat(30_000) + ']'.repeat(30_000)],
  ];
  for (const [what, frame] of malformed) {
    it(`is refused where it is ${what}`, () => {
      expect(decodeControl(frame)).toBeUndefined();
    });
  }
});

describe('The bounds of a control message', () => {
  const chars = (length: number) => 'x'.repeat(length);
  const offer = (change: object) => ({ ...messages['file-offer'], ...change });
  const bounds: readonly (readonly [string, object, boolean])[] = [
    ['a text of 16 KiB', chat(chars(MAX_CHAT_BYTES)), true],
    ['a text of 16 KiB and a byte', chat(chars(MAX_CHAT_BYTES + 1)), false],
    ['16 KiB of letters of two bytes', chat('ü'.repeat(MAX_CHAT_BYTES / 2)), true],
    ['one letter of two bytes more', chat('ü'.repeat(MAX_CHAT_BYTES / 2 + 1)), false],
    ['16 KiB of emoji of four bytes', chat('🔑'.repeat(MAX_CHAT_BYTES / 4)), true],
    ['one emoji more', chat('🔑'.repeat(MAX_CHAT_BYTES / 4 + 1)), false],
    ['no text', chat(''), false],
    ['an edited text of 16 KiB', { ...messages['chat-edit'], text: chars(MAX_CHAT_BYTES) }, true],
    ['one byte more', { ...messages['chat-edit'], text: chars(MAX_CHAT_BYTES + 1) }, false],
    ['a text edited to nothing', { ...messages['chat-edit'], text: '' }, false],
    ['a message sent in half a millisecond', { ...messages.chat, sentAt: 0.5 }, false],
    ['a message sent before 1970', { ...messages.chat, sentAt: -1 }, false],
    ['an id of 15 bytes', { ...messages.receipt, id: toBase64url(new Uint8Array(15)) }, false],
    ['an id in another spelling', { ...messages.receipt, id: `${id.slice(0, -1)}x` }, false],
    ['a digest of 31 bytes', { ...messages['file-received'], digest: digest.slice(0, -2) }, false],
    ['a display name of 256 characters', { t: 'hello', name: chars(256) }, true],
    ['a display name of 257 characters', { t: 'hello', name: chars(257) }, false],
    ['an empty file', offer({ size: 0 }), true],
    ['a file of less than nothing', offer({ size: -1 }), false],
    ['a file of half a byte', offer({ size: 0.5 }), false],
    ['the largest file that a number can say', offer({ size: Number.MAX_SAFE_INTEGER }), true],
    ['a larger one', offer({ size: Number.MAX_SAFE_INTEGER + 1 }), false],
    ['a file of a size in words', offer({ size: '12' }), false],
    ['a file name of 1,024 characters', offer({ name: chars(1024) }), true],
    ['a file name of 1,025 characters', offer({ name: chars(1025) }), false],
    ['a file type of 257 characters', offer({ type: chars(257) }), false],
  ];
  for (const [what, message, isTaken] of bounds) {
    it(`${isTaken ? 'take' : 'refuse'} ${what}`, () => {
      expect(decode(message) !== undefined).toBe(isTaken);
    });
  }

  it('take a frame of 64 KiB and no byte more', () => {
    const frame = JSON.stringify(messages.bye);
    const spaces = MAX_CONTROL_BYTES - frame.length;
    expect(decodeControl(frame + ' '.repeat(spaces))).toBeDefined();
    expect(decodeControl(frame + ' '.repeat(spaces + 1))).toBeUndefined();
  });

  it('count the bytes of a frame, not its characters', () => {
    const sdp = '€'.repeat(22_000); // 66,000 bytes in 22,000 characters
    const signal = { pc: 0, e: 0, n: 0, t: 'sdp', k: 'offer', sdp };
    expect(decode({ t: 'signal', signal })).toBeUndefined();
    expect(decode({ t: 'signal', signal: { ...signal, sdp: sdp.slice(0, 21_000) } })).toBeDefined();
  });
});
