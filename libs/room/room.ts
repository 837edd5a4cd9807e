import { PasswordError } from '@whispernet/crypto';
import { PROTOCOL_VERSION, type RoomNumber } from '@whispernet/protocol';
import type { SchedulerLike } from 'rxjs';
import { Doorkeeper, type Household } from './doorkeeper';
import type { PasswordKind } from './guess-budget';
import { knock } from './knock';
import { LiveRoom } from './live-room';
import type { PasswordTries } from './password-tries';
import { Rendezvous } from './rendezvous';
import { type ResumeSecret, newResumeSecret } from './resume-secret';
import { RoomError, refusalError } from './room-error';
import type { RoomSession } from './room-session';
import { type SignalingChannel, SignalingError } from './signaling-channel';

/** What a person types. `password` is used once, here, and kept nowhere. */
export interface RoomDetails {
  readonly room: RoomNumber;
  readonly password: string;
  /** Empty where none was given. */
  readonly name: string;
  /** Decides how many wrong guesses the members allow: a passphrase of drawn words stands many more. */
  readonly passwordKind: PasswordKind;
  /** Whether everything goes through a relay, so that no address of this browser reaches the others. */
  readonly hideAddress: boolean;
}

/** What a room needs of the browser around it. */
export interface RoomPlatform {
  /** A constant of the build; rooms of different realms have nothing in common. */
  readonly realm: string;
  /** Opens a way to the gateway. */
  connect(): SignalingChannel;
  /** `deriveRoomSecret` of libs/crypto, off the main thread: 32 bytes. Rejects with PasswordError, or SignalingError. */
  deriveSecret(password: string, room: RoomNumber): Promise<Uint8Array<ArrayBuffer>>;
  /** Wrong tries of this page, counted across joins. */
  readonly tries: PasswordTries;
  /** Where time comes from; the browser's by default. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Opens a room of `capacity` people (2 to 8) and sits down in it. Rejects with RoomError, or with
 * the signal's reason once it has aborted.
 */
export function createRoom(
  details: RoomDetails,
  capacity: number,
  platform: RoomPlatform,
  signal: AbortSignal,
): Promise<RoomSession> {
  return enter(details, platform, signal, async (channel, secret) => {
    const { room, passwordKind } = details;
    // All that a doorkeeper needs first: somebody may knock as soon as the room is open.
    const stretched = await secret;
    const resume = await newResumeSecret();
    const opened = await channel.request('open', {
      v: PROTOCOL_VERSION,
      room,
      cap: capacity,
      rc: resume.commitment,
    });
    if (!opened.ok) throw refusalError(opened.error);
    const { seat } = opened;
    const household = {
      realm: platform.realm,
      room,
      secret: stretched,
      seat,
      capacity,
      passwordKind,
      founder: true,
      wrongPasswords: 0,
    };
    const live = sit(channel, resume, household, details, platform);
    await live.whenReady().catch((error: unknown) => giveBack(live, error));
    return live;
  });
}

/**
 * Knocks, proves the password and connects to whoever opens the door. Rejects with RoomError, or
 * with the signal's reason once it has aborted.
 */
export function joinRoom(
  details: RoomDetails,
  platform: RoomPlatform,
  signal: AbortSignal,
): Promise<RoomSession> {
  const { realm, tries } = platform;
  if (tries.pauseMs > 0) {
    const retryAfterS = Math.ceil(tries.pauseMs / 1000);
    return Promise.reject(new RoomError('too-many-tries', { retryAfterS }));
  }
  return enter(details, platform, signal, async (channel, secret) => {
    const { room, passwordKind } = details;
    const { scheduler } = platform;
    const admission = await knock(channel, { realm, room, secret }, tries, scheduler);
    const { seat, capacity, resume, holder, keys, wrongPasswords } = admission;
    const household = {
      realm,
      room,
      secret: await secret,
      seat,
      capacity,
      passwordKind,
      founder: false,
      wrongPasswords,
    };
    const live = sit(channel, resume, household, details, platform);
    const giveUp = () => void live.leave();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      signal.throwIfAborted(); // while knocking: nobody would hear of it any more
      // At once: the holder's offer may overtake the answer about relays, which the link waits for.
      await Promise.all([live.whenReady(), live.meet(holder, 'B', keys)]);
    } catch (error) {
      await giveBack(live, error);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
    return live;
  });
}

/** Everything that a member does, from the moment of sitting down. */
function sit(
  channel: SignalingChannel,
  resume: ResumeSecret,
  household: Household,
  { room, name, hideAddress }: RoomDetails,
  { scheduler }: RoomPlatform,
): LiveRoom {
  const rendezvous = new Rendezvous(channel, room, household.seat, resume, scheduler);
  const doorkeeper = new Doorkeeper(channel, household, scheduler);
  return new LiveRoom({ name, hideAddress, rendezvous, doorkeeper, scheduler });
}

/** The seat, where the room cannot be used after all. */
async function giveBack(live: LiveRoom, error: unknown): Promise<never> {
  await live.leave();
  throw error;
}

/** What creating and joining share: obstacles, a way to the gateway, the secret made meanwhile, one kind of error. */
async function enter(
  { room, password }: RoomDetails,
  platform: RoomPlatform,
  signal: AbortSignal,
  sitDown: (
    channel: SignalingChannel,
    secret: Promise<Uint8Array<ArrayBuffer>>,
  ) => Promise<LiveRoom>,
): Promise<RoomSession> {
  // A page that is not secure has no WebCrypto and no camera; say that first, it is the cause.
  if (!globalThis.isSecureContext) throw new RoomError('not-secure');
  if (typeof RTCPeerConnection === 'undefined') throw new RoomError('no-webrtc');
  signal.throwIfAborted();

  const secret = platform.deriveSecret(password, room);
  secret.catch(() => undefined); // awaited by sitDown; of no interest where that fails before
  const channel = platform.connect();
  // Closing the channel frees the seat and fails whatever is under way.
  const giveUp = () => {
    channel.close();
  };
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const live = await sitDown(channel, secret);
    if (signal.aborted) await live.leave();
    signal.throwIfAborted();
    return live;
  } catch (error) {
    channel.close();
    signal.throwIfAborted();
    throw roomError(error);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function roomError(error: unknown): unknown {
  if (error instanceof SignalingError) {
    const code = error.code === 'not-understood' ? 'version-mismatch' : 'gateway-unreachable';
    return new RoomError(code, { cause: error });
  }
  if (error instanceof PasswordError) return new RoomError('invalid-password', { cause: error });
  return error; // a RoomError already, or a bug that must not be dressed up as an expected outcome
}
