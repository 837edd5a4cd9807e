import type { PeerSignal } from '@whispernet/protocol';
import { BoundConnection, type LinkPorts } from './bound-connection';
import { BulkChannel } from './bulk-channel';
import { LinkError } from './link-error';
import type { LinkRole } from './link-state';

/** A transfer stripes over at most 8 connections, a few run at once: more only cost memory. */
const MAX_FROM_PEER = 16;

export interface BulkConnectionsOptions {
  readonly role: LinkRole;
  readonly ports: LinkPorts;
  /** Called with each channel that the peer has opened, once it is bound. */
  opened(channel: BulkChannel): void;
}

/**
 * The connections beside the main one, each with one bulk channel. `pc` is even where A opened it,
 * odd where B did; the opener alone offers.
 */
export class BulkConnections {
  readonly #live = new Map<number, BulkConnection>();
  /** A signal that comes late must not open a closed one again. */
  readonly #used = new Set<number>();
  #next: number;
  #closed = false;

  constructor(private readonly options: BulkConnectionsOptions) {
    this.#next = options.role === 'A' ? 2 : 1;
  }

  /** Opens one; resolves when it is bound, rejects with `LinkError`. */
  open(): Promise<BulkChannel> {
    const pc = this.#next;
    this.#next += 2;
    return this.#connect(pc, 'opener');
  }

  /** A signal for one of them; the first of an unknown one opens it from the peer's side. */
  receive(signal: PeerSignal): void {
    if (!this.#used.has(signal.pc) && this.#mayOpen(signal.pc))
      this.#connect(signal.pc, 'answerer').then(
        (channel) => {
          this.options.opened(channel);
        },
        (cause: unknown) => {
          if (!(cause instanceof LinkError)) throw cause;
          // It never came to be; the peer, who wanted it, is told by its own end.
        },
      );
    this.#live.get(signal.pc)?.connection.receive(signal);
  }

  close(): void {
    this.#closed = true;
    for (const { channel } of this.#live.values()) channel.close();
  }

  #mayOpen(pc: number): boolean {
    const peerParity = this.options.role === 'A' ? 1 : 0;
    const live = [...this.#live.keys()].filter((each) => each % 2 === peerParity).length;
    return pc % 2 === peerParity && live < MAX_FROM_PEER;
  }

  async #connect(pc: number, side: 'opener' | 'answerer'): Promise<BulkChannel> {
    if (this.#closed) throw new LinkError('aborted');
    const { ports } = this.options;
    const connection = new BoundConnection(
      {
        pc,
        polite: side === 'answerer',
        offers: side === 'opener' ? 'first' : 'never',
        peerMayOffer: side === 'answerer',
        mayCarryMedia: () => false,
        pathKnown: () => undefined,
        prepareAnswer: () => undefined,
      },
      ports,
    );
    const channel = new BulkChannel(connection);
    this.#used.add(pc);
    this.#live.set(pc, { connection, channel });
    channel.closed.addEventListener('abort', () => this.#live.delete(pc));
    try {
      await connection.bound;
      return channel;
    } catch (cause) {
      channel.close();
      // Somebody else at the other end of any connection: the link cannot be trusted either.
      if (cause instanceof LinkError && cause.code === 'not-bound') ports.endLink('not-bound');
      throw cause;
    }
  }
}

interface BulkConnection {
  readonly connection: BoundConnection;
  readonly channel: BulkChannel;
}
