// For specs: two links, joined by a sealed path that a spec can lose, repeat or reorder.
import type { ControlMessage, PeerSignal } from '@whispernet/protocol';
import { type SchedulerLike, Subject } from 'rxjs';
import type { BulkChannel } from './bulk-channel';
import type { Binding, LinkRole, LinkState } from './link-state';
import type { PeerLinkOptions, WebRtc } from './link-options';
import { type PeerLink, openLink } from './peer-link';

export interface Side {
  readonly link: PeerLink;
  /** What this side has sent through the gateway. */
  readonly sealed: PeerSignal[];
  readonly states: LinkState[];
  readonly messages: ControlMessage[];
  readonly bulks: BulkChannel[];
  /** Its connections, the main one first. */
  readonly connections: RTCPeerConnection[];
  /** Gives it a signal, as if it had come through the gateway. */
  receive(signal: PeerSignal): void;
  leave(): void;
}

/** What happens to a signal on its way through the gateway. */
export type Carry = (signal: PeerSignal, deliver: (signal: PeerSignal) => void) => void;

export interface Meeting {
  readonly webRtc: WebRtc;
  readonly scheduler: SchedulerLike;
  readonly carry?: Carry;
  readonly alice?: Partial<PeerLinkOptions>;
  readonly bob?: Partial<PeerLinkOptions>;
}

/** Alice was in the room first; the links are opened, not yet connected. */
export async function meet(meeting: Meeting): Promise<{ alice: Side; bob: Side }> {
  const toAlice = new Subject<PeerSignal>();
  const toBob = new Subject<PeerSignal>();
  const [alice, bob] = await Promise.all([
    open('A', meeting, toBob, toAlice),
    open('B', meeting, toAlice, toBob),
  ]);
  return { alice, bob };
}

async function open(
  role: LinkRole,
  meeting: Meeting,
  out: Subject<PeerSignal>,
  signals$: Subject<PeerSignal>,
): Promise<Side> {
  const lifetime = new AbortController();
  const sealed: PeerSignal[] = [];
  const deliver = (signal: PeerSignal) => {
    queueMicrotask(() => {
      out.next(signal);
    });
  };
  const send = (signal: PeerSignal) => {
    sealed.push(signal);
    (meeting.carry ?? carryAll)(signal, deliver);
  };
  const options = role === 'A' ? meeting.alice : meeting.bob;
  const webRtc = options?.webRtc ?? meeting.webRtc;
  const connections: RTCPeerConnection[] = [];
  const createConnection = (configuration: RTCConfiguration) => {
    const connection = webRtc.createConnection(configuration);
    connections.push(connection);
    return connection;
  };
  const link = await openLink({
    role,
    binding: honest,
    sealed: { send, signals$ },
    iceServers: () => [],
    iceTransportPolicy: 'all',
    signal: lifetime.signal,
    scheduler: meeting.scheduler,
    ...options,
    webRtc: { createConnection, generateCertificate: () => webRtc.generateCertificate() },
  });
  const side: Side = {
    link,
    sealed,
    states: [],
    messages: [],
    bulks: [],
    connections,
    receive: (signal) => {
      signals$.next(signal);
    },
    leave: () => {
      lifetime.abort();
    },
  };
  link.state$.subscribe((state) => side.states.push(state));
  link.messages$.subscribe((message) => side.messages.push(message));
  link.bulk$.subscribe((channel) => side.bulks.push(channel));
  return side;
}

const carryAll: Carry = (signal, deliver) => {
  deliver(signal);
};

/** Half of each fingerprint, the sender's first: says who believes to talk to whom. */
const proof = (sender: Uint8Array, receiver: Uint8Array) =>
  Uint8Array.of(...sender.subarray(0, 16), ...receiver.subarray(0, 16));

export const honest: Binding = {
  mac: (own, peer) => Promise.resolve(proof(own, peer)),
  verify: (own, peer, mac) =>
    Promise.resolve(mac.every((byte, index) => byte === proof(peer, own)[index])),
};
