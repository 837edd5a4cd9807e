import { Component } from '@angular/core';

/** The mark of whisperNet: two near arcs, which make a w. As public/favicon.svg, in the colours of the page. */
@Component({
  selector: 'wn-mark',
  template: `<svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" />
    <path class="one" d="M5.8 11.5a5.1 9 0 0 0 10.2 0" />
    <path class="other" d="M16 11.5a5.1 9 0 0 0 10.2 0" />
  </svg>`,
  styles: `
    :host {
      display: inline-block;
      flex: none;
      width: 1.75rem;
      height: 1.75rem;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      fill: none;
      stroke-width: 3.2;
      stroke-linecap: round;
    }

    rect {
      fill: #0e5a4d;
    }

    .one {
      stroke: #fbf9f4;
    }

    .other {
      stroke: #90d3c4;
    }
  `,
})
export class Mark {}
