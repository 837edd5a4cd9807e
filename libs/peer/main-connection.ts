import type { PeerSignal } from '@whispernet/protocol';
import { fromEvent, takeUntil } from 'rxjs';
import { BoundConnection, type LinkPorts } from './bound-connection';
import { whenAborted } from './deadline';
import type { LinkRole } from './link-state';
import { MediaLines } from './media-lines';

/** What the link does when something happens to one of its main connections. */
export interface MainConnectionEvents {
  /** More is known of the ways to the peer, and of the one in use. */
  pathKnown(main: MainConnection): void;
  /** The path was lost, or found. */
  pathChanged(main: MainConnection): void;
  /** Both have agreed on a description. */
  agreed(main: MainConnection): void;
  /** The control channel has closed, from the other side or by SCTP. */
  closed(main: MainConnection): void;
  /** The peer asks for a connection in place of this one. */
  renewalAsked(main: MainConnection): void;
  /** The browser cannot go on with it. */
  lost(main: MainConnection): void;
}

export interface MainConnectionOptions {
  /** Its generation. */
  readonly e: number;
  readonly role: LinkRole;
  readonly ports: LinkPorts;
  readonly events: MainConnectionEvents;
}

/** One generation of the main connection: descriptions and proof, the lines of a call, its path. */
export class MainConnection {
  readonly e: number;
  readonly connection: BoundConnection;
  readonly rtc: RTCPeerConnection;
  readonly media: MediaLines;
  /** Resolves when both sides have proved themselves; rejects with `LinkError`. */
  readonly bound: Promise<void>;

  readonly #closed = new AbortController();
  #isBound = false;
  #askedRenewal = false;

  constructor({ e, role, ports, events }: MainConnectionOptions) {
    this.e = e;
    this.connection = new BoundConnection(
      {
        pc: 0,
        e,
        polite: role === 'B',
        offers: role === 'A' ? 'first' : 'after',
        peerMayOffer: true,
        mayCarryMedia: () => this.#isBound,
        pathKnown: () => {
          events.pathKnown(this);
        },
        prepareAnswer: () => {
          if (this.#isBound) this.media.prepareAnswer();
        },
        renewalAsked: () => {
          events.renewalAsked(this);
        },
        lost: () => {
          events.lost(this);
        },
      },
      ports,
    );
    this.rtc = this.connection.rtc;
    this.media = new MediaLines(this.rtc, role);
    const on = (target: EventTarget, type: string, then: () => void) => {
      fromEvent(target, type)
        .pipe(takeUntil(whenAborted(this.#closed.signal)))
        .subscribe(then);
    };
    this.bound = this.connection.bound.then(() => {
      this.#isBound = true;
      const ice = this.rtc.sctp?.transport.iceTransport;
      if (ice)
        on(ice, 'selectedcandidatepairchange', () => {
          events.pathKnown(this);
        });
    });
    on(this.rtc, 'connectionstatechange', () => {
      events.pathChanged(this);
    });
    on(this.rtc, 'signalingstatechange', () => {
      if (this.rtc.signalingState !== 'stable') return;
      this.media.apply();
      events.agreed(this);
    });
    on(this.connection.control, 'close', () => {
      events.closed(this);
    });
  }

  /** Whether both sides have proved themselves on it. */
  get isBound(): boolean {
    return this.#isBound;
  }

  /** Whether it has lost its path, perhaps for a moment. */
  get isInterrupted(): boolean {
    return this.rtc.connectionState === 'disconnected' || this.rtc.connectionState === 'failed';
  }

  /** Whether its control channel is closed, here or over there. */
  get isClosed(): boolean {
    return this.connection.control.readyState === 'closed';
  }

  /** Whether it has a path, or may still find its first one. */
  get isPromising(): boolean {
    return !this.isClosed && !this.isInterrupted;
  }

  receive(signal: PeerSignal): void {
    this.connection.receive(signal);
  }

  /** Asks A for a connection in place of this one, once: the outbox repeats it with its ICE restart. */
  askRenewal(): void {
    if (!this.#askedRenewal) this.connection.send({ t: 'renew' });
    this.#askedRenewal = true;
  }

  /** Ends it at once; nothing more is heard of it. */
  close(): void {
    this.#closed.abort();
    this.connection.close();
  }

  /** The same after a last frame, which is given a moment to leave. */
  closeAfter(lastFrame: string): void {
    this.#closed.abort();
    this.connection.closeAfter(lastFrame);
  }
}
