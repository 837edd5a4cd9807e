// One RTCPeerConnection of a link, from its first description to the proof that it leads to the
// right person. On the negotiated channel 0, `wn-ctl`, the first frame each way is BIND:
//
//   alice                                                bob
//     | ◀──────── descriptions, candidates ────────────▶ |   signals (pc, e, n)
//     | ◀══════════ ICE, DTLS, channel 0 open ═════════▶ |
//     | mac(own fingerprint, peer fingerprint), 32 bytes |
//     | ───────────────────────────────────────────────▶ |   checked before anything else is read
//     | ◀─────────────────────────────────────────────── |
//     | ◀───────────────── frames ─────────────────────▶ |   `bound`
import type { PeerSignal } from '@whispernet/protocol';
import {
  EMPTY,
  type Observable,
  type SchedulerLike,
  firstValueFrom,
  fromEvent,
  interval,
  map,
  race,
  skip,
  switchMap,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type Deadline, whenAborted, whenOpen, within } from './deadline';
import { checkDescription, withoutAddresses } from './description-rules';
import { ownFingerprint, peerFingerprint, sameBytes } from './fingerprints';
import { LinkError } from './link-error';
import { Negotiation } from './negotiation';
import type { Binding, LinkEnd } from './link-state';
import { SignalOrder } from './signal-order';
import { type SignalBody, SignalOutbox } from './signal-outbox';
import { TrickledCandidates } from './trickled-candidates';
import { UnreadQueue } from './unread-queue';

/** From the start until the channel is open. ICE with a relay takes 1 to 5 s; people give up later. */
const OPEN_MS = 15_000;
/** From the open channel until both proofs are checked: two messages on a path that works. */
const BIND_MS = 10_000;
/** An answer takes two relayed messages and a second of a slow phone's time; then something is lost. */
const RESEND_MS = 3_000;
/** How long a closing connection stays for its last frame to leave. */
const LINGER_MS = 500;
const BIND_BYTES = 32;

/** What a connection needs from the link that it belongs to. */
export interface LinkPorts {
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  /** All but the certificate, as it is now: what relays want to see expires. */
  configuration(): RTCConfiguration;
  readonly certificate: RTCCertificate;
  readonly binding: Binding;
  readonly scheduler: SchedulerLike;
  readonly pageOnLoopback: boolean;
  sendSignal(signal: PeerSignal): void;
  /** Whether this is the peer's fingerprint; the first one ever asked about is. */
  isPeer(fingerprint: Uint8Array): boolean;
  /** Ends the link: the peer, or the browser, broke the rules on one of its connections. */
  endLink(end: LinkEnd): void;
}

export interface ConnectionRole {
  readonly pc: number;
  /** Which generation of that `pc`. */
  readonly e: number;
  readonly polite: boolean;
  /** `first`: makes the first offer; `after`: offers once it has answered one; `never`: only answers. */
  readonly offers: 'first' | 'after' | 'never';
  readonly peerMayOffer: boolean;
  /** Whether audio and video may be negotiated now. */
  mayCarryMedia(): boolean;
  /** Called when more is known of the ways to the peer, and of the one in use. */
  pathKnown(): void;
  /** Called between a peer's offer and our answer. */
  prepareAnswer(): void;
  /** Called when the peer asks for another connection in place of this one. */
  renewalAsked(): void;
  /** Called when the browser cannot go on with it: it has no resources left. */
  lost(): void;
}

export class BoundConnection {
  readonly rtc: RTCPeerConnection;
  /** The control channel; nothing is to be sent on it before `bound`. */
  readonly control: RTCDataChannel;
  /** What arrives on the control channel after BIND; it waits for the one who reads it. */
  readonly frames$: Observable<unknown>;
  /** Resolves when both sides have proved themselves; rejects with `LinkError`. */
  readonly bound: Promise<void>;
  /** Whether the peer has sent what is to be its proof. */
  proofArrived = false;

  #pathFound = false;
  readonly #ended = new AbortController();
  readonly #order = new SignalOrder();
  readonly #outbox: SignalOutbox;
  readonly #negotiation: Negotiation;
  readonly #candidates: TrickledCandidates;
  /** The fingerprint in the peer's description. */
  #named: Uint8Array | undefined;

