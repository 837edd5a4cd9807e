import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, ElementRef, inject, output, signal } from '@angular/core';
import { Texts } from '../../texts/texts';
import { EMOJI, EMOJI_IN_ROW } from './emoji-list';

/** How far each key goes on, in emoji; those of the writing's direction are turned round in it. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: EMOJI_IN_ROW,
  ArrowUp: -EMOJI_IN_ROW,
  Home: -Infinity,
  End: Infinity,
};

/** A grid of emoji: one stop of the tab key, and arrows within it. */
@Component({
  selector: 'wn-emoji-picker',
  template: `
    @for (group of groups; track group.name) {
      <h3>{{ t().emojiGroups[group.name] }}</h3>
      <div class="grid">
        @for (each of group.emoji; track each.emoji) {
          <button
            type="button"
            [tabIndex]="each.at === at() ? 0 : -1"
            (focus)="at.set(each.at)"
            (click)="picked.emit(each.emoji)"
          >
            {{ each.emoji }}
          </button>
        }
      </div>
    }
  `,
  hostDirectives: [{ directive: CdkTrapFocus, inputs: ['cdkTrapFocusAutoCapture: captureFocus'] }],
  host: {
    role: 'dialog',
    '[attr.aria-label]': 't().chooseEmoji',
    '(keydown)': 'go($event)',
  },
  styleUrl: './emoji-picker.scss',
})
export class EmojiPicker {
  readonly picked = output<string>();

  protected readonly t = inject(Texts).chat;
  protected readonly at = signal(0);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly groups = numbered();

  protected go(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const buttons = [...this.#host.querySelectorAll('button')];
    const sign = isSideways(event.key) && getComputedStyle(this.#host).direction === 'rtl' ? -1 : 1;
    const to = Math.min(buttons.length - 1, Math.max(0, this.at() + sign * step));
    buttons[to]?.focus();
  }
}

const isSideways = (key: string) => key === 'ArrowLeft' || key === 'ArrowRight';

function numbered() {
  let next = 0;
  return EMOJI.map(([name, emoji]) => ({
    name,
    emoji: emoji.map((each) => ({ emoji: each, at: next++ })),
  }));
}
