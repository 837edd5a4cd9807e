import { Component, computed, input } from '@angular/core';

const LETTERS = new Intl.Segmenter();

/** Somebody without a picture: their initials on a colour that stays theirs as long as they are here. */
@Component({
  selector: 'wn-avatar',
  template: `{{ initials() }}`,
  styles: `
    :host {
      --ground: var(--mat-sys-primary-container);
      --ink: var(--mat-sys-on-primary-container);

      display: grid;
      flex: none;
      place-items: center;
      width: var(--wn-avatar-size, 2.5rem);
      aspect-ratio: 1;
      border-radius: 50%;
      background: oklch(from var(--ground) l c calc(h + var(--turn)));
      color: oklch(from var(--ink) l c calc(h + var(--turn)));
      font-size: calc(var(--wn-avatar-size, 2.5rem) * 0.4);
      font-weight: 600;
      line-height: 1;
      user-select: none;
    }

    @media (forced-colors: active) {
      :host {
        border: 1px solid CanvasText;
      }
    }
  `,
  host: { 'aria-hidden': 'true', '[style.--turn]': 'turn()' },
})
export class Avatar {
  readonly name = input.required<string>();
  /** How far the colour of the house is turned for them, in degrees: `ActiveRoom.turnOf`. */
  readonly turn = input.required<number>();

  protected readonly initials = computed(() => initialsOf(this.name()));
}

/** The first letters of the first and the last word; what is in brackets, such as '(you)', is no name. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\(.*?\)/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = ends.map((word = '') => {
    const [first] = LETTERS.segment(word);
    return first?.segment ?? '';
  });
  return letters.join('').toUpperCase();
}