  constructor(
    private readonly role: ConnectionRole,
    private readonly link: LinkPorts,
  ) {
    const { signal } = this.#ended;
    const configuration = this.#configuration();
    this.rtc = link.createConnection(configuration);
    this.#outbox = new SignalOutbox(role.pc, role.e);
    this.#negotiation = this.#negotiate();
    this.#candidates = new TrickledCandidates(this.rtc, {
      policy: configuration.iceTransportPolicy ?? 'all',
      pageOnLoopback: link.pageOnLoopback,
      scheduler: link.scheduler,
      send: (candidates) => {
        this.send({ t: 'ice', c: [...candidates] });
      },
      applied: () => {
        role.pathKnown();
      },
      signal,
    });
    const surprised = () => {
      this.#end('protocol-violation'); // every channel is negotiated; nobody announces one
    };
    this.rtc.addEventListener('datachannel', surprised, { signal });
    // DTLS fails on a path that works: the peer has shown another certificate than it has described.
    const refused = () => {
      this.#pathFound ||= this.rtc.iceConnectionState === 'connected';
      if (this.rtc.sctp?.transport.state === 'failed') this.#end('not-bound');
    };
    this.rtc.addEventListener('iceconnectionstatechange', refused, { signal });
    this.rtc.addEventListener('connectionstatechange', refused, { signal });
    this.#resendWhileUnanswered();

    this.control = this.rtc.createDataChannel('wn-ctl', { negotiated: true, id: 0, ordered: true });
    this.control.binaryType = 'arraybuffer';
    const received$ = fromEvent<MessageEvent<unknown>>(this.control, 'message').pipe(
      map(({ data }) => data),
      takeUntil(whenAborted(signal)),
    );
    const bind = new Promise((resolve) =>
      received$.pipe(take(1)).subscribe((frame) => {
        this.proofArrived = true;
        resolve(frame);
      }),
    );
    const frames = new UnreadQueue<unknown>();
    received$.pipe(skip(1)).subscribe((frame) => {
      if (!frames.push(frame, sizeOf(frame))) this.#end('protocol-violation');
    });
    this.frames$ = frames.values$;
    this.bound = this.#open(bind);
  }

  /** Takes a signal for this connection, whichever path it came by and in whichever order. */
  receive(signal: PeerSignal): void {
    const { due, repeated } = this.#order.take(signal);
    // A peer that repeats its offer has not got our answer. With an offer of our own open we repeat
    // that in our own time: two who answered each other's repetitions would never stop.
    const askedAgain = repeated && signal.t === 'sdp' && signal.k === 'offer';
    if (askedAgain && this.rtc.signalingState === 'stable') this.resend();
    for (const each of due) {
      if (each.t === 'sdp') void this.#receiveDescription(each.k, each.sdp);
      else if (each.t === 'ice') this.#candidates.receive(each.c);
      else this.role.renewalAsked();
    }
  }

  /** Sends a signal of this connection. */
  send(body: SignalBody): void {
    if (this.#ended.signal.aborted) return;
    this.link.sendSignal(this.#outbox.add(body));
  }

  /** Looks for another path, with relays as they are to be had now. */
  restartIce(): void {
    this.rtc.setConfiguration(this.#configuration());
    this.rtc.restartIce();
  }

  /** The certificate is always part of it: to leave it out later would be to change it, which browsers refuse. */
  #configuration(): RTCConfiguration {
    return { ...this.link.configuration(), certificates: [this.link.certificate] };
  }

  /** Ends it at once. */
  close(): void {
    this.#ended.abort();
    this.rtc.close();
  }

  /** Ends it after a last frame, which is given a moment to leave; for us it has ended at once. */
  closeAfter(lastFrame: string): void {
    this.#ended.abort();
    race(fromEvent(this.control, 'close'), timer(LINGER_MS, this.link.scheduler))
      .pipe(take(1))
      .subscribe(() => {
        this.rtc.close();
      });
    if (this.control.readyState === 'open') this.control.send(lastFrame);
    this.control.close(); // once what is queued has been sent
  }

  /** Waits for the channel, then for the proof. */
  async #open(bind: Promise<unknown>): Promise<void> {
    const opened = firstValueFrom(whenOpen(this.control));
    await within(
      opened,
      this.#deadline(OPEN_MS, () => (this.#pathFound ? 'no-proof' : 'no-path')),
    );
    // A frozen page, a slow one, or somebody who has none: who is silent has proved nothing wrong.
    const silence = () =>
      this.rtc.connectionState === 'connected' ? 'no-proof' : 'connection-lost';
    await within(this.#bind(bind), this.#deadline(BIND_MS, silence));
  }

  async #bind(bind: Promise<unknown>): Promise<void> {
    const { binding, certificate } = this.link;
    const own = ownFingerprint(certificate);
    const peer = await peerFingerprint(this.rtc);
    // The certificate of DTLS is the one that the description named, and the link's one. The browser's
    // own word for the description may come later than the channel that it has led to.
    const named = this.#named;
    if (!named || !sameBytes(named, peer) || !this.link.isPeer(peer))
      throw new LinkError('not-bound');
    this.control.send(await binding.mac(own, peer));
    const mac = await bind;
    if (!(mac instanceof ArrayBuffer) || mac.byteLength !== BIND_BYTES)
      throw new LinkError('not-bound');
    if (!(await binding.verify(own, peer, new Uint8Array(mac)))) throw new LinkError('not-bound');
  }

  #negotiate(): Negotiation {
    const { role } = this;
    return new Negotiation(this.rtc, {
      polite: role.polite,
      mayOffer: () =>
        role.offers === 'first' || (role.offers === 'after' && this.rtc.remoteDescription !== null),
      send: ({ type, sdp }) => {
        if (type === 'offer' || type === 'answer')
          this.send({ t: 'sdp', k: type, sdp: withoutAddresses(sdp) });
      },
      prepareAnswer: () => {
        role.prepareAnswer();
      },
      fail: () => {
        if (!this.#ended.signal.aborted) role.lost();
      },
      signal: this.#ended.signal,
    });
  }

  async #receiveDescription(type: 'offer' | 'answer', text: string): Promise<void> {
    const { role, link, rtc } = this;
    const checked = checkDescription(text, { media: role.mayCarryMedia() });
    if (!checked.ok || (type === 'offer' && !role.peerMayOffer)) {
      this.#end('protocol-violation');
      return;
    }
    if (!link.isPeer(checked.fingerprint)) {
      this.#end('not-bound');
      return;
    }
    this.#named = checked.fingerprint;
    // Whoever offers while no offer of ours is open has applied all that we have said before.
    if (type === 'offer' && rtc.signalingState === 'stable') this.#outbox.confirmDescription();
    try {
      const reception = await this.#negotiation.receive({ type, sdp: checked.sdp });
      if (reception !== 'applied') return;
      if (type === 'answer') this.#outbox.confirmDescription();
      this.#candidates.descriptionApplied();
    } catch {
      this.#end('protocol-violation'); // the browser cannot make sense of the peer's description
    }
  }

  /** Sends again what may not have arrived. */
  resend(): void {
    for (const signal of this.#outbox.unconfirmed) this.link.sendSignal(signal);
  }

  #resendWhileUnanswered(): void {
    fromEvent(this.rtc, 'signalingstatechange')
      .pipe(
        switchMap(() =>
          this.rtc.signalingState === 'have-local-offer'
            ? interval(RESEND_MS, this.link.scheduler)
            : EMPTY,
        ),
        takeUntil(whenAborted(this.#ended.signal)),
      )
      .subscribe(() => {
        this.resend();
      });
  }

  #deadline(ms: number, code: () => LinkEnd): Deadline {
    return { ms, code, scheduler: this.link.scheduler, signal: this.#ended.signal };
  }

  #end(end: LinkEnd): void {
    if (!this.#ended.signal.aborted) this.link.endLink(end);
  }
}

/** Bytes, or UTF-16 units: a bound on memory, not a count of what travelled. */
function sizeOf(frame: unknown): number {
  if (typeof frame === 'string') return frame.length;
  return frame instanceof ArrayBuffer ? frame.byteLength : 0;
}
