import { type Signal, signal } from '@angular/core';
import { formats } from './en/formats';
import { start } from './en/start';
import type { Speech } from './speeches';
import type { AllTexts } from './translation';

// Before the rest is there no page is either that says any of it: each brings it along (en/whole.ts).
const known = signal<Speech>({ texts: start as AllTexts, formats });

/** English, as far as it has come with the pages so far. */
export const english: Signal<Speech> = known.asReadonly();

/** All of it is here now. */
export function learnEnglish(whole: Speech): void {
  known.set(whole);
}
