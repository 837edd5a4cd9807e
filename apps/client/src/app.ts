import { Component, DOCUMENT, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { readBuildId } from './build-id';
import { ActiveRoom } from './room/active-room';

@Component({
  selector: 'wn-app',
  imports: [RouterOutlet],
  template: `
    <router-outlet />
    @if (build && !active.isInside()) {
      <footer>
        Build <code>{{ build }}</code>
      </footer>
    }
  `,
  // In the free space that the start page ends with, so that it makes nothing scroll.
  styles: `
    footer {
      box-sizing: border-box;
      height: 2rem;
      margin-top: -2rem;
      color: var(--mat-sys-on-surface-variant);
      text-align: center;
      font: var(--mat-sys-body-small);
    }
  `,
})
export class App {
  protected readonly active = inject(ActiveRoom);
  protected readonly build = readBuildId(inject(DOCUMENT));
}
