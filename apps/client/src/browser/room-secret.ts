import { canonicalPassword } from '@whispernet/crypto/password';
import type { RoomNumber } from '@whispernet/protocol';
import { SignalingError } from '@whispernet/room';
import type { SecretRequest } from './secret-request';

/**
 * The room's secret (32 bytes) from what people agreed on, off the main thread: Argon2id takes
 * tens of megabytes and a good part of a second. The worker, and its memory, ends with the answer.
 * @throws {PasswordError} where `password` cannot be one.
 * @throws {SignalingError} where the server of this page cannot be reached any more.
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
    worker.onerror = (event: Event) => {
      event.preventDefault(); // it is answered here, not to be reported as uncaught
      // An error of the script has a message; without one, the script itself could not be had.
      reject(
        event instanceof ErrorEvent
          ? new Error('the secret could not be derived', { cause: event.message })
          : new SignalingError('the code that derives the secret could not be fetched'),
      );
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
