import type { TransferId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import { bytesOf } from './byte-size';
import { type Pace, STALLED, Speedometer } from './speedometer';

/** What is to be read of all that is on its way. */
export interface TrafficReport {
  /** Of the transfers that move; the very same object where its words are the same as before. */
  readonly paces: ReadonlyMap<TransferId, Pace>;
  /** `Sending 3, receiving 2: 1.2 of 4.0 GB, about 5 minutes left`; undefined where a single one says it all. */
  readonly total: string | undefined;
}

export const NO_TRAFFIC: TrafficReport = { paces: new Map(), total: undefined };

/** A few move at once, the others by turns: one that has not begun is no stalled one. */
const AWAITS_TURN = 'waits for its turn';

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
    const isAnyMoving = left !== STALLED;
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
      total: moving.length > 1 ? totalText(moving, bytesOf(there, size), left) : undefined,
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
    if (pace.left === STALLED && isAnyMoving && bytes === began)
      pace = { speed: undefined, left: AWAITS_TURN };
    const isSame = before && before.speed === pace.speed && before.left === pace.left;
    return { speedometer, began, pace: isSame ? before : pace };
  }
}

type Moving = RoomTransfer & { readonly state: { readonly phase: 'sending' | 'receiving' } };

function isMoving(transfer: RoomTransfer): transfer is Moving {
  return transfer.state.phase === 'sending' || transfer.state.phase === 'receiving';
}

function hasArrived({ state: { phase } }: RoomTransfer): boolean {
  return phase === 'verifying' || phase === 'done';
}

function totalText(moving: readonly Moving[], amount: string, left: string | undefined): string {
  const sending = moving.filter(({ state }) => state.phase === 'sending').length;
  const receiving = moving.length - sending;
  const what = [
    ...(sending > 0 ? [`sending ${sending}`] : []),
    ...(receiving > 0 ? [`receiving ${receiving}`] : []),
  ].join(', ');
  const sentence = `${what}: ${[amount, ...(left === undefined ? [] : [left])].join(', ')}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
