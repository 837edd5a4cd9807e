// WebCrypto answers from several threads, in no certain order: on a busy machine a late question is
// answered before an early one. Whoever waits for all that follows has to know which are open.
const unanswered = new Set<Promise<unknown>>();

type Ask = (...question: readonly unknown[]) => Promise<unknown>;

for (const name of Object.getOwnPropertyNames(SubtleCrypto.prototype)) {
  if (name === 'constructor') continue;
  const ask = Reflect.get(crypto.subtle, name) as Ask; // SubtleCrypto has no other members
  const watched: Ask = (...question) => {
    const answer = Reflect.apply(ask, crypto.subtle, question);
    const forget = () => unanswered.delete(answer);
    unanswered.add(answer);
    answer.then(forget, forget);
    return answer;
  };
  Object.defineProperty(crypto.subtle, name, {
    configurable: true,
    writable: true,
    value: watched,
  });
}

/** Resolves when WebCrypto has answered whatever it has been asked so far. */
export async function answered(): Promise<void> {
  await Promise.allSettled(unanswered);
}
