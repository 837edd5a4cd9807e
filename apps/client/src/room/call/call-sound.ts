import { Service, effect, inject, signal, untracked } from '@angular/core';
import { Speaker } from '../../browser/speaker';
import { ActiveRoom } from '../active-room';

/**
 * Plays what the others say, and what sounds on the screens that they share, whatever part of the room
 * is shown: a phone that shows the conversation must not fall silent.
 */
@Service()
export class CallSound {
  readonly #active = inject(ActiveRoom);
  readonly #speaker = inject(Speaker);
  readonly #players = new Map<MediaStreamTrack, HTMLAudioElement>();
  readonly #isBlocked = signal(false);

  /** Whether the browser wants a gesture of the person before it lets anybody be heard: `play` in a click. */
  readonly isBlocked = this.#isBlocked.asReadonly();

  constructor() {
    effect(() => {
      const tracks = this.#active
        .members()
        .flatMap(({ media }) => [media.microphone, media.screenSound])
        .filter((track) => track !== undefined);
      untracked(() => {
        this.#playJust(tracks);
      });
    });
    effect(() => {
      const id = this.#speaker.id();
      for (const player of this.#players.values()) void lead(player, id);
    });
  }

  /** Call it inside a click. */
  async play(): Promise<void> {
    this.#isBlocked.set(false);
    await Promise.all([...this.#players.values()].map((player) => this.#start(player)));
  }

  #playJust(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, player] of this.#players) {
      if (tracks.includes(track)) continue;
      player.srcObject = null;
      this.#players.delete(track);
    }
    if (tracks.length === 0) this.#isBlocked.set(false);
    for (const track of tracks) {
      if (this.#players.has(track)) continue;
      const player = new Audio();
      player.srcObject = new MediaStream([track]);
      this.#players.set(track, player);
      void lead(player, this.#speaker.id()).then(() => this.#start(player));
    }
  }

  async #start(player: HTMLAudioElement): Promise<void> {
    try {
      await player.play();
    } catch (error) {
      // AbortError: nothing is to be played any more.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error;
      this.#isBlocked.set(true);
    }
  }
}

/** Lets it be heard from the loudspeaker of this id. */
async function lead(player: HTMLAudioElement, id: string): Promise<void> {
  if (!('setSinkId' in player) || player.sinkId === id) return;
  try {
    await player.setSinkId(id);
  } catch (error) {
    // It was unplugged just now (NotFoundError), or the permission is gone: it is heard where it was.
    if (!(error instanceof DOMException)) throw error;
  }
}
