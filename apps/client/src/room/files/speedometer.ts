import { type TimeLeft, isSameTime, timeLeft } from './time-left';

/** How something moves; undefined while there is nothing to say. */
export interface Pace {
  readonly bytesPerSecond: number | undefined;
  /** `stalled`: nothing has moved for a while; `queued`: others come first. */
  readonly left: TimeLeft | 'stalled' | 'queued' | undefined;
}

export const NO_PACE: Pace = { bytesPerSecond: undefined, left: undefined };

/** Before this nothing is said: the first moments tell nothing of the rest. */
const QUIET_MS = 2_000;
/** The speed is that of the last seconds. */
const SPEED_MS = 5_000;
/** The time left goes by a longer memory, or every hiccup would make it jump. */
const LEFT_MS = 30_000;
/** But of so long a time what has become slower than this share of the speed before is no hiccup. */
const FALL_MS = 3_000;
const FALLEN = 0.6;
/** Nothing has moved for so long: it stalls. */
const STALLED_MS = 5_000;
/** But a slow path moves a whole block now and then: it stalls after so many of its usual gaps. */
const STALLED_GAPS = 2;
/** Of so many gaps the one in the middle is the usual one: a single long one is an accident. */
const GAPS = 3;
/** The words for the time left stay for so long at least: somebody is reading them. */
const WORDS_MS = 4_000;
/** A longer time than was said has to be longer by so much, else two words would alternate. */
const LONGER = 1.2;

interface Move {
  readonly atMs: number;
  readonly moved: number;
}

/**
 * From how much has moved to how fast that is and how long the rest will take, as calmly as people
 * read. Time comes with the samples: the same samples say the same.
 */
export class Speedometer {
  /** Where it began, then each sample at which something had moved. Never empty after the first. */
  #moves: Move[] = [];
  #gapsMs: number[] = [];
  #said: { readonly left: TimeLeft; readonly atMs: number; readonly endsAtMs: number } | undefined;

  /** `moved` bytes by now, which never becomes less, and `remaining` ones to go; about once a second. */
  sample(atMs: number, moved: number, remaining: number): Pace {
    const before = this.#moves.at(-1);
    if (!before) this.#moves.push({ atMs, moved });
    else if (moved > before.moved) this.#note({ atMs, moved }, before);
    const [first] = this.#moves;
    const last = this.#moves.at(-1);
    if (!first || !last) return NO_PACE;
    if (this.#hasStalled(atMs - last.atMs)) {
      this.#said = undefined;
      return { bytesPerSecond: undefined, left: 'stalled' };
    }
    if (last === first || atMs - first.atMs < QUIET_MS) return NO_PACE;
    this.#forgetBeforeFall(atMs);
    return {
      bytesPerSecond: readable(1_000 * this.#bytesPerMs(atMs, SPEED_MS)),
      left: this.#timeLeft(atMs, remaining / this.#bytesPerMs(atMs, LEFT_MS)),
    };
  }

  #note(move: Move, before: Move): void {
    const gapMs = move.atMs - before.atMs;
    // After a stall it begins anew, or the silence would count as slowness for half a minute.
    if (this.#hasStalled(gapMs)) this.#moves = [];
    this.#gapsMs = [...this.#gapsMs, gapMs].slice(-GAPS);
    const old = this.#moves.findLastIndex(({ atMs }) => move.atMs - atMs >= LEFT_MS);
    this.#moves = [...this.#moves.slice(Math.max(0, old)), move];
  }

  /** What was faster says nothing of the rest any more, and no word that came of it is kept. */
  #forgetBeforeFall(atMs: number): void {
    if (this.#bytesPerMs(atMs, FALL_MS) >= FALLEN * this.#bytesPerMs(atMs, LEFT_MS)) return;
    const from = this.#moves.slice(0, -1).findLastIndex((move) => atMs - move.atMs >= FALL_MS);
    this.#moves = this.#moves.slice(Math.max(0, from));
    this.#said = undefined;
  }

  #hasStalled(silentMs: number): boolean {
    return silentMs >= Math.max(STALLED_MS, STALLED_GAPS * this.#usualGapMs());
  }

  #usualGapMs(): number {
    const sorted = this.#gapsMs.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }

  /** From the newest move before the window to the last one: a block just before the window has its time in it. */
  #bytesPerMs(atMs: number, windowMs: number): number {
    const last = this.#moves.at(-1);
    const from =
      this.#moves.slice(0, -1).findLast((move) => atMs - move.atMs >= windowMs) ?? this.#moves[0];
    if (!last || !from) return 0;
    // A silence longer than is usual here counts as the beginning of slowness.
    const silentMs = Math.max(0, atMs - last.atMs - STALLED_GAPS * this.#usualGapMs());
    return (last.moved - from.moved) / Math.max(1, last.atMs - from.atMs + silentMs);
  }

  #timeLeft(atMs: number, ms: number): TimeLeft {
    const left = timeLeft(ms);
    const said = this.#said;
    const keeps =
      said &&
      !isSameTime(said.left, left) &&
      (atMs - said.atMs < WORDS_MS ||
        (ms > said.endsAtMs - atMs && ms < LONGER * (said.endsAtMs - atMs)));
    if (keeps) return said.left;
    const since = said && isSameTime(said.left, left) ? said.atMs : atMs;
    this.#said = { left, atMs: since, endsAtMs: atMs + ms };
    return left;
  }
}

/** Three digits are all that is shown: what differs less is the same. */
const readable = (bytesPerSecond: number) => Number(bytesPerSecond.toPrecision(3));
