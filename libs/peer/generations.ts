// The main connections of a link, of which one is in use and others may be about to replace it. A
// makes them and numbers them (`e`), B asks for them; each side knows of another reason:
//
//   alice (A)                                  bob (B)
//     |        generation 0 loses its path       |
//     | ◀──────────────── renew, of generation 0 |   or alice notices by herself
//     | sdp offer, ice, of generation 1 ───────▶ |   sealed, through the gateway
//     | ◀══════ ICE, DTLS, channel 0, BIND ════▶ |
//     | HEARD ────────────▶  ◀──────────── HEARD |   whoever has both uses generation 1 from now on,
//     |                                          |   and closes what came before it
//
// Who has sent HEARD does not know whether the other one uses it already: such a connection stays
// until a later one is in use, and while it stays, an older one that closes has not ended the link.
import type { PeerSignal } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, take, timer } from 'rxjs';
import { LinkError } from './link-error';
import type { LinkEnd, LinkRole } from './link-state';
import type { MainConnection } from './main-connection';
import { RateAllowance } from './rate-allowance';

/** How often A makes another one, or B asks for one, while there is none that may do. */
const RENEW_MS = 5_000;
/** For a minute: no link is interrupted for longer. */
const MAX_ATTEMPTS = 12;
/** How many may be made in quick succession: one whose path was lost, one for the network after that. */
const MADE_AT_ONCE = 2;
/** B takes a little more than A makes: their clocks and their ways differ. */
const TAKEN_MS = 4_000;
const TAKEN_AT_ONCE = 4;
/** In a minute without the gateway A makes 12 of which B hears nothing. Farther ahead is no next one. */
const MAX_JUMP = 16;
/** How many that are bound wait to be used: more have been made by somebody who uses none of them. */
const MAX_BOUND = 2;

export interface GenerationsOptions {
  readonly role: LinkRole;
  readonly scheduler: SchedulerLike;
  make(e: number): MainConnection;
  /** Called when one that is to replace the others is bound. */
  bound(main: MainConnection): void;
  /** Called when the last one has closed, or somebody else is at the other end of one. */
  end(end: LinkEnd): void;
}

export class Generations {
  /** The one in use. */
  current: MainConnection;

  readonly #made: RateAllowance;
  readonly #taken: RateAllowance;
  /** Those that may replace it, in order. */
  #next: readonly MainConnection[] = [];
  #renewing: Subscription | undefined;

  constructor(private readonly options: GenerationsOptions) {
    const { scheduler } = options;
    this.#made = new RateAllowance(1000 / RENEW_MS, MADE_AT_ONCE, scheduler);
    this.#taken = new RateAllowance(1000 / TAKEN_MS, TAKEN_AT_ONCE, scheduler);
    this.current = options.make(0);
  }

  get all(): readonly MainConnection[] {
    return [this.current, ...this.#next];
  }

  /** Gives a signal to its generation; the first of the next one makes it, on B's side. */
  receive(signal: PeerSignal): void {
    if (this.#mayTake(signal.e)) this.#add(signal.e);
    this.all.find(({ e }) => e === signal.e)?.receive(signal);
  }

  /** Looks for a connection in place of the current one, until one is in use, or for a minute. */
  renew(): void {
    this.#renewing?.unsubscribe();
    const { role, scheduler } = this.options;
    // Bound, and the peer's HEARD is on its way: it may be in use in a moment.
    const nearlyInUse = this.#newest.isBound && this.#newest.isPromising;
    const outdated = nearlyInUse ? this.current : this.#newest;
    const attempts$ = timer(0, RENEW_MS, scheduler).pipe(take(MAX_ATTEMPTS));
    this.#renewing = attempts$.subscribe(() => {
      const newest = this.#newest;
      if (newest !== outdated && newest.isPromising) return; // let it try
      if (role === 'B') newest.askRenewal();
      else if (this.#made.take()) this.#add(newest.e + 1);
    });
  }

  /** The peer asks for one in place of this one. */
  renewalAsked(main: MainConnection): void {
    if (this.options.role === 'A' && main === this.#newest) this.renew();
  }

  /** The current one has its path again. */
  rest(): void {
    this.#renewing?.unsubscribe();
  }

  /** From now on this one is in use, and none that came before it; whether it was not yet. */
  use(main: MainConnection): boolean {
    if (main.e <= this.current.e) return false;
    const before = this.all.filter(({ e }) => e < main.e);
    this.#next = this.#next.filter(({ e }) => e > main.e);
    this.current = main;
    for (const each of before) each.close();
    this.rest();
    return true;
  }

  /**
   * One has closed, though not from here. Closed on a path that works: the peer's page is gone, unless
   * it has gone over to another one.
   */
  closed(main: MainConnection): void {
    const end = main.isInterrupted ? 'connection-lost' : 'left';
    if (main !== this.current) this.#drop(main);
    const others = this.#next.some(({ isBound }) => isBound);
    if (this.current.isClosed && !others) this.options.end(end);
  }

  /** Ends all but the current one. */
  closeNext(): void {
    this.rest();
    for (const each of this.#next) each.close();
    this.#next = [];
  }

  get #newest(): MainConnection {
    return this.#next.at(-1) ?? this.current;
  }

  #mayTake(e: number): boolean {
    const { e: newest } = this.#newest;
    if (this.options.role === 'A' || !this.current.isBound) return false;
    return e > newest && e <= newest + MAX_JUMP && this.#taken.take();
  }

  #add(e: number): void {
    const bound = this.#next.filter(({ isBound }) => isBound).slice(-MAX_BOUND);
    for (const each of this.#next) if (!bound.includes(each)) each.close();
    const main = this.options.make(e);
    this.#next = [...bound, main];
    main.bound.then(
      () => {
        if (this.#next.includes(main)) this.options.bound(main);
      },
      (cause: unknown) => {
        this.#drop(main);
        if (!(cause instanceof LinkError)) throw cause;
        // Somebody else at the other end: the link cannot be trusted either. Else it found no path.
        if (cause.code === 'not-bound') this.options.end('not-bound');
      },
    );
  }

  #drop(main: MainConnection): void {
    this.#next = this.#next.filter((each) => each !== main);
    main.close();
  }
}
