// An RTCPeerConnection as far as perfect negotiation, trickle ICE and negotiated channels see it
// (W3C webrtc-pc section 4.4): the same states, the same refusals, the operations one by one.
import type { FakeCertificate } from './fake-certificate';
import { FakeDataChannel } from './fake-data-channel';
import {
  type FakeDescription,
  type FakeLine,
  answerTo,
  mirrored,
  readDescription,
  writeDescription,
} from './fake-description';
import { type Direction, FakeTransceiver } from './fake-media';
import { FakeOperationsChain } from './fake-operations-chain';

interface Network {
  tryToJoin(connection: FakePeerConnection): void;
}

interface Described {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** An entry of webrtc-stats. */
interface FakeStat {
  readonly id: string;
  readonly type: string;
  readonly [member: string]: unknown;
}

let ufrags = 0;

export class FakePeerConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  /** How many of the peer's candidates it has got. */
  candidates = 0;
  /** What `getStats` tells beyond the path in use; an entry of the same id is added to. */
  stats: readonly FakeStat[] = [];
  readonly channels: FakeDataChannel[] = [];

  #currentLocal: Described | null = null;
  #currentRemote: Described | null = null;
  #pendingLocal: Described | null = null;
  #pendingRemote: Described | null = null;
  #transceivers: FakeTransceiver[] = [];
  #peer: FakePeerConnection | undefined;
  /** The credentials that an ICE restart shall replace. */
  #ufragToReplace: string | undefined;
  #negotiationNeeded = false;
  #gathered = '';
  readonly #operations = new FakeOperationsChain(() => {
    this.#updateNegotiationNeeded();
  });
  #closed = false;

  constructor(
    private configuration: RTCConfiguration,
    private readonly network: Network,
  ) {
    super();
  }

  get localDescription(): Described | null {
    return this.#pendingLocal ?? this.#currentLocal;
  }

  get remoteDescription(): Described | null {
    return this.#pendingRemote ?? this.#currentRemote;
  }

  get sctp(): unknown {
    if (this.#currentRemote === null) return null;
    const certificates = this.#peer === undefined ? [] : [this.#peer.certificate.der];
    const transport = { getRemoteCertificates: () => certificates };
    return { maxMessageSize: 262_144, transport };
  }

  /** The one certificate that it was made with. */
  get certificate(): FakeCertificate {
    return this.configuration.certificates?.[0] as unknown as FakeCertificate;
  }

  /** Names the path in use: both sides' agreed ICE credentials. */
  get path(): string {
    return [ufragOf(this.#currentLocal), ufragOf(this.#currentRemote)].sort().join('+');
  }

  getTransceivers(): readonly FakeTransceiver[] {
    return this.#transceivers;
  }

  addTransceiver(kind: 'audio' | 'video', init: { direction?: Direction } = {}): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, init.direction ?? 'sendrecv', () => {
      this.#updateNegotiationNeeded();
    });
    this.#transceivers.push(transceiver);
    this.#updateNegotiationNeeded();
    return transceiver;
  }

  createDataChannel(label: string, options: RTCDataChannelInit = {}): FakeDataChannel {
    const channel = new FakeDataChannel(label, options);
    this.channels.push(channel);
    if (this.#peer !== undefined) this.#joinChannels(this.#peer);
    this.#updateNegotiationNeeded();
    return channel;
  }

  /** As browsers do: what cannot be changed has to stay as it is, and certificates left out are a change. */
  setConfiguration(configuration: RTCConfiguration): void {
    const [before, after] = [this.configuration, configuration].map(
      ({ certificates = [] }) => certificates,
    );
    if (before?.length !== after?.length || before?.some((one, index) => one !== after?.[index]))
      throw new DOMException('Cannot change certificates', 'InvalidModificationError');
    this.configuration = { ...this.configuration, ...configuration };
  }

  getConfiguration(): RTCConfiguration {
    return this.configuration;
  }

  restartIce(): void {
    this.#ufragToReplace = ufragOf(this.#currentLocal);
    this.#updateNegotiationNeeded();
  }

  setLocalDescription(): Promise<void> {
    return this.#operations.run(() => {
      if (this.signalingState === 'have-remote-offer') this.#answer();
      else this.#offer();
    });
  }

  setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    return this.#operations.run(() => {
      if (type === 'offer') this.#takeOffer({ type, sdp });
      else if (type === 'answer') this.#takeAnswer({ type, sdp });
      else throw new DOMException(type, 'NotSupportedError');
    });
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    return this.#operations.run(() => {
      if (this.remoteDescription === null) throw new DOMException('early', 'InvalidStateError');
      const { usernameFragment } = candidate;
      const known = [this.#currentRemote, this.#pendingRemote].map(ufragOf);
      if (usernameFragment != null && !known.includes(usernameFragment))
        throw new DOMException('unknown generation', 'OperationError');
      if (candidate.candidate?.startsWith('candidate:') !== true)
        throw new DOMException('no candidate', 'OperationError');
      this.candidates += 1;
      this.network.tryToJoin(this);
    });
  }

  getStats(): Promise<Map<string, FakeStat>> {
    const side = (id: string, policy: RTCIceTransportPolicy | undefined) => ({
      id,
      type: `${id}-candidate`,
      candidateType: policy === 'relay' ? 'relay' : 'host',
    });
    const stats = [
      { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
      {
        id: 'pair',
        type: 'candidate-pair',
        localCandidateId: 'local',
        remoteCandidateId: 'remote',
      },
      side('local', this.configuration.iceTransportPolicy),
      side('remote', this.#peer?.configuration.iceTransportPolicy),
    ];
    const byId = new Map<string, FakeStat>(stats.map((stat) => [stat.id, stat]));
    for (const stat of this.stats) byId.set(stat.id, { ...byId.get(stat.id), ...stat });
    return Promise.resolve(byId);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#operations.close();
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    for (const channel of this.channels) channel.cut();
  }

  /** Whether this one's local description is the other's remote one. */
  isPeerOf(other: FakePeerConnection): boolean {
    const ufrag = ufragOf(this.#currentLocal);
    return !this.#closed && ufrag !== '' && ufrag === ufragOf(other.#currentRemote);
  }

  /** Whether the peer shows the certificate that its description has named. */
  expects(peer: FakePeerConnection): boolean {
    return readDescription(this.#currentRemote?.sdp ?? '').fingerprint === peer.fingerprint;
  }

  /** A path to the peer has been found; DTLS fails where they do not trust each other. */
  join(peer: FakePeerConnection, trusted: boolean): void {
    this.#peer = peer;
    if (!trusted) {
      this.fail();
      return;
    }
    this.#setConnectionState('connected');
    this.#joinChannels(peer);
    for (const channel of this.channels) {
      channel.held = false;
      channel.deliver();
    }
  }

  /** Whether it has ever found its peer. */
  get joined(): boolean {
    return this.#peer !== undefined;
  }

  /** There is no path any more. */
  fail(): void {
    this.#setConnectionState('failed');
  }

  /** Packets get lost, and nothing shows it yet. */
  hold(): void {
    for (const channel of this.channels) channel.held = true;
  }

  /** The path is gone, perhaps for a moment. */
  lose(): void {
    if (this.connectionState !== 'connected') return;
    this.hold();
    this.#setConnectionState('disconnected');
  }

  #joinChannels(peer: FakePeerConnection): void {
    for (const channel of this.channels) {
      const other = peer.channels.find(({ id }) => id === channel.id);
      if (other !== undefined) channel.join(other);
      else if (!channel.negotiated) peer.#announce(channel);
    }
  }

  #announce(channel: FakeDataChannel): void {
    const end = new FakeDataChannel(channel.label, { id: channel.id });
    this.channels.push(end);
    end.join(channel);
    this.dispatchEvent(Object.assign(new Event('datachannel'), { channel: end }));
  }

  #offer(): void {
    const ufrag = this.#needsRestart ? newUfrag() : this.#ufrag;
    const lines = [...readDescription(this.#currentLocal?.sdp ?? '').lines];
    const described = (mid: string | null) => lines.findIndex((line) => line.mid === mid);
    if (this.channels.length > 0 && !lines.some(({ kind }) => kind === 'application'))
      lines.push({ kind: 'application', mid: String(lines.length), direction: 'sendrecv' });
    for (const transceiver of this.#transceivers) {
      if (transceiver.mid === null && transceiver.direction === 'stopped') continue;
      transceiver.mid ??= String(lines.length);
      const { kind, mid, direction } = transceiver;
      const at = described(mid);
      lines[at === -1 ? lines.length : at] = { kind, mid, direction };
    }
    this.#pendingLocal = { type: 'offer', sdp: this.#write({ ufrag, lines }) };
    this.#setSignalingState('have-local-offer');
    this.#gather(ufrag);
  }

  #answer(): void {
    const offer = readDescription(this.#pendingRemote?.sdp ?? '');
    const restart = this.#currentRemote !== null && offer.ufrag !== ufragOf(this.#currentRemote);
    const ufrag = restart ? newUfrag() : this.#ufrag;
    const lines = offer.lines.map((line) => ({
      ...line,
      direction: answerTo(line.direction, this.#byMid(line.mid)?.direction ?? 'sendrecv'),
    }));
    this.#currentLocal = { type: 'answer', sdp: this.#write({ ufrag, lines }) };
    this.#currentRemote = this.#pendingRemote;
    for (const line of lines)
      this.#agree(line, this.#byMid(line.mid)?.direction ?? 'inactive', line.direction);
    this.#settle();
    this.#gather(ufrag);
  }

  #takeOffer(offer: Described): void {
    if (this.signalingState === 'have-local-offer') this.#rollback();
    this.#pendingRemote = offer;
    for (const line of readDescription(offer.sdp).lines) {
      if (line.kind === 'application' || this.#byMid(line.mid) !== undefined) continue;
      const transceiver = this.addTransceiver(line.kind as 'audio' | 'video', {
        direction: 'recvonly',
      });
      transceiver.mid = line.mid;
    }
    this.#setSignalingState('have-remote-offer');
  }

  #takeAnswer(answer: Described): void {
    if (this.signalingState !== 'have-local-offer')
      throw new DOMException(this.signalingState, 'InvalidStateError');
    const offered = readDescription(this.#pendingLocal?.sdp ?? '').lines;
    this.#currentLocal = this.#pendingLocal;
    this.#currentRemote = answer;
    for (const line of readDescription(answer.sdp).lines) {
      const said = offered.find(({ mid }) => mid === line.mid)?.direction ?? 'inactive';
      this.#agree(line, said, mirrored(line.direction));
    }
    this.#settle();
  }

  #rollback(): void {
    const agreed = readDescription(this.#currentLocal?.sdp ?? '').lines.map(({ mid }) => mid);
    for (const transceiver of this.#transceivers)
      if (!agreed.includes(transceiver.mid ?? '')) transceiver.mid = null;
    this.#pendingLocal = null;
    this.#setSignalingState('stable');
  }

  #agree(line: FakeLine, said: Direction, current: Direction): void {
    this.#byMid(line.mid)?.agree(said, current);
  }

  #settle(): void {
    this.#pendingLocal = null;
    this.#pendingRemote = null;
    this.#setSignalingState('stable');
    this.#negotiationNeeded = false;
    this.#updateNegotiationNeeded();
    this.network.tryToJoin(this);
  }

  /** Section 4.7.3: says that it is needed when nothing else is going on, and once. */
  #updateNegotiationNeeded(): void {
    queueMicrotask(() => {
      if (this.#closed || !this.#operations.isEmpty || this.signalingState !== 'stable') return;
      if (!this.#needsNegotiation) this.#negotiationNeeded = false;
      else if (!this.#negotiationNeeded) {
        this.#negotiationNeeded = true;
        this.dispatchEvent(new Event('negotiationneeded'));
      }
    });
  }

  get #needsNegotiation(): boolean {
    const channels = readDescription(this.#currentLocal?.sdp ?? '').lines.some(
      ({ kind }) => kind === 'application',
    );
    if (this.#needsRestart || (this.channels.length > 0 && !channels)) return true;
    return this.#transceivers.some((transceiver) => transceiver.needsNegotiation);
  }

  get #needsRestart(): boolean {
    return this.#currentLocal !== null && this.#ufragToReplace === ufragOf(this.#currentLocal);
  }

  get fingerprint(): string {
    return this.certificate.getFingerprints()[0]?.value ?? '';
  }

  get #ufrag(): string {
    return ufragOf(this.#currentLocal) || newUfrag();
  }

  #write(description: Pick<FakeDescription, 'ufrag' | 'lines'>): string {
    return writeDescription({ ...description, fingerprint: this.fingerprint });
  }

  #byMid(mid: string): FakeTransceiver | undefined {
    return this.#transceivers.find((transceiver) => transceiver.mid === mid);
  }

  /** One candidate for new credentials, then the word that there are no more. */
  #gather(usernameFragment: string): void {
    if (this.#gathered === usernameFragment) return;
    this.#gathered = usernameFragment;
    const type = this.configuration.iceTransportPolicy === 'relay' ? 'relay' : 'host';
    const candidate = {
      candidate: `candidate:1 1 udp 2122260223 192.0.2.1 50000 typ ${type}`,
      sdpMid: '0',
      sdpMLineIndex: 0,
      usernameFragment,
    };
    for (const each of [candidate, null])
      queueMicrotask(() => {
        if (!this.#closed)
          this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: each }));
      });
  }

  #setSignalingState(state: RTCSignalingState): void {
    this.signalingState = state;
    this.dispatchEvent(new Event('signalingstatechange'));
  }

  #setConnectionState(state: RTCPeerConnectionState): void {
    if (this.#closed || this.connectionState === state) return;
    this.connectionState = state;
    queueMicrotask(() => {
      if (!this.#closed) this.dispatchEvent(new Event('connectionstatechange'));
    });
  }
}

function ufragOf(description: Described | null): string {
  return description === null ? '' : readDescription(description.sdp).ufrag;
}

function newUfrag(): string {
  ufrags += 1;
  return `ufrag${ufrags}`;
}
