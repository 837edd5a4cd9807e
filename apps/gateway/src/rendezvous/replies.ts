import type { Refusal, RefusalCode } from '@whispernet/protocol';

/** The acknowledgement of a request that is granted and needs no words. */
export const granted = { ok: true } as const;

/** The acknowledgement of a request that is refused; `retryAfterS` in whole seconds, where it is known. */
export function refuse(code: RefusalCode, retryAfterS?: number): Refused {
  return { ok: false, error: retryAfterS === undefined ? { code } : { code, retryAfterS } };
}

/** Whether it is the function that answers a request: Socket.IO hands one over where the client waits. */
export function isAcknowledgement(value: unknown): value is (reply: Refused) => void {
  return typeof value === 'function';
}

export interface Refused {
  readonly ok: false;
  readonly error: Refusal;
}
