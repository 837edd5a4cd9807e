// What a link is made of and with, and where the browser has it.
import { NEVER, type Observable, type SchedulerLike, fromEvent } from 'rxjs';
import { isLoopback } from './candidate-rules';
import type { Binding, LinkRole, SealedPath } from './link-state';

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
  /** Emits when the browser has a network again, perhaps another one; its `online` event by default. */
  readonly online$?: Observable<unknown>;
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

export const browserOnline$ = typeof window === 'undefined' ? NEVER : fromEvent(window, 'online');

export const browserWebRtc: WebRtc = {
  createConnection: (configuration) => new RTCPeerConnection(configuration),
  generateCertificate: () => {
    const ecdsa: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    return RTCPeerConnection.generateCertificate(ecdsa);
  },
};

export function pageOnLoopback(): boolean {
  return typeof location !== 'undefined' && isLoopback(location.hostname);
}
