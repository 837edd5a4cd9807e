// The way to the gateway over Socket.IO: requests are acknowledged, notices come by name.
//
//   client ── emit(name, body) ──▶ gateway        client ◀── ack({ ok, … }) ── gateway
//                                                 client ◀── emit(name, body) ── gateway
//
// Socket.IO reconnects by itself, except after a deliberate cut by the server.
import {
  type Notice,
  type Reply,
  type RequestBody,
  type RequestName,
  decodeNotice,
  decodeReply,
} from '@whispernet/protocol';
import { type SignalingChannel, SignalingError } from '@whispernet/room';
import type { Socket } from 'ngx-socket-io';
import { BehaviorSubject, type SchedulerLike, Subject, asyncScheduler, timer } from 'rxjs';

/** A person waits no longer than this for one answer of the gateway, the way to it included. */
const ANSWER_WITHIN_MS = 10_000;
/** After the gateway has cut us (it restarts, or we were too eager), long enough not to be a nuisance. */
const RETURN_AFTER_MS = 3_000;

/** Socket.IO's own words for a disconnection after which it does not try again. */
const CUT_BY_SERVER = 'io server disconnect';

export class SocketSignaling implements SignalingChannel {
  readonly #connected$ = new BehaviorSubject(false);
  readonly #notices$ = new Subject<Notice>();
  #closed = false;

  readonly connected$ = this.#connected$;
  readonly notices$ = this.#notices$.asObservable();

  /** Connects at once. */
  constructor(
    private readonly socket: Pick<Socket, 'ioSocket'>,
    scheduler: SchedulerLike = asyncScheduler,
  ) {
    // The raw socket: the wrapper's fromEvent renders the whole page for every event, and we have
    // one listener for all of them.
    const { ioSocket } = socket;
    ioSocket.on('connect', () => {
      this.#connected$.next(true);
    });
    ioSocket.on('disconnect', (reason) => {
      this.#connected$.next(false);
      if (reason !== CUT_BY_SERVER) return;
      timer(RETURN_AFTER_MS, scheduler).subscribe(() => {
        if (!this.#closed) ioSocket.connect();
      });
    });
    ioSocket.onAny((name: string, body: unknown) => {
      const notice = decodeNotice(name, body);
      if (notice) this.#notices$.next(notice);
    });
    ioSocket.connect();
  }

  async request<Name extends RequestName>(
    name: Name,
    body: RequestBody<Name>,
  ): Promise<Reply<Name>> {
    if (this.#closed) throw new SignalingError('closed');
    let answer: unknown;
    try {
      answer = await this.socket.ioSocket.timeout(ANSWER_WITHIN_MS).emitWithAck(name, body);
    } catch (cause) {
      // Socket.IO's two: the time is over, or the connection was lost before the answer.
      throw new SignalingError(`no answer to ${name}`, { cause });
    }
    const reply = decodeReply(name, answer);
    if (reply === undefined)
      throw new SignalingError(`not an answer to ${name}`, {}, 'not-understood');
    return reply;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.socket.ioSocket.disconnect();
    this.#connected$.next(false);
    this.#connected$.complete();
    this.#notices$.complete();
  }
}
