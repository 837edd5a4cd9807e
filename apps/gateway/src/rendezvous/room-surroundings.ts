import type { Notice } from '@whispernet/protocol';

/** The id of a Socket.IO connection; told to nobody, logged nowhere. */
export type SocketId = string;

/** What a room and its door need around them. */
export interface RoomSurroundings {
  /** Milliseconds of a clock that only moves forward. */
  now(): number;
  post(to: SocketId, notice: Notice): void;
  /** The socket belongs to this room no more, neither as a member nor at its door. */
  release(socket: SocketId): void;
}
