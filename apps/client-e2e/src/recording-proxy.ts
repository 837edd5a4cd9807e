// Stands between the browsers and the gateway and keeps a transcript of all that passes, so that
// a journey can show what the gateway's operator could read.
//
//   browser ── http, WebSocket ──> RecordingProxy ── the same bytes ──> gateway
import { once } from 'node:events';
import { type IncomingMessage, createServer, request } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocketMessage, webSocketMessages } from './websocket-frames';

/** One thing that passed: the head or a part of the body of HTTP, or a whole WebSocket message. */
export interface Passed {
  readonly to: 'gateway' | 'browser';
  readonly kind: 'head' | 'body' | WebSocketMessage['opcode'];
  readonly bytes: Buffer;
}

/** An HTTP and WebSocket proxy that changes nothing and remembers everything. */
export class RecordingProxy {
  /** Where browsers go instead of to the gateway. */
  readonly url: string;
  /** All that passed, in order. */
  readonly transcript: readonly Passed[];
  readonly #close: () => Promise<void>;

  /** Listens on a free port, in front of the gateway at the URL. */
  static async before(gateway: string): Promise<RecordingProxy> {
    const { hostname, port } = new URL(gateway);
    const transcript: Passed[] = [];
    const record = (to: Passed['to'], kind: Passed['kind'], bytes: Buffer | string) => {
      transcript.push({ to, kind, bytes: Buffer.from(bytes as Buffer) });
    };
    const sockets = new Set<Duplex>();

    const server = createServer((incoming, outgoing) => {
      record('gateway', 'head', headOf(incoming));
      const { method, url, headers } = incoming;
      const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
        record('browser', 'head', JSON.stringify(answer.rawHeaders));
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.on('data', (bytes: Buffer) => {
          record('browser', 'body', bytes);
        });
        answer.pipe(outgoing);
      });
      // The gateway is away: the browser sees its connection end, as it would without a proxy.
      onward.on('error', () => outgoing.destroy());
      incoming.on('data', (bytes: Buffer) => {
        record('gateway', 'body', bytes);
      });
      incoming.pipe(onward);
    });

    server.on('upgrade', (incoming: IncomingMessage, browser: Socket, first: Buffer) => {
      const head = headOf(incoming);
      record('gateway', 'head', head);
      const gatewaySide = connect(Number(port), hostname);
      gatewaySide.write(head);
      gatewaySide.write(first);
      const fromBrowser = webSocketMessages();
      const keep = (to: Passed['to'], messages: readonly WebSocketMessage[]) => {
        for (const { opcode, payload } of messages) record(to, opcode, payload);
      };
      keep('gateway', fromBrowser(first));
      browser.on('data', (bytes: Buffer) => {
        keep('gateway', fromBrowser(bytes));
      });
      recordAnswer(gatewaySide, record, (messages) => {
        keep('browser', messages);
      });
      browser.pipe(gatewaySide).pipe(browser);
      for (const [one, other] of [
        [browser, gatewaySide],
        [gatewaySide, browser],
      ] as const) {
        sockets.add(one);
        // A reset on one side is passed on as an end: 'close' follows 'error'.
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      }
    });

    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address() as AddressInfo; // of a TCP server: never a string, never null
    return new RecordingProxy(`http://localhost:${address.port}`, transcript, async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    });
  }

  private constructor(url: string, transcript: readonly Passed[], close: () => Promise<void>) {
    this.url = url;
    this.transcript = transcript;
    this.#close = close;
  }

  /** The WebSocket messages of one direction as text, the way Socket.IO writes them: `42["knock",{…}]`. */
  messages(to: Passed['to']): readonly string[] {
    return this.transcript
      .filter((passed) => passed.to === to && ['text', 'binary'].includes(passed.kind))
      .map(({ bytes }) => bytes.toString());
  }

  /** Cuts every connection and listens no more. */
  async close(): Promise<void> {
    await this.#close();
  }
}

/** A request's line and headers as they were sent. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? ''} ${url ?? ''} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    lines.push(`${rawHeaders[i] ?? ''}: ${rawHeaders[i + 1] ?? ''}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Records the answer to an upgrade: its head, then either messages or the body of a refusal. */
function recordAnswer(
  gatewaySide: Socket,
  record: (to: 'browser', kind: 'head' | 'body', bytes: Buffer) => void,
  keep: (messages: readonly WebSocketMessage[]) => void,
): void {
  const fromGateway = webSocketMessages();
  let head: Buffer | undefined = Buffer.alloc(0);
  let upgraded = false;
  gatewaySide.on('data', (bytes: Buffer) => {
    let rest = bytes;
    if (head) {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      rest = head.subarray(end + 4);
      upgraded = head.subarray(0, end).includes(' 101 ');
      record('browser', 'head', head.subarray(0, end + 4));
      head = undefined;
    }
    if (upgraded) keep(fromGateway(rest));
    else if (rest.length > 0) record('browser', 'body', rest);
  });
}
