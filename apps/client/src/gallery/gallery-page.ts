import { Component, inject, signal, viewChild } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { Draft } from '../lobby/draft';
import { Lobby } from '../lobby/lobby';
import { ActiveRoom } from '../room/active-room';
import { RoomPage } from '../room/room-page';
import { ROOM_SCENES } from './room-scenes';
import { SCENE_ROOM } from './scene-room';
import { START_SCENES } from './start-scenes';

/** The start page or the room as one of the scenes sets it, by hand: nothing is connected and nothing moves. */
@Component({
  selector: 'wn-gallery-page',
  imports: [Lobby, RoomPage],
  template: `
    @switch (page()) {
      @case ('start') {
        <wn-lobby />
      }
      @case ('room') {
        <wn-room-page />
      }
    }
  `,
})
export class GalleryPage {
  readonly #active = inject(ActiveRoom);
  readonly #room = inject(SCENE_ROOM);
  private readonly roomPage = viewChild(RoomPage);
  protected readonly page = signal<'start' | 'room' | undefined>(undefined);

  constructor() {
    const name = inject(ActivatedRoute).snapshot.paramMap.get('scene') ?? '';
    const [inRoom, atStart] = [ROOM_SCENES[name], START_SCENES[name]];
    if (atStart) {
      atStart(inject(Draft));
      this.page.set('start');
    } else if (inRoom) {
      void this.#enter().then(() => {
        inRoom(this.#room);
        this.page.set('room');
      });
    } else throw new Error(`The gallery has no scene '${name}'.`);
  }

  /** As the room asks in its own place. */
  mayLeave(): Promise<boolean> | boolean {
    return this.roomPage()?.mayLeave() ?? true;
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
