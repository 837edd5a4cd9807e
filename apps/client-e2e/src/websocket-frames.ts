// RFC 6455, section 5.2: what stands on one direction of a WebSocket, cut into messages.
//
//   byte 0   FIN RSV1-3 opcode      byte 1   MASK length (126: 16 bits follow, 127: 64)
//   then     4 bytes of masking key, from the browser only, and the payload

/** One whole message or control frame, unmasked. */
export interface WebSocketMessage {
  readonly opcode: 'text' | 'binary' | 'close' | 'ping' | 'pong';
  readonly payload: Buffer;
}

/**
 * Cuts a stream of bytes into messages, whatever pieces they arrive in: call it with each piece
 * and it returns the messages that the piece completed.
 * Throws at a compressed frame, whose content it could not see.
 */
export function webSocketMessages(): (piece: Buffer) => readonly WebSocketMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let fragments:
    { readonly opcode: WebSocketMessage['opcode']; readonly parts: Buffer[] } | undefined;
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: WebSocketMessage[] = [];
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.end);
      const { final, code, payload } = frame;
      if (code === CONTINUATION) {
        if (!fragments) throw new Error('a continuation of nothing');
        fragments.parts.push(payload);
      } else {
        const opcode = OPCODES[code];
        if (!opcode) throw new Error(`unknown opcode ${code}`);
        if (code >= FIRST_CONTROL) {
          messages.push({ opcode, payload });
          continue; // control frames may stand between fragments
        }
        fragments = { opcode, parts: [payload] };
      }
      if (final) {
        messages.push({ opcode: fragments.opcode, payload: Buffer.concat(fragments.parts) });
        fragments = undefined;
      }
    }
    return messages;
  };
}

const CONTINUATION = 0x0;
const FIRST_CONTROL = 0x8;
const OPCODES: Readonly<Record<number, WebSocketMessage['opcode']>> = {
  0x1: 'text',
  0x2: 'binary',
  0x8: 'close',
  0x9: 'ping',
  0xa: 'pong',
};

/** The first frame of the bytes, or undefined where it is not all there yet. */
function readFrame(bytes: Buffer) {
  if (bytes.length < 2) return undefined;
  const [head = 0, second = 0] = bytes;
  if ((head & 0x70) !== 0) throw new Error('a compressed or extended frame cannot be read');
  const short = second & 0x7f;
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + lengthBytes + (masked ? 4 : 0);
  if (bytes.length < start) return undefined;
  const length =
    lengthBytes === 8
      ? Number(bytes.readBigUInt64BE(2))
      : lengthBytes === 2
        ? bytes.readUInt16BE(2)
        : short;
  const end = start + length;
  if (bytes.length < end) return undefined;
  const payload = Buffer.from(bytes.subarray(start, end));
  if (masked) {
    const key = bytes.subarray(start - 4, start);
    for (let i = 0; i < payload.length; i += 1) payload[i] = (payload[i] ?? 0) ^ (key[i % 4] ?? 0);
  }
  return { final: (head & 0x80) !== 0, code: head & 0x0f, payload, end };
}
