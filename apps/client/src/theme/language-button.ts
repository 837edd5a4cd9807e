import { Component, PendingTasks, inject, signal } from '@angular/core';
import { LANGUAGES, type LanguageTag } from '../texts/languages';
import { Texts } from '../texts/texts';
import { type Choice, ChoiceButton } from './choice-button';

const CHOICES: readonly Choice<LanguageTag>[] = LANGUAGES.map(({ tag, ownName }) => ({
  value: tag,
  words: ownName,
  language: tag,
}));

/** `Language`: each by its own name. */
@Component({
  selector: 'wn-language-button',
  imports: [ChoiceButton],
  template: `<wn-choice-button
      icon="language"
      [label]="t().language"
      [choices]="choices"
      [chosen]="texts.language()"
      (choose)="choose($event)"
    />
    @if (isOutOfReach()) {
      <p role="alert">{{ t().languageOutOfReach }}</p>
    }`,
  styleUrl: './language-button.scss',
})
export class LanguageButton {
  readonly #tasks = inject(PendingTasks);

  protected readonly texts = inject(Texts);
  protected readonly t = this.texts.app;
  protected readonly choices = CHOICES;
  /** Whether the file of the language that was chosen last could not be had. */
  protected readonly isOutOfReach = signal(false);

  protected choose(tag: LanguageTag): void {
    this.isOutOfReach.set(false);
    this.#tasks.run(async () => {
      this.isOutOfReach.set(!(await this.texts.choose(tag)));
    });
  }
}
