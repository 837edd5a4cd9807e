import type { Provider } from '@angular/core';
import type { Routes } from '@angular/router';

/** What a build adds to the application for its gallery. */
export interface Addition {
  readonly routes: Routes;
  readonly providers: readonly Provider[];
}
