// How many lanes a transfer uses. One association on a lossy path carries little, and several carry
// several times as much; on a clean path one is enough, and where the processor is the limit more
// only cost. What the path is, nobody says: more lanes are tried, and kept where they help; and on a
// path so fast that packets are work, one alone is tried, and kept where it does not hurt.

/** The most lanes between two members, whoever opened them; the peer's browser refuses more. */
export const MAX_LANES = 32;
/** To begin with: one lane's loss holds up a quarter, and four fresh associations start four times as quickly. */
export const USUAL_LANES = 4;
/** What twice the lanes must bring; less is chance. */
const WORTHWHILE = 1.15;
/** What one lane alone must keep of the rate; its large frames spare the processor, and people who talk. */
const HARMLESS = 0.95;
/** Bytes a millisecond from which on the processor feels it: 32 Mbit/s. */
const LABORIOUS = 4_000;
/** After a trial that brought nothing; doubled with each, for it costs connections. */
const FIRST_PAUSE_MS = 30_000;
const MAX_PAUSE_MS = 300_000;

export interface LaneMeasure {
  readonly now: number;
  /** Bytes acknowledged since the last measure. */
  readonly bytes: number;
  readonly roundTripMs: number;
  /** What kept more from being sent: nothing to send, the window, or the associations themselves. */
  readonly limit: 'source' | 'window' | 'lanes';
  /** Lanes that work. */
  readonly live: number;
  /** Whether a call has a claim on the path. */
  readonly isShared: boolean;
}

/** Tells by what was measured how many lanes to use. */
export class LaneCount {
  #count = USUAL_LANES;
  #trial: Trial | undefined;
  #round: Round | undefined;
  readonly #more = new Pauses();
  readonly #fewer = new Pauses();

  get count(): number {
    return this.#count;
  }

  /** Nothing has moved for so long that nothing measured holds. */
  rest(): void {
    this.#round = undefined;
    if (this.#trial) this.#count = this.#trial.from;
    this.#trial = undefined;
  }

  measure(measured: LaneMeasure): void {
    if (measured.isShared) {
      this.#round = undefined;
      return;
    }
    this.#round ??= new Round(measured);
    const round = this.#round;
    round.add(measured);
    if (!round.isOver(measured, this.#count)) return;
    this.#round = undefined;
    if (round.isIdle) return;
    if (this.#trial) this.#judge(round, this.#trial, measured);
    else this.#consider(round, measured);
  }

  #judge(round: Round, { from, rate }: Trial, measured: LaneMeasure): void {
    this.#trial = undefined;
    const isMore = this.#count > from;
    const pauses = isMore ? this.#more : this.#fewer;
    if (round.rate >= (isMore ? WORTHWHILE : HARMLESS) * rate) {
      pauses.reset();
      this.#consider(round, measured);
      return;
    }
    this.#restart(from);
    pauses.begin(measured.now);
  }

  #consider(round: Round, { now }: LaneMeasure): void {
    if (round.isHeldByLanes) {
      if (this.#count < MAX_LANES && !this.#more.isOn(now))
        this.#try(Math.min(MAX_LANES, 4 * this.#count), round);
    } else if (this.#count > 1 && round.rate >= LABORIOUS && !this.#fewer.isOn(now))
      this.#try(1, round);
  }

  #try(count: number, { rate }: Round): void {
    this.#trial = { from: this.#count, rate };
    this.#restart(count);
  }

  #restart(count: number): void {
    this.#count = count;
    this.#round = undefined;
  }
}

/** Another number of lanes for one round, beside what the last one brought. */
interface Trial {
  readonly from: number;
  /** Bytes a millisecond. */
  readonly rate: number;
}

/** The time after a trial in which no such trial is made. */
class Pauses {
  #ms = FIRST_PAUSE_MS;
  #until = Number.NEGATIVE_INFINITY;

  isOn(now: number): boolean {
    return now < this.#until;
  }

  begin(now: number): void {
    this.#until = now + this.#ms;
    this.#ms = Math.min(2 * this.#ms, MAX_PAUSE_MS);
  }

  reset(): void {
    this.#ms = FIRST_PAUSE_MS;
  }
}

/** What is measured while the number of lanes stays the same. */
class Round {
  readonly #from: number;
  #allLiveSince: number | undefined;
  #since: number | undefined;
  #bytes = 0;
  #measures = 0;
  #idle = 0;
  #heldByLanes = 0;
  #ms = 0;

  constructor({ now }: LaneMeasure) {
    this.#from = now;
  }

  add({ now, bytes, roundTripMs, limit }: LaneMeasure): void {
    if (this.#allLiveSince === undefined) return;
    // What fresh lanes do while they start says little.
    if (now - this.#allLiveSince < 3 * roundTripMs) return;
    if (this.#since === undefined) {
      this.#since = now;
      return;
    }
    this.#measures += 1;
    this.#bytes += bytes;
    this.#ms = now - this.#since;
    if (limit === 'source') this.#idle += 1;
    if (limit === 'lanes') this.#heldByLanes += 1;
  }

  isOver({ now, live, roundTripMs }: LaneMeasure, count: number): boolean {
    // Lanes that the peer or the browser refuses never come: go by those that do.
    if (live >= count || now - this.#from > 5000) this.#allLiveSince ??= now;
    return this.#ms >= Math.max(750, 6 * roundTripMs);
  }

  /** Bytes a millisecond. */
  get rate(): number {
    return this.#bytes / this.#ms;
  }

  get isIdle(): boolean {
    return this.#idle > this.#measures / 4;
  }

  /** Whether the path had room, and the lanes did not use it. */
  get isHeldByLanes(): boolean {
    return this.#heldByLanes > this.#measures / 2;
  }
}
