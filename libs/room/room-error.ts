import type { Refusal } from '@whispernet/protocol';

/** Why a room could not be created or entered. The sentences live in the client. */
export type RoomErrorCode =
  | 'number-taken'
  | 'no-such-room'
  | 'wrong-password'
  | 'invalid-password'
  | 'room-full'
  | 'door-closed'
  | 'too-many-tries'
  | 'impersonation'
  | 'nobody-answers'
  | 'no-path'
  | 'no-relay'
  | 'no-relayed-path'
  | 'no-proof'
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

/** The gateway's refusal as a person meets it. */
export function refusalError({ code, retryAfterS }: Refusal): RoomError {
  switch (code) {
    case 'version-mismatch':
    case 'number-taken':
    case 'no-such-room':
    case 'room-full':
    case 'door-closed':
    case 'too-many-tries':
    case 'busy':
      return new RoomError(code, { retryAfterS });
    case 'gone':
      return new RoomError('nobody-answers', { retryAfterS });
    case 'malformed': // what this version sends is well-formed to a gateway of this version
      return new RoomError('version-mismatch');
    default:
      return code satisfies never;
  }
}
