import { Service, inject, signal } from '@angular/core';
import { Screen } from './screen';

/** The parts of a room, in the order of the bar. */
export const PANELS = ['call', 'chat', 'files', 'people'] as const;
export type Panel = (typeof PANELS)[number];

/**
 * Which parts of the room are shown: one at a time in a narrow window, as the person has chosen; in
 * a wide one all that are not folded. Both choices are remembered while the window changes.
 */
@Service({ autoProvided: false })
export class Panels {
  readonly #screen = inject(Screen);
  readonly #current = signal<Panel>('call');
  readonly #folded = signal<ReadonlySet<Panel>>(new Set());

  readonly isNarrow = this.#screen.isNarrow;

  isShown(panel: Panel): boolean {
    return this.isNarrow() ? this.#current() === panel : !this.#folded().has(panel);
  }

  /** What the bar does: goes there in a narrow window, folds or unfolds in a wide one. */
  press(panel: Panel): void {
    if (this.isNarrow() || !this.isShown(panel)) this.show(panel);
    else this.#folded.update((folded) => new Set([...folded, panel]));
  }

  show(panel: Panel): void {
    if (this.isNarrow()) this.#current.set(panel);
    else this.#folded.update((folded) => new Set([...folded].filter((each) => each !== panel)));
  }
}
