// One connection to one person, kept alive: the main RTCPeerConnection with its control channel,
// and as many bulk connections as are asked for. docs/protocol/link.md tells who sends what.
import {
  type Control,
  type ControlMessage,
  type PeerSignal,
  encodeControl,
} from '@whispernet/protocol';
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  Subject,
  type Subscription,
  asyncScheduler,
  filter,
  fromEvent,
  takeUntil,
  timer,
} from 'rxjs';
import { BoundConnection, type LinkPorts } from './bound-connection';
import type { BulkChannel } from './bulk-channel';
import { BulkConnections } from './bulk-connections';
import { isLoopback } from './candidate-rules';
import { CallWatch } from './call-watch';
import { ControlChannel } from './control-channel';
import { whenAborted } from './deadline';
import { ownFingerprint, sameBytes } from './fingerprints';
import { LinkError } from './link-error';
import type {
  Behavior,
  Binding,
  Certificates,
  LinkEnd,
  LinkRole,
  LinkState,
  LocalMedia,
  RemoteMedia,
  SealedPath,
} from './link-state';
import { MediaLines, NO_MEDIA } from './media-lines';
import { selectedPath } from './selected-path';

export interface PeerLinkOptions {
  readonly role: LinkRole;
  readonly binding: Binding;
  readonly sealed: SealedPath;
  /** Waited for before the first connection is made; what the peer says meanwhile is kept. */
  readonly ready?: Promise<unknown>;
  /** The relays that may be used now; asked again for each connection and each restart. */
  iceServers(): readonly RTCIceServer[];
  /** `relay`: no address of this browser reaches the peer, and nothing but a relay is used. */
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  /** Ends the link, with a `bye`. */
  readonly signal: AbortSignal;
  /** Where time comes from; the browser's by default. */
  readonly scheduler?: SchedulerLike;
  /** Where connections come from; the browser by default. */
  readonly webRtc?: WebRtc;
  /** Whether the page comes from this machine, so that a peer may, too; by default as its address says. */
  readonly pageOnLoopback?: boolean;
}

/** What of WebRTC is needed to begin. */
export interface WebRtc {
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
  /** A fresh ECDSA P-256 certificate. */
  generateCertificate(): Promise<RTCCertificate>;
}

/**
 * An interrupted path is mended as long as the gateway keeps a seat whose socket is lost: later
 * nobody could carry the signals. ICE says `disconnected` after some 7 s, `failed` after 17.
 */
const RECONNECT_MS = 60_000;

/**
 * Draws a certificate and starts to connect. Rejects where the browser has no WebRTC, and with the
 * signal's reason where it has aborted by then.
 */
export async function openLink(options: PeerLinkOptions): Promise<PeerLink> {
  const early: PeerSignal[] = []; // the peer may be faster than our certificate
  const waiting = options.sealed.signals$.subscribe((signal) => early.push(signal));
  try {
    const [certificate] = await Promise.all([
      (options.webRtc ?? browserWebRtc).generateCertificate(),
      options.ready,
    ]);
    options.signal.throwIfAborted(); // given up meanwhile: no connection is made
    return new PeerLink(options, certificate, early);
  } finally {
    waiting.unsubscribe();
  }
}

export class PeerLink {
  readonly state$: Behavior<LinkState>;
  /** What the peer says, in order, without `signal` and `bye`; completes with the link. */
  readonly messages$: Observable<ControlMessage>;
  readonly media$: Behavior<RemoteMedia>;
  /** Channels that the peer has opened, bound. */
  readonly bulk$: Observable<BulkChannel>;
  /** How much of the path bulk connections may take: 1 all of it, less, never 0, while the call suffers. */
  readonly share$: Behavior<number>;

  readonly #state$ = new BehaviorSubject<LinkState>({ phase: 'connecting' });
  readonly #media$ = new BehaviorSubject<RemoteMedia>(NO_MEDIA);
  readonly #bulk$ = new Subject<BulkChannel>();
  readonly #ended = new AbortController();
  readonly #scheduler: SchedulerLike;
  readonly #main: BoundConnection;
  readonly #control: ControlChannel;
  readonly #media: MediaLines;
  readonly #bulks: BulkConnections;
  readonly #call: CallWatch;
  #said: Control<'media'> | undefined;
  #published: LocalMedia = NO_MEDIA;
  #bound = false;
  readonly #ownFingerprint: Uint8Array;
  #peerFingerprint: Uint8Array | undefined;
  #reconnectDeadline: Subscription | undefined;

