// For specs: a WebSocket (RFC 6455) that does what no browser would.
import { EventEmitter, once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { prompt } from './listening-gateway';

const opcode = { text: 1, binary: 2, close: 8 } as const;
const FINAL = 0x80;
const MASKED = 0x80;

export class RawWebSocket {
  readonly #socket: Socket;
  readonly #events = new EventEmitter();
  readonly #heard: string[] = [];
  #pending = Buffer.alloc(0);
  #phase: 'dialled' | 'open' | 'cut' = 'dialled';
  /** Whether the other side has ever agreed to talk. */
  wasOpen = false;

  /** Asks `path` to become a WebSocket, as a page of `origin` would. */
  constructor(port: number, path: string, origin: string | undefined) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('data', (bytes) => {
      this.#read(bytes);
    });
    this.#socket.on('error', () => this.#socket.destroy()); // a reset is one way to be cut
    this.#socket.on('close', () => {
      this.#end();
    });
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: localhost:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
      ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    ];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  }

  /** The next text; rejects where none comes within a second. */
  async hears(): Promise<string> {
    while (this.#heard.length === 0) await once(this.#events, 'text', prompt());
    return this.#heard.shift() ?? '';
  }

  /** Resolves when the other side has ended it; rejects where it has not within a second. */
  async cut(): Promise<void> {
    if (this.#phase !== 'cut') await once(this.#events, 'cut', prompt());
  }

  send(message: string | Uint8Array): void {
    const kind = typeof message === 'string' ? opcode.text : opcode.binary;
    this.#write(FINAL | kind, Buffer.from(message));
  }

  /** One message as a frame a character, the first of them in two writes. */
  sendInPieces(text: string): void {
    const [first = '', ...rest] = text;
    const bytes = frame(opcode.text, Buffer.from(first));
    this.#socket.setNoDelay(true);
    this.#socket.write(bytes.subarray(0, 3));
    this.#socket.write(bytes.subarray(3));
    rest.forEach((character, at) => {
      this.#write(at === rest.length - 1 ? FINAL : 0, Buffer.from(character));
    });
  }

  /** A text message that is not UTF-8. */
  sendInvalidText(): void {
    this.#write(FINAL | opcode.text, Buffer.from([0x34, 0x32, 0xff, 0xfe]));
  }

  #write(firstByte: number, payload: Buffer): void {
    this.#socket.write(frame(firstByte, payload));
  }

  #read(bytes: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    if (this.#phase === 'dialled') {
      const end = this.#pending.indexOf('\r\n\r\n');
      if (end < 0 || !this.#pending.toString('latin1').startsWith('HTTP/1.1 101')) return;
      this.#phase = 'open';
      this.wasOpen = true;
      this.#pending = this.#pending.subarray(end + 4);
    }
    for (let next = unframe(this.#pending); next !== undefined; next = unframe(this.#pending)) {
      this.#pending = this.#pending.subarray(next.length);
      if (next.opcode === opcode.close) this.#end();
      else this.#heard.push(next.payload.toString());
      this.#events.emit('text');
    }
  }

  #end(): void {
    this.#phase = 'cut';
    this.#events.emit('cut');
    this.#socket.destroy();
  }
}

/** A frame as a client sends it, under a mask of zeros, which leaves the payload as it is. */
function frame(firstByte: number, payload: Buffer): Buffer {
  const short = payload.length < 126;
  const header = Buffer.alloc(short ? 6 : 8);
  header[0] = firstByte;
  header[1] = MASKED | (short ? payload.length : 126);
  if (!short) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

/** The first frame of what has come, as a server sends it: short, or up to 64 KiB, without a mask. */
function unframe(
  bytes: Buffer,
): { readonly opcode: number; readonly payload: Buffer; readonly length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const header = second < 126 ? 2 : 4;
  if (bytes.length < header) return undefined;
  const length = header + (second < 126 ? second : bytes.readUInt16BE(2));
  if (bytes.length < length) return undefined;
  return { opcode: first & 0x0f, payload: bytes.subarray(header, length), length };
}
