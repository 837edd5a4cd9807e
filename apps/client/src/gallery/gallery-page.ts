import { Component, inject, signal } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { ActiveRoom } from '../room/active-room';
import { RoomPage } from '../room/room-page';
import { SCENE_ROOM } from './scene-room';
import { SCENES } from './scenes';

/** The room as one of the scenes sets it, by hand: nothing is connected and nothing moves. */
@Component({
  selector: 'wn-gallery-page',
  imports: [RoomPage],
  template: `
    @if (isSet()) {
      <wn-room-page />
    }
  `,
})
export class GalleryPage {
  readonly #active = inject(ActiveRoom);
  readonly #room = inject(SCENE_ROOM);
  protected readonly isSet = signal(false);

  constructor() {
    const name = inject(ActivatedRoute).snapshot.paramMap.get('scene') ?? '';
    const scene = SCENES[name];
    if (!scene) throw new Error(`The gallery has no scene '${name}'.`);
    void this.#enter().then(() => {
      scene(this.#room);
      this.isSet.set(true);
    });
  }

  #enter(): Promise<unknown> {
    const details = {
      room: this.#room.room,
      password: 'otter-lantern-violin-maple-orbit',
      name: this.#room.self.name,
      passwordKind: 'generated',
      hideAddress: false,
    } as const;
    return this.#active.create(details, this.#room.capacity);
  }
}
