import type { PeerSignal } from '@whispernet/protocol';
import { fromEvent, takeUntil } from 'rxjs';
import { BoundConnection, type LinkPorts } from './bound-connection';
import { BulkChannel } from './bulk-channel';
import { type BulkNumber, BulkNumbers, SpentNumbers } from './bulk-numbers';
import { whenAborted } from './deadline';
import { LinkError } from './link-error';
import type { LinkRole } from './link-state';

/**
 * Files move over at most 32 at a time. After a change of network as many again may be opened before
 * this browser has noticed that the first ones are gone. 64 idle ones cost some 24 MiB.
 */
const MAX_FROM_PEER = 64;

export interface BulkConnectionsOptions {
  readonly role: LinkRole;
  readonly ports: LinkPorts;
  /** Called with each channel that the peer has opened, once it is bound. */
  opened(channel: BulkChannel): void;
}

/** The connections beside the main one, each with one bulk channel. The opener alone offers. */
export class BulkConnections {
  readonly #live = new Map<string, BulkConnection>();
  readonly #own: BulkNumbers;
  readonly #peers: SpentNumbers;
  #closed = false;

  constructor(private readonly options: BulkConnectionsOptions) {
    this.#own = new BulkNumbers(options.role);
    this.#peers = new SpentNumbers(options.role === 'A' ? 'B' : 'A');
  }

  /** Opens one; resolves when it is bound, rejects with `LinkError`. */
  open(): Promise<BulkChannel> {
    return this.#connect(this.#own.next(), 'opener');
  }

  /** A signal for one of them; the first of an unknown one opens it from the peer's side. */
  receive(signal: PeerSignal): void {
    if (this.#mayOpen(signal)) {
      this.#peers.spend(signal);
      this.#connect(signal, 'answerer').then(
        (channel) => {
          this.options.opened(channel);
        },
        (cause: unknown) => {
          if (!(cause instanceof LinkError)) throw cause;
          // It never came to be; the peer, who wanted it, is told by its own end.
        },
      );
    }
    this.#live.get(keyOf(signal))?.connection.receive(signal);
  }

  /** The way of the signals was interrupted: those that are being set up say again what may be lost. */
  resend(): void {
    for (const { connection, isBound } of this.#live.values()) if (!isBound) connection.resend();
  }

  /** The path of the link has been replaced: those that have none do not find theirs again. */
  closeInterrupted(): void {
    for (const { channel, connection } of [...this.#live.values()])
      if (connection.rtc.connectionState === 'disconnected') channel.close();
  }

  close(): void {
    this.#closed = true;
    for (const { channel } of this.#live.values()) channel.close();
  }

  #mayOpen(number: BulkNumber): boolean {
    if (!this.#peers.isFree(number)) return false;
    const fromPeer = [...this.#live.values()].filter(({ side }) => side === 'answerer');
    return fromPeer.length < MAX_FROM_PEER;
  }

  async #connect(number: BulkNumber, side: Side): Promise<BulkChannel> {
    if (this.#closed) throw new LinkError('aborted');
    const { ports } = this.options;
    const connection = new BoundConnection(
      {
        pc: number.pc,
        e: number.e,
        polite: side === 'answerer',
        offers: side === 'opener' ? 'first' : 'never',
        peerMayOffer: side === 'answerer',
        mayCarryMedia: () => false,
        pathKnown: () => undefined,
        prepareAnswer: () => undefined,
        renewalAsked: () => undefined, // its opener opens another one
        lost: () => {
          channel.close();
        },
      },
      ports,
    );
    const channel = new BulkChannel(connection);
    const live: BulkConnection = { connection, channel, side, isBound: false };
    this.#live.set(keyOf(number), live);
    channel.closed.addEventListener('abort', () => this.#live.delete(keyOf(number)));
    try {
      await connection.bound;
      live.isBound = true;
      closeWhenFailed(live);
      return channel;
    } catch (cause) {
      channel.close();
      // Somebody else at the other end of any connection: the link cannot be trusted either.
      if (cause instanceof LinkError && cause.code === 'not-bound') ports.endLink('not-bound');
      throw cause;
    }
  }
}

type Side = 'opener' | 'answerer';

interface BulkConnection {
  readonly connection: BoundConnection;
  readonly channel: BulkChannel;
  readonly side: Side;
  isBound: boolean;
}

/**
 * A path that ICE has given up, after some 17 s, is gone for good: who moves files has long since
 * seen it stall, and opens another connection rather than to mend this one.
 */
function closeWhenFailed({ connection: { rtc }, channel }: BulkConnection): void {
  const closeIfFailed = () => {
    if (rtc.connectionState === 'failed') channel.close();
  };
  fromEvent(rtc, 'connectionstatechange')
    .pipe(takeUntil(whenAborted(channel.closed)))
    .subscribe(closeIfFailed);
  closeIfFailed();
}

function keyOf({ pc, e }: BulkNumber): string {
  return `${pc} ${e}`;
}
