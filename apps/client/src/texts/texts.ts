import { Directionality } from '@angular/cdk/bidi';
import {
  DOCUMENT,
  InjectionToken,
  Service,
  type Signal,
  computed,
  inject,
  signal,
} from '@angular/core';
import { english } from './english';
import type { Formats } from './formats';
import { type LanguageTag, speakIn } from './languages';
import { SPEECHES, type Speech } from './speeches';
import type { AllTexts } from './translation';

/** Where the languages come from. */
export const LOAD_SPEECH = new InjectionToken<(language: LanguageTag) => Promise<Speech>>(
  'the file of a language',
  { providedIn: 'root', factory: () => (language: LanguageTag) => SPEECHES[language]() },
);

/**
 * Every word of the client, in the language that the person reads: a signal for each area, which
 * changes as soon as another language is chosen.
 *
 *   protected readonly t = inject(Texts).chat;      {{ t().send }}
 *
 * The choice is kept in memory only, like everything here.
 */
@Service()
export class Texts {
  readonly #load = inject(LOAD_SPEECH);
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #directionality = inject(Directionality);
  readonly #spoken = signal<{ readonly tag: LanguageTag; readonly speech: Speech }>({
    tag: 'en',
    speech: english(),
  });
  /** English grows with the pages that come. */
  readonly #speech = computed(() => (this.language() === 'en' ? english() : this.#spoken().speech));
  #choice = 0;

  readonly language: Signal<LanguageTag> = computed(() => this.#spoken().tag);
  readonly formats: Signal<Formats> = computed(() => this.#speech().formats);

  readonly alarms = this.#area('alarms');
  readonly app = this.#area('app');
  readonly attention = this.#area('attention');
  readonly call = this.#area('call');
  readonly chat = this.#area('chat');
  readonly door = this.#area('door');
  readonly errors = this.#area('errors');
  readonly files = this.#area('files');
  readonly invite = this.#area('invite');
  readonly leave = this.#area('leave');
  readonly lobby = this.#area('lobby');
  readonly people = this.#area('people');
  readonly privacy = this.#area('privacy');
  readonly room = this.#area('room');
  readonly safety = this.#area('safety');

  /**
   * Speaks another language from now on, the page's direction with it. Whether it could: the file of
   * a language may be out of reach, then everything stays as it was. The latest choice wins.
   */
  async choose(tag: LanguageTag): Promise<boolean> {
    const choice = ++this.#choice;
    let speech: Speech;
    try {
      speech = await this.#load(tag);
    } catch (error) {
      // The network is away, or the page is older than what the server now has.
      console.warn(`The texts of '${tag}' could not be loaded.`, error);
      return false;
    }
    if (choice === this.#choice) this.#speak(tag, speech);
    return true;
  }

  #speak(tag: LanguageTag, speech: Speech): void {
    const direction = speakIn(this.#root, tag);
    this.#spoken.set({ tag, speech });
    if (this.#directionality.value === direction) return;
    this.#directionality.valueSignal.set(direction);
    this.#directionality.change.emit(direction);
  }

  #area<Area extends keyof AllTexts>(area: Area): Signal<AllTexts[Area]> {
    return computed(() => this.#speech().texts[area]);
  }
}
