import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Service, computed, effect, inject, linkedSignal, untracked } from '@angular/core';
import type { Member } from '@whispernet/room';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';

/** Somebody who was here, and until when (ms since the epoch). */
export interface Gone {
  readonly id: Member['id'];
  /** As they were called on the screen. */
  readonly name: string;
  readonly at: number;
}

/** More lines would be a log of who met whom; these are for who looks up and finds somebody missing. */
const MOST_GONE = 3;

interface Company {
  /** By what they are called on the screen, in the order of their arrival. */
  readonly here: ReadonlyMap<Member['id'], string>;
  readonly gone: readonly Gone[];
}

/**
 * Who has come and who has gone since this person came, said aloud and kept for a glance. Who comes
 * back sits in another seat, and is a new person to the protocol: by their name they are taken from
 * those who are gone.
 */
@Service({ autoProvided: false })
export class Goings {
  readonly #active = inject(ActiveRoom);
  readonly #here = computed(
    () =>
      new Map(
        this.#active
          .members()
          .filter(({ link }) => link.phase === 'connected' || link.phase === 'reconnecting')
          .map(({ id, name }) => [id, this.#active.nameOf(id, name)]),
      ),
  );
  readonly #company = linkedSignal<ReadonlyMap<Member['id'], string>, Company>({
    source: this.#here,
    computation: (here, before) => companyAfter(before?.value, here, Date.now()),
  });

  /** The latest last. */
  readonly gone = computed(() => this.#company().gone);

  constructor() {
    const announcer = inject(LiveAnnouncer);
    const t = inject(Texts).room;
    let before = untracked(this.#here);
    effect(() => {
      const now = this.#here();
      const news = [
        ...[...now].filter(([id]) => !before.has(id)).map(([, name]) => t().cameIn(name)),
        ...[...before].filter(([id]) => !now.has(id)).map(([, name]) => t().isGone(name)),
      ];
      before = now;
      if (news.length > 0 && this.#active.isInside())
        void announcer.announce(
          untracked(() => news.join('. ')),
          'polite',
        );
    });
  }
}

/** Who is here and who was, after `here` are the ones who are there. */
export function companyAfter(
  before: Company | undefined,
  here: Company['here'],
  at: number,
): Company {
  const names = new Set(here.values());
  const left = [...(before?.here ?? [])]
    .filter(([id]) => !here.has(id))
    .map(([id, name]) => ({ id, name, at }));
  const gone = [...(before?.gone ?? []), ...left].filter(({ name }) => !names.has(name));
  return { here, gone: gone.slice(-MOST_GONE) };
}
