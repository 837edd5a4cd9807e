import type { FailureReason } from './transfer-state';

/** Why a transfer cannot go on. It stays within this folder: outside, failing is a phase. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
