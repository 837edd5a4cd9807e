import { deriveRoomSecret } from '@whispernet/crypto';
import type { SecretRequest } from './secret-request';

// One question, one answer. A rejection reaches the page as the worker's `error` event.
addEventListener('message', ({ data }: MessageEvent<SecretRequest>) => {
  deriveRoomSecret(data).then(
    (secret) => {
      postMessage(secret, { transfer: [secret.buffer] });
    },
    (cause: unknown) => {
      reportError(cause);
    },
  );
});
