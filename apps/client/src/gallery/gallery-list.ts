import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SCENES } from './scenes';

/** What there is to look at. */
@Component({
  selector: 'wn-gallery-list',
  imports: [RouterLink],
  template: `
    <main>
      <h1>Gallery</h1>
      <ul>
        @for (scene of scenes; track scene) {
          <li>
            <a [routerLink]="['/gallery', scene]">{{ scene }}</a>
          </li>
        }
      </ul>
    </main>
  `,
})
export class GalleryList {
  protected readonly scenes = Object.keys(SCENES);
}
