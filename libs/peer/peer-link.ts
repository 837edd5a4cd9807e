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
  defer,
  exhaustMap,
  filter,
  merge,
  skip,
  takeUntil,
  timer,
} from 'rxjs';
import type { LinkPorts } from './bound-connection';
import type { BulkChannel } from './bulk-channel';
import { BulkConnections } from './bulk-connections';
import { type CallDetails, CallDetailsReader } from './call-details';
import type { CallQuality } from './call-quality';
import { CallWatch } from './call-watch';
import { ControlChannel } from './control-channel';
import { whenAborted } from './deadline';
import { ownFingerprint, sameBytes } from './fingerprints';
import { LinkError } from './link-error';
import {
  type PeerLinkOptions,
  browserOnline$,
  browserWebRtc,
  pageOnLoopback,
} from './link-options';
import type {
  Behavior,
  Certificates,
  LinkEnd,
  LinkState,
  LocalMedia,
  RemoteMedia,
} from './link-state';
import { Generations } from './generations';
import { MainConnection, type MainConnectionEvents } from './main-connection';
import { NO_MEDIA } from './media-lines';
import { selectedPath } from './selected-path';

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
  /** How the call fares; undefined where there is none. */
  readonly quality$: Behavior<CallQuality | undefined>;
  /** Whether the own camera is published, but kept from this peer: the path carries voices only. */
  readonly holdsPicture$: Behavior<boolean>;
  /** What the browser knows of the call, every 2 s while somebody listens; none without a path. */
  readonly details$: Observable<CallDetails>;

  readonly #state$ = new BehaviorSubject<LinkState>({ phase: 'connecting' });
  readonly #media$ = new BehaviorSubject<RemoteMedia>(NO_MEDIA);
  readonly #bulk$ = new Subject<BulkChannel>();
  readonly #ended = new AbortController();
  readonly #scheduler: SchedulerLike;
  readonly #mains: Generations;
  readonly #control: ControlChannel;
  readonly #bulks: BulkConnections;
  readonly #call: CallWatch;
  #said: Control<'media'> | undefined;
  #published: LocalMedia = NO_MEDIA;
  /** What the peer has said of its devices. */
  #peerMedia: Control<'media'> | undefined;
  #bound = false;
  /** Whether the path may be gone though nothing has been noticed of it. */
  #doubtful = false;
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
    this.#control = new ControlChannel({
      scheduler: this.#scheduler,
      end: (end) => {
        this.#end(end);
      },
    });
    this.#call = new CallWatch({
      scheduler: this.#scheduler,
      signal: this.#ended.signal,
      connection: () =>
        this.#state$.value.phase === 'connected' ? this.#mains.current.rtc : undefined,
    });
    const events = this.#mainEvents();
    this.#mains = new Generations({
      role,
      scheduler: this.#scheduler,
      make: (e) => this.#equip(new MainConnection({ e, role, ports, events })),
      bound: (main) => {
        this.#control.takeUp(main.connection, (heard) => {
          this.#goOver(main, heard);
        });
      },
      end: (end) => {
        this.#end(end);
      },
    });
    this.#bulks = new BulkConnections({
      role,
      ports,
      opened: (channel) => {
        this.#bulk$.next(channel);
      },
    });
    this.share$ = this.#call.share$;
    this.quality$ = this.#call.quality$;
    this.holdsPicture$ = this.#call.holdsPicture$;
    this.details$ = defer(() => this.#details(new CallDetailsReader()));
    this.state$ = this.#state$;
    this.media$ = this.#media$;
    this.bulk$ = this.#bulk$;
    this.messages$ = this.#control.messages$.pipe(filter(({ t }) => t !== 'signal' && t !== 'bye'));

    this.#listen();
    this.#mains.current.bound.then(
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
      if (!this.#bound) await this.#mains.current.bound;
      return await this.#bulks.open();
    } catch (cause) {
      const state = this.#state$.value;
      throw state.phase === 'closed' ? new LinkError(state.end, { cause }) : cause;
    }
  }

  /** What the peer hears and sees, and is told, from now on; before the link is bound, from then on. */
  publish(media: LocalMedia): void {
    if (this.#ended.signal.aborted) return;
    this.#published = media;
    for (const each of this.#mains.all) each.media.publish(media);
    this.#watchCall();
    this.#sayMedia();
  }

  /** Tells the peer once a change. A screen has a name only when both have agreed on its line. */
  #sayMedia(): void {
    const { microphone, camera, screen } = this.#published;
    const isHeld = this.holdsPicture$.value;
    const before = this.#said;
    const said: Control<'media'> = {
      t: 'media',
      mic: microphone !== undefined,
      cam: camera !== undefined && !isHeld,
      screen: screen ? (this.#mains.current.media.midOf('screen') ?? before?.screen ?? null) : null,
      ...(isHeld && { held: true }),
    };
    if (before && encodeControl(before) === encodeControl(said)) return;
    this.#said = said;
    this.#control.send(said);
  }

  #details(reader: CallDetailsReader): Observable<CallDetails> {
    // The second reading is the first with rates: it does not let a person wait.
    const moments$ = merge(timer(0, this.#scheduler), timer(1_000, 2_000, this.#scheduler));
    return moments$.pipe(
      exhaustMap(async () => {
        const { rtc, media } = this.#mains.current;
        if (this.#state$.value.phase !== 'connected') return undefined;
        try {
          return await reader.read(rtc, media.midOf('screen'));
        } catch (error) {
          // A connection that is just being closed says nothing; the next one does.
          if (!(error instanceof DOMException)) throw error;
          return undefined;
        }
      }),
      filter((details) => details !== undefined),
      takeUntil(whenAborted(this.#ended.signal)),
    );
  }

  async #startBound(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#bound = true;
    const main = this.#mains.current;
    this.#control.begin(main.connection);
    main.connection.resend(); // what the gateway may have lost; the peer drops what it has
    main.media.lay();
    await this.#resume();
    this.#control.read(main.connection);
  }

  /** Goes over to a connection that both sides have proved, where the peer has `heard` so much of us. */
  #goOver(main: MainConnection, heard: number): void {
    if (!this.#mains.use(main)) return;
    this.#doubtful = false;
    this.#control.flowing = false;
    this.#control.writeOn(main.connection, heard);
    if (this.#ended.signal.aborted) return; // what the peer has heard cannot be true
    main.connection.resend();
    main.media.lay();
    this.#call.pathChanged();
    this.#bulks.closeInterrupted();
    this.#bulks.resend();
    if (main.isInterrupted) this.#interrupt();
    else void this.#resume();
  }

  /** Gone before it was bound. A proof that has come is still looked at: a wrong one is worse news. */
  async #endUnproved({ connection }: MainConnection): Promise<void> {
    try {
      if (connection.proofArrived) await connection.bound;
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      this.#end(error.code);
    }
    this.#end('connection-lost');
  }

  #equip(main: MainConnection): MainConnection {
    main.media.publish(this.#published);
    main.media.holdPicture(this.#call.holdsPicture$.value);
    if (this.#peerMedia) main.media.hear(this.#peerMedia);
    return main;
  }

  #mainEvents(): MainConnectionEvents {
    const isCurrent = (main: MainConnection) => this.#bound && main === this.#mains.current;
    return {
      pathKnown: (main) => {
        if (isCurrent(main)) void this.#showPath();
      },
      pathChanged: (main) => {
        if (!isCurrent(main)) return;
        if (main.rtc.connectionState === 'connected') void this.#resume();
        else if (main.isInterrupted) this.#interrupt();
      },
      agreed: (main) => {
        if (main === this.#mains.current) this.#showMedia();
      },
      closed: (main) => {
        if (!this.#bound) {
          void this.#endUnproved(main);
          return;
        }
        this.#mains.closed(main);
        if (this.#mains.current.isClosed) this.#interrupt(); // the peer has gone over before us
      },
      renewalAsked: (main) => {
        if (this.#bound) this.#mains.renewalAsked(main);
      },
      lost: (main) => {
        if (main === this.#mains.current) this.#end('connection-lost');
        else this.#mains.closed(main);
      },
    };
  }

  #listen(): void {
    this.#call.holdsPicture$.pipe(skip(1)).subscribe((holds) => {
      for (const each of this.#mains.all) each.media.holdPicture(holds);
      this.#sayMedia();
    });
    this.#control.messages$.subscribe((message) => {
      if (message.t === 'signal') this.#receive(message.signal);
      if (message.t === 'bye') this.#end('left');
      if (message.t === 'media') {
        this.#peerMedia = message;
        for (const each of this.#mains.all) each.media.hear(message);
        this.#showMedia();
      }
    });
    (this.options.online$ ?? browserOnline$)
      .pipe(takeUntil(whenAborted(this.#ended.signal)))
      .subscribe(() => {
        this.#doubt();
      });
  }

  /** Another network, perhaps: the browser would notice that the path is gone after 7 s. */
  #doubt(): void {
    if (!this.#bound) return;
    this.#doubtful = true;
    this.#mains.current.connection.restartIce();
    this.#mains.renew();
  }

  async #resume(): Promise<void> {
    const main = this.#mains.current;
    const path = await selectedPath(main.rtc);
    if (this.#ended.signal.aborted || main !== this.#mains.current) return;
    this.#reconnectDeadline?.unsubscribe();
    this.#doubtful = false;
    this.#mains.rest();
    this.#showConnected(path);
    this.#control.flowing = true;
    if (main.isInterrupted) this.#interrupt(); // again, meanwhile
  }

  #showConnected(path: 'direct' | 'relayed'): void {
    const { value: state } = this.#state$;
    if (state.phase !== 'connected' || state.path !== path)
      this.#state$.next({ phase: 'connected', path });
  }

  /**
   * Packets may come along a path before the candidate that explains it: then it is relayed, and does
   * not look so yet.
   */
  async #showPath(): Promise<void> {
    if (!this.#bound) return;
    const main = this.#mains.current;
    const path = await selectedPath(main.rtc);
    const { value: state } = this.#state$;
    if (main !== this.#mains.current || state.phase === 'connecting' || state.phase === 'closed')
      return;
    if (state.path !== path) this.#state$.next({ ...state, path });
  }

  /** The path is looked for twice at once: ICE mends the connection in use, and another one is made. */
  #interrupt(): void {
    const { value: state } = this.#state$;
    if (state.phase === 'connected') {
      this.#state$.next({ phase: 'reconnecting', path: state.path });
      this.#control.flowing = false;
      this.#reconnectDeadline = timer(RECONNECT_MS, this.#scheduler).subscribe(() => {
        this.#end('connection-lost');
      });
      this.#mains.renew();
    }
    if (!this.#mains.current.isClosed) this.#mains.current.connection.restartIce();
  }

  #showMedia(): void {
    const before = this.#media$.value;
    const { media } = this.#mains.current;
    if (!media.areAgreed) return; // what came on the connection before is shown until then
    const now = media.remote();
    if (tracksOf(now).some((track, at) => track !== tracksOf(before)[at])) this.#media$.next(now);
    this.#watchCall();
    if (this.#published.screen) this.#sayMedia(); // its line may have got its name only now
  }

  #watchCall(): void {
    const sides = [this.#published, this.#media$.value];
    this.#call.flows = sides.some((side) => tracksOf(side).some((track) => track !== undefined));
    this.#call.givesPicture = this.#published.camera !== undefined;
  }

  #receive(signal: PeerSignal): void {
    if (this.#ended.signal.aborted) return;
    if (signal.pc === 0) this.#mains.receive(signal);
    else if (this.#bound) this.#bulks.receive(signal);
  }

  #sendSignal(signal: PeerSignal): void {
    if (this.#ended.signal.aborted) return;
    if (this.#bound) this.#control.sendSignal(signal);
    // An interrupted channel may still deliver, now or later; the gateway is the other chance.
    const { current } = this.#mains;
    const alive = this.#bound && this.#control.open && !current.isInterrupted;
    // Whoever makes another main connection has a reason, though nothing may be noticed of it here.
    const replaces = signal.pc === 0 && signal.e !== current.e;
    if (!alive || this.#doubtful || replaces) this.options.sealed.send(signal);
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
    for (const each of this.#mains.all) each.media.publish(NO_MEDIA); // nothing is sent any more, not even while a goodbye leaves
    this.#call.flows = false;
    this.#ended.abort();
    this.#reconnectDeadline?.unsubscribe();
    this.#bulks.close();
    this.#control.close();
    this.#mains.closeNext();
    const main = this.#mains.current;
    if (end === 'aborted' && this.#bound) main.closeAfter(encodeControl({ t: 'bye' }));
    else main.close();
    this.#media$.next(NO_MEDIA);
    this.#bulk$.complete();
    this.#state$.next({ phase: 'closed', end });
  }
}

function tracksOf(media: RemoteMedia): readonly (MediaStreamTrack | undefined)[] {
  return [media.microphone, media.camera, media.screen, media.screenSound];
}
