import { Service, computed, inject, linkedSignal } from '@angular/core';
import type { Member } from '@whispernet/room';
import { ActiveRoom } from '../active-room';
import { type Panel, Panels } from './panels';

/** How much has come in each part of the room since it was shown; nothing of what is shown now. */
@Service({ autoProvided: false })
export class News {
  readonly #active = inject(ActiveRoom);
  readonly #panels = inject(Panels);

  readonly #heard = computed(() => {
    const self = this.#active.self()?.id;
    return this.#active.messages().filter(({ author }) => author !== self).length;
  });
  /** How many had been heard when the conversation was last shown. */
  readonly #seenMessages = linkedSignal<{ heard: number; isShown: boolean }, number>({
    source: () => ({ heard: this.#heard(), isShown: this.#panels.isShown('chat') }),
    computation: ({ heard, isShown }, before) =>
      isShown || !before ? heard : Math.min(before.value, heard),
  });
  readonly #here = computed(() =>
    this.#active
      .members()
      .filter(({ link }) => link.phase === 'connected')
      .map(({ id }) => id),
  );
  /** Who was there when the people were last shown. */
  readonly #seenPeople = linkedSignal<
    { here: readonly Member['id'][]; isShown: boolean },
    ReadonlySet<Member['id']>
  >({
    source: () => ({ here: this.#here(), isShown: this.#panels.isShown('people') }),
    computation: ({ here, isShown }, before) => (isShown || !before ? new Set(here) : before.value),
  });

  readonly messages = computed(() => this.#heard() - this.#seenMessages());
  /** Those that wait for a yes or a no of this person. */
  readonly offers = computed(() =>
    this.#panels.isShown('files')
      ? 0
      : this.#active.transfers().filter(({ state }) => state.phase === 'offered').length,
  );
  readonly newcomers = computed(() => {
    const seen = this.#seenPeople(); // also while nobody is here: it begins with the first look
    return this.#here().filter((id) => !seen.has(id)).length;
  });

  in(panel: Panel): number {
    switch (panel) {
      case 'call':
        return 0; // a call is seen wherever one is: it has its strip
      case 'chat':
        return this.messages();
      case 'files':
        return this.offers();
      case 'people':
        return this.newcomers();
    }
  }
}