  /** Use `openLink`. `early`: signals that have come already. */
  constructor(
    private readonly options: PeerLinkOptions,
    certificate: RTCCertificate,
    early: readonly PeerSignal[],
  ) {
    const { role, sealed, signal } = options;
    this.#scheduler = options.scheduler ?? asyncScheduler;
    this.#ownFingerprint = ownFingerprint(certificate);
    const ports = this.#ports(certificate);
    this.#main = new BoundConnection(
      {
        pc: 0,
        e: 0,
        polite: role === 'B',
        offers: role === 'A' ? 'first' : 'after',
        peerMayOffer: true,
        mayCarryMedia: () => this.#bound,
        pathKnown: () => void this.#showPath(),
        prepareAnswer: () => {
          if (this.#bound) this.#media.prepareAnswer();
        },
        lost: () => {
          this.#end('connection-lost');
        },
      },
      ports,
    );
    this.#control = new ControlChannel(this.#main, {
      scheduler: this.#scheduler,
      flooded: () => {
        this.#end('protocol-violation');
      },
    });
    this.#media = new MediaLines(this.#main.rtc, role);
    this.#bulks = new BulkConnections({
      role,
      ports,
      opened: (channel) => {
        this.#bulk$.next(channel);
      },
    });
    this.#call = new CallWatch({
      scheduler: this.#scheduler,
      signal: this.#ended.signal,
      connection: () => (this.#state$.value.phase === 'connected' ? this.#main.rtc : undefined),
    });
    this.share$ = this.#call.share$;
    this.state$ = this.#state$;
    this.media$ = this.#media$;
    this.bulk$ = this.#bulk$;
    this.messages$ = this.#control.messages$.pipe(filter(({ t }) => t !== 'signal' && t !== 'bye'));

    this.#watch();
    this.#main.bound.then(
      () => this.#startBound(),
      (cause: unknown) => {
        this.#end(cause instanceof LinkError ? cause.code : 'not-bound');
      },
    );
    const ended = { signal: this.#ended.signal };
    const abort = () => {
      this.#end('aborted');
    };
    signal.addEventListener('abort', abort, ended);
    if (signal.aborted) abort();
    for (const each of early) this.#receive(each);
    sealed.signals$.pipe(takeUntil(whenAborted(this.#ended.signal))).subscribe((each) => {
      this.#receive(each);
    });
  }

  /** The certificates of all connections of this link; undefined until it is bound. */
  get certificates(): Certificates | undefined {
    const peer = this.#peerFingerprint;
    return this.#bound && peer !== undefined ? { own: this.#ownFingerprint, peer } : undefined;
  }

  /**
   * Sends in order; waits until the link is bound or mended, is dropped once it has ended.
   * Throws RangeError where the message is longer than 64 KiB.
   */
  send(message: ControlMessage): void {
    if (!this.#ended.signal.aborted) this.#control.send(message);
  }

  /**
   * Opens a connection of its own for many bytes; resolves when it is bound. Rejects with
   * `LinkError`: with the link's end where the link ends first, else with what kept it from opening.
   */
  async openBulk(): Promise<BulkChannel> {
    try {
      await this.#main.bound;
      return await this.#bulks.open();
    } catch (cause) {
      const state = this.#state$.value;
      throw state.phase === 'closed' ? new LinkError(state.end, { cause }) : cause;
    }
  }

  /** What the peer hears and sees, and is told, from now on; before the link is bound, from then on. */
  publish(media: LocalMedia): void {
    if (this.#ended.signal.aborted) return;
    this.#media.publish(media);
    this.#published = media;
    this.#watchCall();
    const said = {
      t: 'media',
      mic: media.microphone !== undefined,
      cam: media.camera !== undefined,
      screen: null,
    } as const;
    if (said.mic === this.#said?.mic && said.cam === this.#said.cam) return;
    this.#said = said;
    this.#control.send(said);
  }

  async #startBound(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#bound = true;
    const ice = this.#main.rtc.sctp?.transport.iceTransport;
    if (ice)
      fromEvent(ice, 'selectedcandidatepairchange')
        .pipe(takeUntil(whenAborted(this.#ended.signal)))
        .subscribe(() => void this.#showPath());
    this.#main.resend(); // what the gateway may have lost; the peer drops what it has
    this.#media.lay();
    await this.#resume();
    this.#control.read();
  }

  /** Gone before it was bound. A proof that has come is still looked at: a wrong one is worse news. */
  async #endUnproved(): Promise<void> {
    try {
      if (this.#main.proofArrived) await this.#main.bound;
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      this.#end(error.code);
    }
    this.#end('connection-lost');
  }

  #watch(): void {
    const { rtc, control } = this.#main;
    const on = (target: EventTarget, type: string) =>
      fromEvent(target, type).pipe(takeUntil(whenAborted(this.#ended.signal)));

    on(rtc, 'connectionstatechange').subscribe(() => {
      if (!this.#bound) return;
      if (rtc.connectionState === 'connected') void this.#resume();
      else if (isInterrupted(rtc)) this.#interrupt();
    });
    on(rtc, 'signalingstatechange').subscribe(() => {
      if (rtc.signalingState !== 'stable') return;
      this.#media.apply();
      this.#showMedia();
    });
    on(control, 'close').subscribe(() => {
      // Closed on a path that works: the peer's page is gone. Else SCTP has given up.
      if (this.#bound) this.#end(isInterrupted(rtc) ? 'connection-lost' : 'left');
      else void this.#endUnproved();
    });
    this.#control.messages$.subscribe((message) => {
      if (message.t === 'signal') this.#receive(message.signal);
      if (message.t === 'bye') this.#end('left');
      if (message.t === 'media') {
        this.#media.hear(message);
        this.#showMedia();
      }
    });
  }

  async #resume(): Promise<void> {
    const { rtc } = this.#main;
    const path = await selectedPath(rtc);
    if (this.#ended.signal.aborted) return;
    this.#reconnectDeadline?.unsubscribe();
    this.#state$.next({ phase: 'connected', path });
    this.#control.flowing = true;
    if (isInterrupted(rtc)) this.#interrupt(); // again, meanwhile
  }

  /**
   * Packets may come along a path before the candidate that explains it: then it is relayed, and does
   * not look so yet.
   */
  async #showPath(): Promise<void> {
    if (!this.#bound) return;
    const path = await selectedPath(this.#main.rtc);
    const { value: state } = this.#state$;
    if (state.phase === 'connecting' || state.phase === 'closed' || state.path === path) return;
    this.#state$.next({ ...state, path });
  }

  #interrupt(): void {
    const { value: state } = this.#state$;
    if (state.phase === 'connected') {
      this.#state$.next({ phase: 'reconnecting', path: state.path });
      this.#control.flowing = false;
      this.#reconnectDeadline = timer(RECONNECT_MS, this.#scheduler).subscribe(() => {
        this.#end('connection-lost');
      });
    }
    this.#main.restartIce();
  }

  #showMedia(): void {
    const before = this.#media$.value;
    const now = this.#media.remote();
    if (now.microphone !== before.microphone || now.camera !== before.camera)
      this.#media$.next(now);
    this.#watchCall();
  }

  #watchCall(): void {
    const sides = [this.#published, this.#media$.value];
    this.#call.flows = sides.some(({ microphone, camera }) => microphone ?? camera);
  }

  #receive(signal: PeerSignal): void {
    if (this.#ended.signal.aborted) return;
    // Generation 0 is the only one: a connection is mended, not yet replaced.
    if (signal.pc === 0 && signal.e === 0) this.#main.receive(signal);
    else if (signal.pc !== 0 && this.#bound) this.#bulks.receive(signal);
  }

  #sendSignal(signal: PeerSignal): void {
    if (this.#ended.signal.aborted) return;
    if (this.#bound) this.#control.sendSignal(signal);
    // An interrupted channel may still deliver, now or later; the gateway is the other chance.
    const alive = this.#bound && this.#control.open && !isInterrupted(this.#main.rtc);
    if (!alive) this.options.sealed.send(signal);
  }

  #ports(certificate: RTCCertificate): LinkPorts {
    const { options } = this;
    const webRtc = options.webRtc ?? browserWebRtc;
    return {
      createConnection: (configuration) => webRtc.createConnection(configuration),
      configuration: () => ({
        iceServers: [...options.iceServers()],
        iceTransportPolicy: options.iceTransportPolicy,
        bundlePolicy: 'max-bundle',
      }),
      certificate,
      binding: options.binding,
      scheduler: this.#scheduler,
      pageOnLoopback: options.pageOnLoopback ?? pageOnLoopback(),
      sendSignal: (signal) => {
        this.#sendSignal(signal);
      },
      isPeer: (fingerprint) => {
        this.#peerFingerprint ??= fingerprint;
        return sameBytes(fingerprint, this.#peerFingerprint);
      },
      endLink: (end) => {
        this.#end(end);
      },
    };
  }

  #end(end: LinkEnd): void {
    if (this.#ended.signal.aborted) return;
    this.#media.publish(NO_MEDIA); // nothing is sent any more, not even while a goodbye leaves
    this.#call.flows = false;
    this.#ended.abort();
    this.#reconnectDeadline?.unsubscribe();
    this.#bulks.close();
    this.#control.close();
    if (end === 'aborted' && this.#bound) this.#main.closeAfter(encodeControl({ t: 'bye' }));
    else this.#main.close();
    this.#media$.next(NO_MEDIA);
    this.#bulk$.complete();
    this.#state$.next({ phase: 'closed', end });
  }
}

const browserWebRtc: WebRtc = {
  createConnection: (configuration) => new RTCPeerConnection(configuration),
  generateCertificate: () => {
    const ecdsa: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    return RTCPeerConnection.generateCertificate(ecdsa);
  },
};

function pageOnLoopback(): boolean {
  return typeof location !== 'undefined' && isLoopback(location.hostname);
}

function isInterrupted({ connectionState }: RTCPeerConnection): boolean {
  return connectionState === 'disconnected' || connectionState === 'failed';
}
