// This browser's seat at the gateway, kept through lost connections:
//
//   connection lost  → the seat is in its grace; the state is 'away'
//   connection back  → resume { room, seat, secret, rc of the next secret }
//     granted        → the next secret is the one to show from now on
//     refused        → the seat is gone, for good; what is connected goes on without a gateway
//     no answer      → it may have been granted: at the next connection both secrets are shown
import type { RoomNumber, SeatId } from '@whispernet/protocol';
import {
  BehaviorSubject,
  Subject,
  type SchedulerLike,
  asyncScheduler,
  defer,
  distinctUntilChanged,
  filter,
  firstValueFrom,
  map,
  merge,
  of,
  skipWhile,
  switchMap,
  takeUntil,
  timer,
} from 'rxjs';
import { type ResumeSecret, newResumeSecret } from './resume-secret';
import type { RendezvousState } from './room-session';
import { type SignalingChannel, SignalingError, noticesOf } from './signaling-channel';

/** Where a resume is refused for load, and the gateway does not say for how long. */
const RETRY_AFTER_S = 5;

/** This browser's seat at the gateway. */
export class Rendezvous {
  readonly state$ = new BehaviorSubject<RendezvousState>('open');
  readonly #left$ = new Subject<void>();
  #secrets: readonly ResumeSecret[];
  /** Counts connections: what an earlier one began is of no interest any more. */
  #attempt = 0;

  constructor(
    readonly channel: SignalingChannel,
    readonly room: RoomNumber,
    readonly seat: SeatId,
    secret: ResumeSecret,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.#secrets = [secret];
    const door$ = noticesOf(channel, 'door').pipe(
      map(({ locked }): RendezvousState => (locked ? 'closed' : 'open')),
    );
    const connection$ = channel.connected$.pipe(
      skipWhile((connected) => connected),
      switchMap((connected) =>
        connected ? defer(() => this.#resume()) : of<RendezvousState>('away'),
      ),
    );
    // A room that has outlived its time: its members are told that they have left it.
    const expired$ = noticesOf(channel, 'left').pipe(
      filter(({ seat: left }) => left === seat),
      map((): RendezvousState => 'gone'),
    );
    merge(door$, connection$, expired$)
      .pipe(
        takeUntil(this.#left$),
        filter(() => this.state$.value !== 'gone'),
        distinctUntilChanged(),
      )
      .subscribe((state) => {
        this.state$.next(state);
      });
  }

  /** Frees the seat where the gateway can be reached, and ends the connection. Never rejects. */
  async leave(): Promise<void> {
    const left = this.channel.connected$.value
      ? this.channel.request('leave', {})
      : Promise.resolve();
    this.#left$.next();
    try {
      await left;
    } catch (error) {
      // Unreachable: the seat's grace ends by itself.
      if (!(error instanceof SignalingError)) throw error;
    } finally {
      this.channel.close();
      this.state$.next('gone');
    }
  }

  async #resume(): Promise<RendezvousState> {
    const attempt = ++this.#attempt;
    for (;;) {
      const state = await this.#showAll();
      // No answer although the connection stands: the next try shows what may have been granted.
      const again = state === 'away' && this.channel.connected$.value;
      if (!again || attempt !== this.#attempt) return state;
      await firstValueFrom(timer(RETRY_AFTER_S * 1000, this.scheduler));
    }
  }

  async #showAll(): Promise<RendezvousState> {
    for (const shown of this.#secrets) {
      const next = await newResumeSecret();
      this.#secrets = [...this.#secrets, next];
      const outcome = await this.#show(shown, next);
      if (outcome === 'away') return 'away';
      if (outcome === 'open') {
        this.#secrets = [next];
        return 'open';
      }
      this.#secrets = this.#secrets.filter((secret) => secret !== shown && secret !== next);
    }
    return 'gone';
  }

  async #show(shown: ResumeSecret, next: ResumeSecret): Promise<'open' | 'away' | 'refused'> {
    const { channel, room, seat } = this;
    const attempt = this.#attempt;
    while (attempt === this.#attempt) {
      try {
        const reply = await channel.request('resume', {
          room,
          seat,
          secret: shown.secret,
          rc: next.commitment,
        });
        if (reply.ok) return 'open';
        const { code, retryAfterS = RETRY_AFTER_S } = reply.error;
        if (code !== 'busy' && code !== 'too-many-tries') return 'refused';
        await firstValueFrom(timer(retryAfterS * 1000, this.scheduler));
      } catch (error) {
        if (error instanceof SignalingError) return 'away';
        throw error;
      }
    }
    return 'away';
  }
}
