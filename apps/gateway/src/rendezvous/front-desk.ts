import type { Reply, RequestBody, RequestName } from '@whispernet/protocol';
import type { TurnCredentials } from '../ice/turn-credentials';
import type { AdmissionLimiter, Source } from './admission-limiter';
import { type Refused, refuse } from './replies';
import type { Outcome, RoomDirectory } from './room-directory';
import type { SocketId } from './room-surroundings';

/** Who asks: a connection, and where it comes from. */
export interface Caller {
  readonly socket: SocketId;
  readonly source: Source;
}

type Handlers = {
  readonly [Name in RequestName]: (caller: Caller, body: RequestBody<Name>) => Outcome<Reply<Name>>;
};

/** What a request of the wire comes to: how often it may be asked first, then what the rooms say. */
export class FrontDesk {
  readonly #handlers: Handlers;

  constructor(directory: RoomDirectory, limiter: AdmissionLimiter, relays: TurnCredentials) {
    this.#handlers = {
      open: ({ socket, source }, body) =>
        refused(limiter.open(source)) ?? directory.open(socket, body),
      knock: ({ socket, source }, body) =>
        refused(limiter.knock(source)) ?? directory.knock(socket, body, source),
      offer: ({ socket }, body) => directory.offer(socket, body),
      answer: ({ socket }, body) => directory.answer(socket, body),
      verdict: ({ socket }, body) => directory.verdict(socket, body),
      take: ({ socket }, body) => directory.take(socket, body),
      // Whoever only knocks has nobody to relay to, and must not use up what the members may.
      relay: ({ socket }, body) =>
        refused(
          directory.isSeated(socket)
            ? limiter.relay(directory.roomOf(socket), body.blob.length)
            : refuse('gone'),
        ) ?? directory.relay(socket, body),
      lock: ({ socket }, body) => directory.lock(socket, body),
      turn: ({ socket }) =>
        refused(directory.isSeated(socket) ? limiter.turn(socket) : refuse('gone')) ?? {
          reply: relays.issue(),
          deliveries: [],
        },
      resume: ({ socket }, body) => directory.resume(socket, body),
      leave: ({ socket }) => directory.leave(socket),
    };
  }

  handle<Name extends RequestName>(
    name: Name,
    caller: Caller,
    body: RequestBody<Name>,
  ): Outcome<Reply<Name>> {
    return this.#handlers[name](caller, body);
  }
}

const refused = (reply: Refused | undefined): Outcome<Refused> | undefined =>
  reply && { reply, deliveries: [] };
