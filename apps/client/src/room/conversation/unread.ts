import { type Signal, computed, linkedSignal } from '@angular/core';
import type { Message, Self } from '@whispernet/room';

interface Sight {
  readonly messages: readonly Message[];
  /** Whether the newest message can be seen now. */
  readonly isWatched: boolean;
}

/** What a person has not seen of a conversation yet. */
export interface Unread {
  /** How many messages of others came after the last one that was seen. */
  readonly count: Signal<number>;
  /**
   * The number of the first message that was missed, for a mark before it. It stays while they are
   * read, until something is answered or the next one is missed.
   */
  readonly from: Signal<number | undefined>;
}

export function unreadOf(sight: () => Sight, self: () => Pick<Self, 'id'> | undefined): Unread {
  /** The number of the first message that was not seen. */
  const next = linkedSignal<Sight, number>({
    source: sight,
    computation: ({ messages, isWatched }, before) =>
      isWatched ? (messages.at(-1)?.order ?? -1) + 1 : (before?.value ?? 0),
  });
  const missed = computed(() => {
    const own = self()?.id;
    const { messages } = sight();
    const first = next();
    // From the end: of five thousand the last few are news.
    const at = messages.findLastIndex(({ order }) => order < first);
    return messages.slice(at + 1).filter(({ author }) => author !== own);
  });
  const from = linkedSignal<{ first: number | undefined; answered: boolean }, number | undefined>({
    source: () => ({
      first: missed()[0]?.order,
      answered: sight().messages.at(-1)?.author === self()?.id,
    }),
    computation: ({ first, answered }, before) => first ?? (answered ? undefined : before?.value),
  });
  return { count: computed(() => missed().length), from: from.asReadonly() };
}
