export { PasswordTries } from './password-tries';
export { type RoomDetails, type RoomPlatform, createRoom, joinRoom } from './room';
export { RoomError, type RoomErrorCode } from './room-error';
export type {
  Delivery,
  Member,
  Message,
  RendezvousState,
  RoomConnection,
  RoomSession,
  RoomTransfer,
  Self,
} from './room-session';
export { type SignalingChannel, SignalingError } from './signaling-channel';
