import type { NoticeName, Reply, RequestBody, RequestName, SeatId } from '@whispernet/protocol';
import { decodeNotice, decodeReply, requestBodies } from '@whispernet/protocol';
import type { Socket as BrowserSocket } from 'socket.io';
import { type Socket as GatewaySocket, io } from 'socket.io-client';
import type { Answered, Asked, Script, Told } from './script';

/** What a line needs of the gateway that it belongs to. */
export interface LineHome {
  readonly script: Script;
  /** The real gateway for a browser that asks this first. */
  readonly gatewayFor: (first: RequestName) => string;
  /** Notes what has truly been asked or told, before any script. */
  readonly note: (event: Heard) => void;
  /** Counts an event that a script has had a hand in. */
  readonly play: () => void;
  /** Reports an attack that has failed by its own fault. */
  readonly fault: (error: unknown) => void;
}

/** A request, its acknowledgement or a notice, as it was before any script changed it. */
export interface Heard {
  readonly line: Line;
  readonly how: 'asked' | 'answered' | 'told';
  readonly name: RequestName | NoticeName;
  readonly body: unknown;
}

/**
 * One browser's connection, and the connection to the real gateway that stands for it. The latter
 * is made with the first request, as only that tells which gateway it is meant for.
 */
export class Line {
  /** `holder` who opened a room, `joiner` who knocked at one. */
  role: 'holder' | 'joiner' | undefined;
  /** The browser's own seat, as the real gateway has told it. */
  seat: SeatId | undefined;
  #gateway: GatewaySocket | undefined;
  #isCut = false;

  constructor(
    private readonly browser: BrowserSocket,
    private readonly home: LineHome,
  ) {
    browser.onAny((name: string, body: unknown, acknowledge: (reply: unknown) => void) => {
      this.#hear(name, body, acknowledge);
    });
    browser.on('disconnect', (reason) => {
      // A goodbye stays a goodbye, and a loss a loss: the gateway treats them differently.
      if (reason === 'client namespace disconnect') this.#gateway?.disconnect();
      else this.#gateway?.io.engine.close();
    });
  }

  /** Tells the browser anything, invented or not. */
  tell(name: string, body: unknown): void {
    this.browser.emit(name, body);
  }

  /** Asks the real gateway as if the browser had. */
  async ask<Name extends RequestName>(name: Name, body: RequestBody<Name>): Promise<Reply<Name>> {
    const reply = decodeReply(name, await this.#socketFor(name).emitWithAck(name, body));
    if (!reply) throw new Error(`the gateway answered ${name} outside the protocol`);
    return reply;
  }

  /** Cuts the browser off, without a goodbye; it will come back on a line of its own. */
  cut(): void {
    this.#isCut = true;
    this.browser.conn.close();
  }

  #hear(name: string, body: unknown, acknowledge: (reply: unknown) => void): void {
    if (!isRequest(name)) throw new Error(`an honest client does not ask for ${name}`);
    if (name === 'open') this.role = 'holder';
    if (name === 'knock') this.role = 'joiner';
    this.home.note({ line: this, how: 'asked', name, body });
    this.#play(name, body, acknowledge);
  }

  #play(name: RequestName, body: unknown, acknowledge: (reply: unknown) => void): void {
    const pass = (changed: unknown = body) => {
      this.#socketFor(name).emit(name, changed, (reply: unknown) => {
        this.#giveBack(name, reply, acknowledge);
      });
    };
    // The client under attack is honest: its body is the request's.
    const asked = { line: this, body, pass, answer: acknowledge } as Asked;
    // The table pairs each name with its handler; the compiler cannot follow it through a union.
    const handler = this.home.script.requests?.[name] as Handler<Asked> | undefined;
    this.#run(handler, asked);
  }

  #giveBack(name: RequestName, reply: unknown, acknowledge: (reply: unknown) => void): void {
    const body = decodeReply(name, reply);
    if (!body) throw new Error(`the gateway answered ${name} outside the protocol`);
    if (body.ok && 'seat' in body && name !== 'verdict') this.seat = body.seat;
    this.home.note({ line: this, how: 'answered', name, body });
    const pass = (changed: unknown = reply) => {
      acknowledge(changed);
    };
    const handler = this.home.script.replies?.[name] as Handler<Answered> | undefined; // as above
    this.#run(handler, { line: this, body, pass });
  }

  #bring(name: string, body: unknown): void {
    const notice = decodeNotice(name, body);
    if (!notice) throw new Error(`the gateway told ${name} outside the protocol`);
    this.home.note({ line: this, how: 'told', name: notice.name, body });
    const pass = (changed: unknown = body) => {
      this.browser.emit(name, changed);
    };
    const handler = this.home.script.notices?.[notice.name] as Handler<Told> | undefined; // as above
    this.#run(handler, { line: this, body: notice.body, pass });
  }

  /** Without a handler at once, so that nothing overtakes anything. */
  #run<Event extends { readonly pass: () => void }>(
    handler: Handler<Event> | undefined,
    event: Event,
  ): void {
    if (!handler) {
      event.pass();
      return;
    }
    this.home.play();
    const fault = (error: unknown) => {
      this.home.fault(error);
    };
    try {
      handler(event)?.catch(fault);
    } catch (error) {
      fault(error); // whatever an attack throws is its author's mistake, and fails the journey
    }
  }

  #socketFor(name: RequestName): GatewaySocket {
    if (this.#gateway) return this.#gateway;
    const origin = this.home.gatewayFor(name);
    const gateway = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin },
    });
    gateway.onAny((notice: string, body: unknown) => {
      this.#bring(notice, body);
    });
    gateway.on('disconnect', () => {
      if (this.browser.connected && !this.#isCut) this.browser.conn.close();
    });
    this.#gateway = gateway;
    return gateway;
  }
}

type Handler<Event> = (event: Event) => void | Promise<void>;

const isRequest = (name: string): name is RequestName => Object.hasOwn(requestBodies, name);
