import { Component, computed, input } from '@angular/core';

/** Stands for the name while its place in the sentence is looked for; no text holds this character. */
const PLACE = '\uE000';

/**
 * A sentence with a name in it, set apart so that a name written from right to left mixes up nothing
 * around it, and the other way round.
 *
 *   <wn-naming [text]="t().differ" [name]="name()" />
 */
@Component({
  selector: 'wn-naming',
  // In elements only: between them Angular keeps no white space, so 'bob, who' stays as it is.
  template: `
    @for (part of parts(); track $index) {
      @if (!$first) {
        <bdi>{{ name() }}</bdi>
      }
      <span>{{ part }}</span>
    }
  `,
})
export class Naming {
  readonly text = input.required<(name: string) => string>();
  readonly name = input.required<string>();

  protected readonly parts = computed(() => this.text()(PLACE).split(PLACE));
}
