import { type PeerLink, openLink } from '@whispernet/peer';
import { type ControlMessage, MessageId, type PeerSignal, newId } from '@whispernet/protocol';
import type { FileMessage, FilePort } from '@whispernet/transfer';
import { Subject, filter, firstValueFrom } from 'rxjs';
import type { SeenVideo } from '../bench-page.ts';

const TEXT_EVERY_MS = 100;
/** How long the last messages are waited for. */
const LAST_WORDS_MS = 3_000;

/** whisperNet's link to the other page: its own `PeerLink`, with the bench in the gateway's place. */
export class BenchLink {
  readonly #send: (signal: PeerSignal) => void;
  readonly #signals$ = new Subject<PeerSignal>();
  /** The main connection first, as the link makes them. */
  readonly #connections: RTCPeerConnection[] = [];
  #link: PeerLink | undefined;

  constructor(send: (signal: PeerSignal) => void) {
    this.#send = send;
  }

  hear(signal: unknown): void {
    this.#signals$.next(signal as PeerSignal); // the other page's own link has made it
  }

  /** Resolves when it is connected. */
  async open(role: 'A' | 'B'): Promise<void> {
    const link = await openLink({
      role,
      binding: halves,
      sealed: { send: this.#send, signals$: this.#signals$ },
      iceServers: () => [],
      iceTransportPolicy: 'all',
      signal: new AbortController().signal,
      webRtc: {
        createConnection: (configuration) => {
          const connection = new RTCPeerConnection(configuration);
          this.#connections.push(connection);
          return connection;
        },
        generateCertificate: () => {
          const ecdsa: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
          return RTCPeerConnection.generateCertificate(ecdsa);
        },
      },
    });
    this.#link = link;
    link.messages$.subscribe((message) => {
      if (message.t === 'chat') link.send({ t: 'receipt', id: message.id });
    });
    const { phase } = await firstValueFrom(
      link.state$.pipe(filter(({ phase }) => phase !== 'connecting')),
    );
    if (phase !== 'connected') throw new Error(`the link is ${phase}`);
  }

  filePort(): FilePort {
    const link = this.#opened();
    return {
      send: (message) => {
        link.send(message);
      },
      messages$: link.messages$.pipe(filter(isFileMessage)),
      openBulk: () => link.openBulk(),
      bulk$: link.bulk$,
      share$: link.share$,
    };
  }

  /** How long each message takes to be confirmed; for one that never is, how long was waited. */
  async text(seconds: number): Promise<readonly number[]> {
    const link = this.#opened();
    const sentAt = new Map<MessageId, number>();
    const roundTrips: number[] = [];
    const receipts = link.messages$.subscribe((message) => {
      const at = message.t === 'receipt' ? sentAt.get(message.id) : undefined;
      if (message.t !== 'receipt' || at === undefined) return;
      sentAt.delete(message.id);
      roundTrips.push(performance.now() - at);
    });
    const timer = setInterval(() => {
      const id = newId(MessageId);
      sentAt.set(id, performance.now());
      link.send({ t: 'chat', id, text: 'Are you there?', sentAt: Date.now() });
    }, TEXT_EVERY_MS);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    clearInterval(timer);
    for (let waited = 0; sentAt.size > 0 && waited < LAST_WORDS_MS; waited += TEXT_EVERY_MS)
      await new Promise((resolve) => setTimeout(resolve, TEXT_EVERY_MS));
    receipts.unsubscribe();
    return [...roundTrips, ...[...sentAt.values()].map((at) => performance.now() - at)];
  }

  async showCamera(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: 640, height: 480, frameRate: 20 },
    });
    this.#opened().publish({ microphone: undefined, camera: stream.getVideoTracks()[0] });
  }

  async seen(): Promise<SeenVideo> {
    const reports = await Promise.all(this.#connections.map((each) => each.getStats()));
    const videos = reports
      .flatMap((report) => [...(report.values() as Iterable<RTCInboundRtpStreamStats>)])
      .filter(({ type, kind }) => (type as string) === 'inbound-rtp' && kind === 'video');
    const sum = (of: (video: RTCInboundRtpStreamStats) => number | undefined) =>
      videos.reduce((total, video) => total + (of(video) ?? 0), 0);
    return {
      frames: sum(({ framesDecoded }) => framesDecoded),
      freezes: sum(({ freezeCount }) => freezeCount),
    };
  }

  #opened(): PeerLink {
    if (!this.#link) throw new Error('the link has not been opened');
    return this.#link;
  }
}

/** In the handshake's place, which proves the certificates: half of each fingerprint, one's own first. */
const proof = (sender: Uint8Array, receiver: Uint8Array) =>
  Uint8Array.of(...sender.subarray(0, 16), ...receiver.subarray(0, 16));
const halves = {
  mac: (own: Uint8Array, peer: Uint8Array) => Promise.resolve(proof(own, peer)),
  verify: (own: Uint8Array, peer: Uint8Array, mac: Uint8Array) =>
    Promise.resolve(mac.every((byte, at) => byte === proof(peer, own)[at])),
};

function isFileMessage(message: ControlMessage): message is FileMessage {
  return message.t.startsWith('file-');
}
