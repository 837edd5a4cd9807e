/**
 * Resolves when everything that has reached this thread so far has had its turn. A timer would do
 * as well, but pages out of sight get one turn a second of it.
 */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
