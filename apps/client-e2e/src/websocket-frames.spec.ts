import { webSocketMessages } from './websocket-frames';

const HELLO = Buffer.from('Hello');

/** The examples of RFC 6455, section 5.7. */
const UNMASKED = Buffer.from('810548656c6c6f', 'hex');
const MASKED = Buffer.from('818537fa213d7f9f4d5158', 'hex');
const FRAGMENTS = Buffer.from('010348656c80026c6f', 'hex');
const PING = Buffer.from('890548656c6c6f', 'hex');
const BINARY_256 = Buffer.concat([Buffer.from('827e0100', 'hex'), Buffer.alloc(256, 7)]);
const BINARY_64_KIB = Buffer.concat([
  Buffer.from('827f0000000000010000', 'hex'),
  Buffer.alloc(65_536, 9),
]);

describe('webSocketMessages', () => {
  it('reads a message of the gateway', () => {
    expect(webSocketMessages()(UNMASKED)).toEqual([{ opcode: 'text', payload: HELLO }]);
  });

  it('unmasks a message of a browser', () => {
    expect(webSocketMessages()(MASKED)).toEqual([{ opcode: 'text', payload: HELLO }]);
  });

  it('joins fragments, with a ping between them', () => {
    const read = webSocketMessages();
    expect(read(Buffer.concat([FRAGMENTS.subarray(0, 5), PING, FRAGMENTS.subarray(5)]))).toEqual([
      { opcode: 'ping', payload: HELLO },
      { opcode: 'text', payload: HELLO },
    ]);
  });

  it('reads lengths of 16 and of 64 bits', () => {
    const sizes = webSocketMessages()(Buffer.concat([BINARY_256, BINARY_64_KIB]));
    expect(sizes.map(({ payload }) => payload.length)).toEqual([256, 65_536]);
  });

  it('does not mind in which pieces the bytes arrive', () => {
    const read = webSocketMessages();
    const stream = Buffer.concat([MASKED, BINARY_256, UNMASKED]);
    const messages = [...stream].flatMap((byte) => read(Buffer.from([byte])));
    expect(messages.map(({ payload }) => payload.length)).toEqual([5, 256, 5]);
  });

  it('says so where a frame is compressed, rather than miss what is in it', () => {
    expect(() => webSocketMessages()(Buffer.from('c10548656c6c6f', 'hex'))).toThrowError(
      /compressed/,
    );
  });
});
