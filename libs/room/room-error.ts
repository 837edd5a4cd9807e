/** Why a room could not be created or entered. The sentences live in the client. */
export type RoomErrorCode =
  | 'number-taken'
  | 'no-such-room'
  | 'wrong-password'
  | 'room-full'
  | 'door-closed'
  | 'too-many-tries'
  | 'impersonation'
  | 'nobody-answers'
  | 'no-path'
  | 'busy'
  | 'gateway-unreachable'
  | 'version-mismatch'
  | 'no-webrtc'
  | 'not-secure';

/** The one error of this front door. */
export class RoomError extends Error {
  override readonly name = 'RoomError';
  /** Seconds until a new try makes sense, where that is known. */
  readonly retryAfterS: number | undefined;
  /** Of `wrong-password`: tries left before this page's own pause. */
  readonly triesLeft: number | undefined;

  constructor(
    readonly code: RoomErrorCode,
    details: {
      retryAfterS?: number | undefined;
      triesLeft?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: details.cause });
    this.retryAfterS = details.retryAfterS;
    this.triesLeft = details.triesLeft;
  }
}
