import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Service, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { Message } from '@whispernet/room';
import { throttleTime } from 'rxjs';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { visibleText } from '../visible-text';
import { shownText } from './message-text';

/** A sentence takes about this long to be read aloud. */
const EVERY_MS = 4_000;
/** Whoever wants the rest goes there. */
const MAX_CHARS = 200;

/**
 * Says messages of others to screen readers as they come, each once, and several in a short time as a
 * number. The list itself says nothing by itself: its messages come and go while somebody scrolls, and
 * change their states.
 */
@Service({ autoProvided: false })
export class ArrivalsAloud {
  readonly #active = inject(ActiveRoom);
  readonly #announcer = inject(LiveAnnouncer);
  readonly #texts = inject(Texts);
  #told = this.#active.messages().at(-1)?.order ?? -1;

  constructor() {
    toObservable(computed(() => this.#active.messages()))
      .pipe(
        throttleTime(EVERY_MS, undefined, { leading: true, trailing: true }),
        takeUntilDestroyed(),
      )
      .subscribe((messages) => {
        this.#tell(messages);
      });
  }

  #tell(messages: readonly Message[]): void {
    const self = this.#active.self()?.id;
    const fresh = messages.slice(messages.findLastIndex(({ order }) => order <= this.#told) + 1);
    this.#told = messages.at(-1)?.order ?? this.#told;
    const news = fresh.filter(({ author, isDeleted }) => author !== self && !isDeleted);
    const last = news.at(-1);
    if (!last) return;
    const t = this.#texts.chat();
    const name = this.#active.nameOf(last.author, last.authorName);
    const text = shownText(visibleText(last.text)).slice(0, MAX_CHARS);
    const words = news.length > 1 ? t.manyAloud(news.length, name, text) : t.aloud(name, text);
    void this.#announcer.announce(words, 'polite');
  }
}
