import { canonicalPassword } from '@whispernet/crypto';
import type { RoomNumber } from '@whispernet/protocol';

/** What the page asks the worker for. */
export interface SecretRequest {
  readonly password: string;
  readonly room: string;
  readonly realm: string;
}

/**
 * The room's secret (32 bytes) from what people agreed on, off the main thread: Argon2id takes
 * tens of megabytes and a good part of a second. The worker, and its memory, ends with the answer.
 * @throws {PasswordError} where `password` cannot be one.
 */
export async function roomSecret(
  password: string,
  room: RoomNumber,
  realm: string,
): Promise<Uint8Array<ArrayBuffer>> {
  canonicalPassword(password); // here, because an error out of a worker has lost its class

  const worker = new Worker(new URL('./room-secret.worker', import.meta.url), { type: 'module' });
  const answer = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault(); // it is answered here, not to be reported as uncaught
      reject(new Error('the secret could not be derived', { cause: event.message }));
    };
    const request: SecretRequest = { password, room, realm };
    worker.postMessage(request);
  });
  try {
    return await answer;
  } finally {
    worker.terminate();
  }
}
