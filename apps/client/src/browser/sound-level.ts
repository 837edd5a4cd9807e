import { type Signal, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Observable, interval, of, switchMap } from 'rxjs';
import { SoundMeter } from './sound-meter';

/** Fast enough for a bar that moves with a voice. */
const READING_MS = 80;

/** How loud a track is, from 0 to 1; 0 without one. Call it where `inject` works; it ends with the caller. */
export function soundLevel(track: Signal<MediaStreamTrack | undefined>): Signal<number> {
  const meters = inject(SoundMeter);
  const levels$ = (measured: MediaStreamTrack) =>
    new Observable<number>((told) => {
      const meter = meters.measure(measured);
      const reading = interval(READING_MS).subscribe(() => {
        told.next(meter.level());
      });
      return () => {
        reading.unsubscribe();
        meter.end();
      };
    });
  const level$ = toObservable(track).pipe(
    switchMap((measured) => (measured ? levels$(measured) : of(0))),
  );
  return toSignal(level$, { initialValue: 0 });
}
