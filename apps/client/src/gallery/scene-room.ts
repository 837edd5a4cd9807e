import { InjectionToken } from '@angular/core';
import { FakeRoom } from '../room/fake-room';

/** The room of the gallery: whoever enters one enters this. */
export const SCENE_ROOM = new InjectionToken<FakeRoom>('the room of the gallery', {
  providedIn: 'root',
  factory: () => new FakeRoom(),
});
