import {
  longTermKey,
  readAddress,
  readStunMessage,
  writeAddress,
  writeStunMessage,
} from './stun-message';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** RFC 5769, section 2.1: a request, with spaces for padding. */
const REQUEST = hex(`
  0001 0058 2112a442 b7e7a701bc34d686fa87dfae
  8022 0010 5354554e207465737420636c69656e74
  0024 0004 6e0001ff
  8029 0008 932ff9b151263b36
  0006 0009 6576746a3a68367659 202020
  0008 0014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
  8028 0004 e57a3bcf`);
/** Sections 2.2 and 2.3: responses with an address of each family. */
const IPV4_RESPONSE = hex(`
  0101 003c 2112a442 b7e7a701bc34d686fa87dfae
  8022 000b 7465737420766563746f72 20
  0020 0008 0001a147e112a643
  0008 0014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
  8028 0004 c07d4c96`);
const IPV6_RESPONSE = hex(`
  0101 0048 2112a442 b7e7a701bc34d686fa87dfae
  8022 000b 7465737420766563746f72 20
  0020 0014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  0008 0014 a382954e4be67bf11784c97c8292c275bfe3ed41
  8028 0004 c8fb0b4c`);
const SHORT_TERM_KEY = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt');
/** Section 2.4: a request with long-term credentials. */
const LONG_TERM_REQUEST = hex(`
  0001 0060 2112a442 78ad3433c6ad72c029da412e
  0006 0012 e3839ee38388e383aae38383e382afe382b9 0000
  0015 001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341
  0014 000b 6578616d706c652e6f7267 00
  0008 0014 f67024656dd64a3e02b8e0712e85c9a28ca89666`);
const LONG_TERM_KEY = longTermKey('マトリックス', 'example.org', 'TheMatrIX');

describe('A STUN message', () => {
  for (const [section, bytes, key] of [
    ['2.1', REQUEST, SHORT_TERM_KEY],
    ['2.2', IPV4_RESPONSE, SHORT_TERM_KEY],
    ['2.3', IPV6_RESPONSE, SHORT_TERM_KEY],
    ['2.4', LONG_TERM_REQUEST, LONG_TERM_KEY],
  ] as const) {
    it(`proves who sent it, as in RFC 5769, section ${section}`, () => {
      expect(readStunMessage(bytes)?.isFrom(key)).toBeTrue();
      expect(readStunMessage(bytes)?.isFrom(Buffer.from('another'))).toBeFalse();
    });
  }

  it('proves nothing once a byte of it is another', () => {
    const changed = Buffer.from(LONG_TERM_REQUEST);
    changed[24] = 0x41; // in the user name
    expect(readStunMessage(changed)?.isFrom(LONG_TERM_KEY)).toBeFalse();
  });

  it('proves nothing without MESSAGE-INTEGRITY', () => {
    const bare = writeStunMessage(headOf(LONG_TERM_REQUEST), []);
    expect(readStunMessage(bare)?.isFrom(LONG_TERM_KEY)).toBeFalse();
  });

  it('tells what it is and holds, as in RFC 5769, section 2.4', () => {
    const message = readStunMessage(LONG_TERM_REQUEST);
    expect(message?.method).toBe('binding');
    expect(message?.class).toBe('request');
    expect(message?.attributes.get('username')?.toString()).toBe('マトリックス');
    expect(message?.attributes.get('realm')?.toString()).toBe('example.org');
    expect(message?.attributes.get('nonce')?.toString()).toBe('f//499k954d6OL34oL9FSTvy64sA');
  });

  it('is written byte for byte as in RFC 5769, section 2.4', () => {
    const attributes = [
      ['username', Buffer.from('マトリックス')],
      ['nonce', Buffer.from('f//499k954d6OL34oL9FSTvy64sA')],
      ['realm', Buffer.from('example.org')],
    ] as const;
    expect(writeStunMessage(headOf(LONG_TERM_REQUEST), attributes, LONG_TERM_KEY)).toEqual(
      LONG_TERM_REQUEST,
    );
  });

  for (const method of [
    'allocate',
    'refresh',
    'send',
    'create-permission',
    'channel-bind',
  ] as const)
    for (const messageClass of ['request', 'indication', 'success', 'error'] as const) {
      it(`is read as it was written: ${method}, ${messageClass}`, () => {
        const head = { method, class: messageClass, transaction: Buffer.alloc(12, 7) };
        const read = readStunMessage(writeStunMessage(head, [['data', Buffer.from('12345')]]));
        expect(read?.method).toBe(method);
        expect(read?.class).toBe(messageClass);
        expect(read?.attributes.get('data')?.toString()).toBe('12345');
      });
    }

  it('is none where its FINGERPRINT is of other bytes', () => {
    const changed = Buffer.from(REQUEST);
    changed[30] = 0x41; // in the software's name
    expect(readStunMessage(changed)).toBeUndefined();
  });

  for (const [what, bytes] of [
    ['is cut', LONG_TERM_REQUEST.subarray(0, -1)],
    ['is followed by more', Buffer.concat([LONG_TERM_REQUEST, Buffer.alloc(4)])],
    ['has another magic cookie', hex(`0001 0000 2112a443 ${'00'.repeat(12)}`)],
    ['has an attribute longer than itself', hex(`0001 0004 2112a442 ${'00'.repeat(12)} 0006 0004`)],
    ['is nothing', Buffer.alloc(0)],
  ] as const) {
    it(`is none where it ${what}`, () => {
      expect(readStunMessage(bytes)).toBeUndefined();
    });
  }

  it('ignores what follows MESSAGE-INTEGRITY', () => {
    const signed = writeStunMessage(headOf(LONG_TERM_REQUEST), [], LONG_TERM_KEY);
    const smuggled = Buffer.concat([signed, hex('0006 0004 65766521')]);
    smuggled.writeUInt16BE(smuggled.length - 20, 2);
    const read = readStunMessage(smuggled);
    expect(read?.isFrom(LONG_TERM_KEY)).toBeTrue();
    expect(read?.attributes.has('username')).toBeFalse();
  });
});

describe('An XOR address', () => {
  const mapped = (bytes: Buffer) => {
    const message = readStunMessage(bytes);
    const value = message?.attributes.get('xor-mapped-address');
    return message && value && readAddress(value, message.transaction);
  };

  it('is read as in RFC 5769, sections 2.2 and 2.3', () => {
    expect(mapped(IPV4_RESPONSE)).toEqual({ address: '192.0.2.1', port: 32853 });
    expect(mapped(IPV6_RESPONSE)).toEqual({
      address: '2001:db8:1234:5678:11:2233:4455:6677',
      port: 32853,
    });
  });

  it('is written as in RFC 5769, section 2.2', () => {
    expect(writeAddress({ address: '192.0.2.1', port: 32853 })).toEqual(hex('0001a147e112a643'));
  });

  it('is none where it is of no family, or of another length', () => {
    const transaction = Buffer.alloc(12);
    expect(readAddress(hex('0003a147e112a643'), transaction)).toBeUndefined();
    expect(readAddress(hex('0001a147e112a6'), transaction)).toBeUndefined();
    expect(readAddress(Buffer.alloc(0), transaction)).toBeUndefined();
    expect(
      readAddress(Buffer.concat([hex('0003'), Buffer.alloc(18)]), transaction),
    ).toBeUndefined();
  });
});

function headOf(bytes: Buffer) {
  const message = readStunMessage(bytes);
  if (!message) throw new Error('a vector is a message');
  return message;
}
