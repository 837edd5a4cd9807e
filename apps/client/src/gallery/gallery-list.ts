import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ROOM_SCENES } from './room-scenes';
import { START_SCENES } from './start-scenes';

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
  protected readonly scenes = [...Object.keys(START_SCENES), ...Object.keys(ROOM_SCENES)];
}
