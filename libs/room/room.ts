import type { RoomNumber } from '@whispernet/protocol';
import type { PasswordTries } from './password-tries';
import type { RoomSession } from './room-session';
import type { SignalingChannel } from './signaling-channel';

/** What a person types. `password` is used once, here, and kept nowhere. */
export interface RoomDetails {
  readonly room: RoomNumber;
  readonly password: string;
  /** Empty where none was given. */
  readonly name: string;
}

/** What a room needs of the browser around it. */
export interface RoomPlatform {
  /** Opens a way to the gateway; ends it when `signal` aborts. */
  connect(signal: AbortSignal): SignalingChannel;
  /** `deriveRoomSecret` of libs/crypto, off the main thread: 32 bytes. */
  deriveSecret(password: string, room: RoomNumber): Promise<Uint8Array<ArrayBuffer>>;
  /** Wrong tries of this page, counted across joins. */
  readonly tries: PasswordTries;
}

/** Opens a room of `capacity` people (2 to 8) and sits down in it. Rejects with RoomError only. */
export function createRoom(
  details: RoomDetails,
  capacity: number,
  platform: RoomPlatform,
  signal: AbortSignal,
): Promise<RoomSession> {
  throw new Error('written next');
}

/** Knocks, proves the password and connects to whoever opens the door. Rejects with RoomError only. */
export function joinRoom(
  details: RoomDetails,
  platform: RoomPlatform,
  signal: AbortSignal,
): Promise<RoomSession> {
  throw new Error('written next');
}
