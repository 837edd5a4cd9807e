const turns = new MessageChannel();
turns.port1.start();

/** Resolves when everything that has reached this thread so far has had its turn. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      resolve();
    };
    turns.port1.addEventListener('message', settle, { once: true });
    turns.port2.postMessage(undefined);
  });
}
