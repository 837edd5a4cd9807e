import { Component, computed, input } from '@angular/core';
import { MOST_WRONG_PASSWORDS } from '@whispernet/room/outside';
import { readableNumber } from '../readable-number';
import type { Strength } from './password-strength';

/** What is to be thought of a password, in words, and as a bar beside them. */
@Component({
  selector: 'wn-password-meter',
  template: `
    <meter
      aria-label="Password strength"
      min="0"
      [attr.max]="FULL_BITS"
      low="20"
      high="36"
      [attr.optimum]="FULL_BITS"
      [value]="filled()"
      [attr.aria-valuetext]="words().name"
    ></meter>
    <p>
      <strong>{{ words().name }}.</strong> {{ words().meaning }}
    </p>
  `,
  styles: `
    :host {
      display: block;
    }

    meter {
      width: 100%;
      height: 0.75rem;
    }

    p {
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class PasswordMeter {
  readonly strength = input.required<Strength>();

  /** As many as a drawn passphrase has: more makes no difference at any door. */
  protected readonly FULL_BITS = 64;
  protected readonly filled = computed(() => Math.min(this.strength().bits, this.FULL_BITS));
  protected readonly words = computed(() => WORDS[this.strength().level]);
}

const OWN = readableNumber(MOST_WRONG_PASSWORDS.own);
const GENERATED = readableNumber(MOST_WRONG_PASSWORDS.generated);
const BUDGET = `After ${OWN} wrong passwords the door closes until somebody inside opens it.`;

const WORDS: Record<Strength['level'], { readonly name: string; readonly meaning: string }> = {
  weak: {
    name: 'Weak',
    meaning: `It could be guessed at the door within its ${OWN} tries. ${BUDGET}`,
  },
  fair: {
    name: 'Fair',
    meaning: `A stranger will hardly guess it, somebody who knows you might. ${BUDGET}`,
  },
  strong: {
    name: 'Strong',
    meaning: `Hardly anybody will guess it, unless you use it elsewhere too. ${BUDGET}`,
  },
  generated: {
    name: 'Strong',
    meaning: `Words as "Suggest" draws them: if chance has chosen them, hardly anybody will guess them within the ${GENERATED} tries that the door allows for such a passphrase.`,
  },
};
