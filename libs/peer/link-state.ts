// What is said about a link: who is at its ends, how it stands, what travels.
import type { PeerSignal } from '@whispernet/protocol';
import type { Observable } from 'rxjs';
import type { SendQuality } from './send-quality';

/** A value over time that always has one; the holder of a subject changes it, nobody else. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

/** A was in the room first (the impolite side of perfect negotiation), B joined (the polite one). */
export type LinkRole = 'A' | 'B';

/** Proof that the certificates in use belong to those who know the password (libs/crypto brings it). */
export interface Binding {
  /** The 32 bytes to send first; both fingerprints are SHA-256, 32 bytes. */
  mac(ownFingerprint: Uint8Array, peerFingerprint: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether the peer's 32 bytes are right. */
  verify(
    ownFingerprint: Uint8Array,
    peerFingerprint: Uint8Array,
    mac: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

/** The SHA-256 fingerprints (32 bytes each) of the certificates that both ends have proved to be theirs. */
export interface Certificates {
  readonly own: Uint8Array;
  readonly peer: Uint8Array;
}

/** The path of signals while no control channel is bound: sealed, through the gateway. */
export interface SealedPath {
  send(signal: PeerSignal): void;
  readonly signals$: Observable<PeerSignal>;
}

/**
 * Why a link has ended. `left`: the peer said so. `not-bound`: what was shown as proof is wrong;
 * `no-proof`: on a path that works nothing was shown in time.
 */
export type LinkEnd =
  | 'left'
  | 'no-path'
  | 'connection-lost'
  | 'no-proof'
  | 'not-bound'
  | 'protocol-violation'
  | 'aborted';

export type LinkState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected' | 'reconnecting'; readonly path: 'direct' | 'relayed' }
  | { readonly phase: 'closed'; readonly end: LinkEnd };

/** The tracks to send; undefined where the device is off, or nothing is shared. */
export interface LocalMedia {
  readonly microphone: MediaStreamTrack | undefined;
  readonly camera: MediaStreamTrack | undefined;
  readonly screen?: MediaStreamTrack | undefined;
  /** What sounds on the screen; heard only beside it. */
  readonly screenSound?: MediaStreamTrack | undefined;
  /** `auto` where nothing is said. */
  readonly quality?: SendQuality;
  /** To how many people it is sent; one where nothing is said. */
  readonly audience?: number;
}

/** The tracks that arrive; undefined where the peer sends none. */
export interface RemoteMedia {
  readonly microphone: MediaStreamTrack | undefined;
  readonly camera: MediaStreamTrack | undefined;
  readonly screen?: MediaStreamTrack | undefined;
  /** Of a screen that is shared; silent where it has no sound. */
  readonly screenSound?: MediaStreamTrack | undefined;
}
