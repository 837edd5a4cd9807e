import { Component, computed, inject, input } from '@angular/core';
import { MOST_WRONG_PASSWORDS } from '@whispernet/room/outside';
import { Texts } from '../texts/texts';
import type { Strength } from './password-strength';

/** What is to be thought of a password, in words, and as a bar beside them. */
@Component({
  selector: 'wn-password-meter',
  template: `
    <meter
      min="0"
      low="20"
      high="36"
      [attr.aria-label]="t().label"
      [attr.max]="FULL_BITS"
      [attr.optimum]="FULL_BITS"
      [value]="filled()"
      [attr.aria-valuetext]="words().name"
    ></meter>
    <p>
      <strong>{{ words().name }}.</strong> {{ words().meaning }}
    </p>
  `,
  styleUrl: './password-meter.scss',
})
export class PasswordMeter {
  readonly strength = input.required<Strength>();

  readonly #lobby = inject(Texts).lobby;

  /** As many as a drawn passphrase has: more makes no difference at any door. */
  protected readonly FULL_BITS = 64;
  protected readonly filled = computed(() => Math.min(this.strength().bits, this.FULL_BITS));
  protected readonly t = computed(() => this.#lobby().strength);
  protected readonly words = computed(() => {
    const t = this.t();
    switch (this.strength().level) {
      case 'weak':
        return { name: t.weak, meaning: t.weakMeaning(MOST_WRONG_PASSWORDS.own) };
      case 'fair':
        return { name: t.fair, meaning: t.fairMeaning };
      case 'strong':
        return { name: t.strong, meaning: t.strongMeaning };
      case 'generated':
        return { name: t.generated, meaning: t.generatedMeaning };
    }
  });
}
