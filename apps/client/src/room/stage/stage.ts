import { Component, computed, inject } from '@angular/core';
import { ActiveRoom } from '../active-room';
import { CallControls } from './call-controls';
import { VideoTile } from './video-tile';

/** Everybody's picture, one's own first, and the controls of the call. */
@Component({
  selector: 'wn-stage',
  imports: [CallControls, VideoTile],
  template: `
    <section aria-label="Stage">
      <div class="tiles">
        <wn-video-tile isSelf [name]="self()" [camera]="ownCamera()" [isMuted]="isMuted()" />
        @for (person of others(); track person.id) {
          <wn-video-tile
            [name]="person.name"
            [camera]="person.camera"
            [sound]="person.sound"
            [isMuted]="person.isMuted"
          />
        }
      </div>
    </section>
    <wn-call-controls />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.75rem;
    }

    .tiles {
      display: grid;
      gap: 0.75rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--tile, 9rem)), 1fr));
    }

    @media (width >= 60rem) {
      .tiles {
        --tile: 18rem;
      }
    }
  `,
})
export class Stage {
  readonly #active = inject(ActiveRoom);

  protected readonly self = this.#active.ownName;
  protected readonly ownCamera = computed(() => {
    const camera = this.#active.camera();
    return camera.phase === 'on' ? camera.track : undefined;
  });
  protected readonly isMuted = computed(() => this.#active.microphone().phase !== 'on');
  protected readonly others = computed(() =>
    this.#active.members().map(({ id, name, media, microphoneOn }) => ({
      id,
      name: this.#active.nameOf(id, name),
      camera: media.camera,
      sound: media.microphone,
      isMuted: !microphoneOn,
    })),
  );
}
