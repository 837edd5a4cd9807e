// A gateway that lies, as its operator could make it. To the browsers it is the gateway: the page
// itself comes through it, unchanged, from the real one. What Socket.IO carries goes through a
// script that sees, changes, holds, loses, repeats and invents what it likes.
//
//   browser ── http ──────▶ MaliciousGateway ── unchanged ──────────────▶ gateway
//   browser ── Socket.IO ─▶ Line ── script ── Socket.IO, one a browser ─▶ gateway
import { EventEmitter, once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NoticeBody, NoticeName, RequestBody, RequestName } from '@whispernet/protocol';
import { Server } from 'socket.io';
import { type Heard, Line } from './line';
import type { Attack, Script } from './script';

/** Tells the truth until an attack is played. */
export class MaliciousGateway {
  /** Where browsers go instead of to the gateway. */
  readonly url: string;
  /** The lines that stand, the oldest first. */
  readonly lines = new Set<Line>();
  /** All that was truly asked and told since the last `play`, in order. */
  readonly heard: Heard[] = [];
  /** Mistakes of the attacks themselves: a journey that has any shows nothing. */
  readonly faults: unknown[] = [];
  /** How many events the attack has had a hand in: where it is 0, no attack has taken place. */
  played = 0;
  readonly #inbox = new EventEmitter();
  readonly #lastWhoAsked = new Map<'open' | 'knock', Line>();
  #script: Script = {};
  #route: (first: RequestName) => string;
  readonly #close: () => Promise<void>;

  /** Listens on a free port, in front of the gateway at the URL. */
  static async before(gateway: string): Promise<MaliciousGateway> {
    const { hostname, port } = new URL(gateway);
    const server = createServer((incoming, outgoing) => {
      const { method, url, headers } = incoming;
      const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      });
      // The gateway is away: the browser sees its connection end, as it would without a proxy.
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    const io = new Server(server, {
      transports: ['websocket'],
      serveClient: false,
      // A journey may turn a page's clock forward by a minute; no heartbeat is to be missed by that.
      pingInterval: 600_000,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address() as AddressInfo; // of a TCP server: never a string, never null
    const malicious = new MaliciousGateway(
      `http://localhost:${address.port}`,
      gateway,
      async () => {
        await io.close();
      },
    );
    io.on('connection', (browser) => {
      const line = new Line(browser, {
        get script() {
          return malicious.#script;
        },
        gatewayFor: (first) => malicious.#route(first),
        note: (event) => {
          malicious.heard.push(event);
          if (event.name === 'open' || event.name === 'knock')
            malicious.#lastWhoAsked.set(event.name, event.line);
          malicious.#inbox.emit('heard');
        },
        play: () => {
          malicious.played += 1;
        },
        fault: (error) => malicious.faults.push(error),
      });
      malicious.lines.add(line);
      browser.on('disconnect', () => malicious.lines.delete(line));
    });
    return malicious;
  }

  private constructor(
    url: string,
    private readonly honest: string,
    close: () => Promise<void>,
  ) {
    this.url = url;
    this.#route = () => this.honest;
    this.#close = close;
  }

  /** From now on does this to whatever passes, and forgets what has passed. */
  play(attack: Attack): void {
    this.heard.length = 0;
    this.played = 0;
    this.turn(attack);
  }

  /** As `play`, but in the middle of what goes on. */
  turn(attack: Attack): void {
    this.#script = attack(this);
  }

  /** Tells the truth again, and knows nobody any more. */
  repent(): void {
    this.#lastWhoAsked.clear();
    this.#route = () => this.honest;
    this.play(() => ({}));
  }

  /** Sends each browser to the real gateway that its first request gives. */
  route(gatewayFor: (first: RequestName) => string): void {
    this.#route = gatewayFor;
  }

  /** The line of whoever opened a room last, also when it stands no more. */
  get holder(): Line {
    return this.#last('open');
  }

  /** The line of whoever knocked last, likewise. */
  get joiner(): Line {
    return this.#last('knock');
  }

  /** The bodies of what was truly asked or told under a name, the oldest first. */
  bodies<Name extends RequestName | NoticeName>(name: Name): readonly Body<Name>[] {
    // An honest client and the real gateway have made them: each is the body of its name.
    return this.heard
      .filter((event) => event.name === name && event.how !== 'answered')
      .map(({ body }) => body as Body<Name>);
  }

  /** Resolves when as many requests or notices of this name have been asked or told. */
  async hears(name: RequestName | NoticeName, times = 1): Promise<void> {
    while (this.bodies(name).length < times) await once(this.#inbox, 'heard');
  }

  /** Cuts every connection and listens no more. */
  async close(): Promise<void> {
    await this.#close();
  }

  #last(first: 'open' | 'knock'): Line {
    const line = this.#lastWhoAsked.get(first);
    if (!line) throw new Error(`nobody has asked for ${first} yet`);
    return line;
  }
}

type Body<Name extends RequestName | NoticeName> = Name extends RequestName
  ? RequestBody<Name>
  : Name extends NoticeName
    ? NoticeBody<Name>
    : never;
