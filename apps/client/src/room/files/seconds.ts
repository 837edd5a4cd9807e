import { InjectionToken } from '@angular/core';
import { type Observable, interval, map } from 'rxjs';

/** About once a second, the time in ms that no change of the system's clock moves. */
export const SECONDS = new InjectionToken<Observable<number>>('about once a second', {
  providedIn: 'root',
  factory: () => interval(1_000).pipe(map(() => performance.now())),
});
