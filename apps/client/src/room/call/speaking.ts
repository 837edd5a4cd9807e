import { Service, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { SeatId } from '@whispernet/protocol';
import {
  type Observable,
  defer,
  distinctUntilChanged,
  finalize,
  interval,
  map,
  of,
  switchMap,
} from 'rxjs';
import { SoundMeter } from '../../browser/sound-meter';
import { ActiveRoom } from '../active-room';
import { OwnMedia } from './own-media';
import { Talk } from './talk';

/** As often as `Talk` takes a level; faster than eyes care for. */
const READING_MS = 100;

interface Voice {
  readonly id: SeatId;
  readonly track: MediaStreamTrack;
}

/** Who speaks now, oneself included. */
@Service()
export class Speaking {
  readonly #active = inject(ActiveRoom);
  readonly #own = inject(OwnMedia);
  readonly #meter = inject(SoundMeter);

  readonly #voices = computed(
    () => {
      const self = this.#active.self()?.id;
      const own = this.#own.microphoneTrack();
      const others = this.#active
        .members()
        .map(({ id, media, microphoneOn }) => ({ id, track: microphoneOn && media.microphone }));
      return [{ id: self, track: own }, ...others].filter(
        (voice): voice is Voice =>
          voice.id !== undefined && voice.track instanceof MediaStreamTrack,
      );
    },
    { equal: isSameChoir },
  );

  /** The seats of those who speak. */
  readonly now = toSignal(
    toObservable(this.#voices).pipe(
      switchMap((voices) => (voices.length === 0 ? of(NOBODY) : this.#listenTo(voices))),
      distinctUntilChanged(
        (one, other) => one.size === other.size && [...one].every((id) => other.has(id)),
      ),
    ),
    { initialValue: NOBODY },
  );

  #listenTo(voices: readonly Voice[]): Observable<ReadonlySet<SeatId>> {
    return defer(() => {
      const heard = voices.map(({ id, track }) => ({
        id,
        talk: new Talk(),
        meter: this.#meter.measure(track),
      }));
      const speakers = () => heard.filter(({ talk, meter }) => talk.take(meter.level()));
      return interval(READING_MS).pipe(
        map(() => new Set(speakers().map(({ id }) => id))),
        finalize(() => {
          for (const { meter } of heard) meter.end();
        }),
      );
    });
  }
}

const NOBODY: ReadonlySet<SeatId> = new Set();

function isSameChoir(one: readonly Voice[], other: readonly Voice[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, track }, at) => id === other[at]?.id && track === other[at].track)
  );
}
