import type { TransferId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import type { AllTexts } from '../../texts/translation';
import { type Pace, Speedometer } from './speedometer';
import { isSameTime, timeLeftText } from './time-left';

/** What is to be told of all that is on its way. */
export interface TrafficReport {
  /** Of the transfers that move; the very same object where it is as before. */
  readonly paces: ReadonlyMap<TransferId, Pace>;
  /** Undefined where a single one says it all. */
  readonly total: Total | undefined;
}

/** Those that move, and those that have arrived since nothing moved. */
export interface Total {
  readonly sending: number;
  readonly receiving: number;
  /** Bytes. */
  readonly there: number;
  readonly size: number;
  readonly left: Pace['left'];
}

export const NO_TRAFFIC: TrafficReport = { paces: new Map(), total: undefined };

/** One transfer that moves. */
interface Trip {
  readonly speedometer: Speedometer;
  /** How many of its bytes were there when it was first seen to move. */
  readonly began: number;
  readonly pace: Pace | undefined;
}

/** Watches all transfers: how fast each one moves, and how far they are together. */
export class Traffic {
  #trips: ReadonlyMap<TransferId, Trip> = new Map();
  /**
   * How many bytes were there of each that moves, and of each that has arrived since nothing moved:
   * without those the sum would fall back with every file that is done.
   */
  readonly #there = new Map<TransferId, number>();
  #moved = 0;
  #speedometer = new Speedometer();

  /** Looks at all transfers of the room. To be called about once a second. */
  look(atMs: number, transfers: readonly RoomTransfer[]): TrafficReport {
    const moving = transfers.filter(isMoving);
    if (moving.length === 0) {
      this.#rest();
      return NO_TRAFFIC;
    }
    const { there, size } = this.#addUp(transfers);
    const { left } = this.#speedometer.sample(atMs, this.#moved, size - there);
    const isAnyMoving = left !== 'stalled';
    this.#trips = new Map(
      moving.map((transfer) => [
        transfer.id,
        this.#follow(this.#trips.get(transfer.id), transfer, atMs, isAnyMoving),
      ]),
    );
    const paces = new Map<TransferId, Pace>();
    for (const [id, { pace }] of this.#trips) if (pace) paces.set(id, pace);
    return {
      paces,
      total: moving.length > 1 ? { ...directions(moving), there, size, left } : undefined,
    };
  }

  #rest(): void {
    this.#trips = new Map();
    this.#there.clear();
    this.#moved = 0;
    this.#speedometer = new Speedometer();
  }

  #addUp(transfers: readonly RoomTransfer[]) {
    const sum = { there: 0, size: 0 };
    for (const transfer of transfers) {
      const { id, size } = transfer;
      const before = this.#there.get(id);
      const bytes = isMoving(transfer)
        ? transfer.state.bytes
        : before !== undefined && hasArrived(transfer)
          ? size
          : undefined;
      if (bytes === undefined) {
        this.#there.delete(id);
        continue;
      }
      this.#there.set(id, bytes);
      this.#moved += Math.max(0, bytes - (before ?? bytes));
      sum.there += bytes;
      sum.size += size;
    }
    return sum;
  }

  #follow(
    trip: Trip | undefined,
    { size, state: { bytes } }: Moving,
    atMs: number,
    isAnyMoving: boolean,
  ): Trip {
    const {
      speedometer,
      began,
      pace: before,
    } = trip ?? {
      speedometer: new Speedometer(),
      began: bytes,
      pace: undefined,
    };
    let pace = speedometer.sample(atMs, bytes, size - bytes);
    // A few move at once, the others by turns: one that has not begun is no stalled one.
    if (pace.left === 'stalled' && isAnyMoving && bytes === began)
      pace = { bytesPerSecond: undefined, left: 'queued' };
    return { speedometer, began, pace: before && isSame(before, pace) ? before : pace };
  }
}

type Moving = RoomTransfer & { readonly state: { readonly phase: 'sending' | 'receiving' } };

function isMoving(transfer: RoomTransfer): transfer is Moving {
  return transfer.state.phase === 'sending' || transfer.state.phase === 'receiving';
}

function hasArrived({ state: { phase } }: RoomTransfer): boolean {
  return phase === 'verifying' || phase === 'done';
}

function isSame(one: Pace, other: Pace): boolean {
  if (one.bytesPerSecond !== other.bytesPerSecond) return false;
  const [left, right] = [one.left, other.left];
  if (typeof left === 'object' && typeof right === 'object') return isSameTime(left, right);
  return left === right;
}

function directions(moving: readonly Moving[]) {
  const sending = moving.filter(({ state }) => state.phase === 'sending').length;
  return { sending, receiving: moving.length - sending };
}

type Words = AllTexts['files'];

/** `about 3 minutes left`, `stalled`; undefined while nobody knows. */
export function leftText({ left: t }: Words, left: Pace['left']): string | undefined {
  if (left === undefined) return undefined;
  if (left === 'stalled') return t.stalled;
  return left === 'queued' ? t.queued : timeLeftText(t, left);
}

/** `Sending 3, receiving 2: 1.2 of 4.0 GB, about 5 minutes left` */
export function totalText(t: Words, { sending, receiving, there, size, left }: Total): string {
  const what =
    sending > 0 && receiving > 0
      ? t.total.both(sending, receiving)
      : sending > 0
        ? t.total.sending(sending)
        : t.total.receiving(receiving);
  const amount = t.total.amount(what, there, size);
  const time = leftText(t, left);
  return time === undefined ? amount : t.total.withTime(amount, time);
}
