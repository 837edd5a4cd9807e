import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { requestBodies } from '@whispernet/protocol';
import { isAcknowledgement, refuse } from './replies';

/** One slip is a bug, two are a version, three are somebody trying. */
const PATIENCE = 3;

/** Answers what is not of this protocol, and ends the connection that goes on with it. */
@Injectable()
export class MalformedRequests {
  readonly #times = new WeakMap<Socket, number>();

  /**
   * Lets through only what a handler exists for and an acknowledgement can answer: a known event,
   * one body, one acknowledgement.
   */
  watch(socket: Socket): void {
    socket.use(([name, ...rest], next) => {
      const ack: unknown = rest.at(-1);
      const known = typeof name === 'string' && Object.hasOwn(requestBodies, name);
      if (known && rest.length === 2 && isAcknowledgement(ack)) next();
      else this.refuse(socket, ack);
    });
  }

  /** What cannot be answered, or has been answered too often, is cut. */
  refuse(socket: Socket, ack: unknown): void {
    const times = (this.#times.get(socket) ?? 0) + 1;
    this.#times.set(socket, times);
    if (isAcknowledgement(ack)) ack(refuse('malformed'));
    if (!isAcknowledgement(ack) || times >= PATIENCE) socket.disconnect(true);
  }
}
