import {
  type Observable,
  type SchedulerLike,
  firstValueFrom,
  from,
  fromEvent,
  map,
  of,
  race,
  timer,
} from 'rxjs';
import { LinkError } from './link-error';
import type { LinkEnd } from './link-state';

export interface Deadline {
  readonly ms: number;
  /** What it means that the time is up, asked when it is. */
  readonly code: () => LinkEnd;
  readonly scheduler: SchedulerLike;
  /** Gives up at once, with the code 'aborted'. */
  readonly signal: AbortSignal;
}

/** `promise`, if it settles in time; rejects with `LinkError` otherwise. Leaves no timer behind. */
export function within<T>(promise: Promise<T>, deadline: Deadline): Promise<T> {
  const { ms, code, scheduler, signal } = deadline;
  return firstValueFrom(
    race(
      from(promise),
      timer(ms, scheduler).pipe(map(() => fail(code()))),
      whenAborted(signal).pipe(map(() => fail('aborted'))),
    ),
  );
}

/** Emits once, when (or as) the signal is aborted. */
export function whenAborted(signal: AbortSignal): Observable<unknown> {
  return signal.aborted ? of(signal) : fromEvent(signal, 'abort');
}

/** Emits when a channel opens; at once where it is open. */
export function whenOpen(channel: RTCDataChannel): Observable<unknown> {
  return channel.readyState === 'open' ? of(channel) : fromEvent(channel, 'open');
}

function fail(code: LinkEnd): never {
  throw new LinkError(code);
}
