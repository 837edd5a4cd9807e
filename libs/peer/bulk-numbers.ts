// Which numbers bulk connections have: `pc` even where A opened it, odd where B did, `e` 0. Once all
// are spent, after 32,767 connections, they are used again with the next `e`: a link may live long.
import type { LinkRole } from './link-state';

export interface BulkNumber {
  readonly pc: number;
  readonly e: number;
}

/** Numbers of one opener and one `e`: 2, 4, … 65,534 or 1, 3, … 65,533. */
const PER_GENERATION = 32_767;
/**
 * How far behind the newest one a connection may still open. They are opened in order, at most 64 at
 * a time; signals of one that comes later than that are repetitions.
 */
const WINDOW = 256;

/** The numbers that one side gives to the connections that it opens, in order. */
export class BulkNumbers {
  readonly #first: number;
  #serial = 0;

  constructor(opener: LinkRole) {
    this.#first = firstOf(opener);
  }

  next(): BulkNumber {
    const serial = this.#serial;
    this.#serial += 1;
    return {
      pc: this.#first + 2 * (serial % PER_GENERATION),
      e: Math.floor(serial / PER_GENERATION),
    };
  }
}

/** Which of an opener's numbers have been used: a signal that comes late must not open one again. */
export class SpentNumbers {
  readonly #first: number;
  readonly #recent = new Set<number>();
  #newest = -1;

  constructor(opener: LinkRole) {
    this.#first = firstOf(opener);
  }

  /** Whether the opener may open a connection of this number: it is one of its own, and not yet used. */
  isFree(number: BulkNumber): boolean {
    const serial = this.#serialOf(number);
    if (serial === undefined) return false;
    return serial > this.#newest - WINDOW && !this.#recent.has(serial);
  }

  spend(number: BulkNumber): void {
    const serial = this.#serialOf(number);
    if (serial === undefined) return;
    this.#newest = Math.max(this.#newest, serial);
    this.#recent.add(serial);
    for (const each of this.#recent) if (each <= this.#newest - WINDOW) this.#recent.delete(each);
  }

  #serialOf({ pc, e }: BulkNumber): number | undefined {
    const index = (pc - this.#first) / 2;
    return Number.isInteger(index) && index >= 0 ? e * PER_GENERATION + index : undefined;
  }
}

/** 0 is the main connection. */
function firstOf(opener: LinkRole): number {
  return opener === 'A' ? 2 : 1;
}
