import { Component, computed, inject } from '@angular/core';
import { Texts } from '../texts/texts';
import { type Choice, ChoiceButton } from './choice-button';
import { Theme, type ThemeChoice } from './theme';

/** `Theme`: as the system has it, light or dark. */
@Component({
  selector: 'wn-theme-button',
  imports: [ChoiceButton],
  template: `<wn-choice-button
    icon="theme"
    [label]="t().theme"
    [choices]="choices()"
    [chosen]="theme.choice()"
    (choose)="theme.choose($event)"
  />`,
})
export class ThemeButton {
  protected readonly theme = inject(Theme);
  protected readonly t = inject(Texts).app;
  protected readonly choices = computed<readonly Choice<ThemeChoice>[]>(() => [
    { value: 'system', words: this.t().themeSystem, icon: 'system' },
    { value: 'light', words: this.t().themeLight, icon: 'light' },
    { value: 'dark', words: this.t().themeDark, icon: 'dark' },
  ]);
}
