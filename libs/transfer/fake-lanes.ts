import type { LaneCargo, TransferId } from '@whispernet/protocol';
import type { ExchangeParts } from './exchange-parts';
import type { LanesOptions } from './lanes';

/**
 * One side's lanes without channels, in the hands of a spec: nothing moves by itself. What is on the
 * way lands in any order; nothing is lost, as `Lanes` promises, but some may land twice.
 */
export class FakeLanes {
  readonly carrier: ExchangeParts['lanes'];
  /** What is said ahead of all data, and has not set out yet. */
  readonly posted: LaneCargo[] = [];
  /** What is on the way. */
  readonly flying: LaneCargo[] = [];
  far: FakeLanes | undefined;
  readonly #spoiled = new Set<LaneCargo>();

  constructor(readonly options: LanesOptions) {
    this.carrier = {
      open: () => undefined,
      wake: () => undefined,
      post: (cargo) => this.posted.push(cargo),
      forget: (id: TransferId) => {
        for (const queue of [this.posted, this.flying])
          queue.splice(0, queue.length, ...queue.filter((cargo) => cargo.id !== id));
      },
    };
  }

  get hasEnded(): boolean {
    return this.options.signal.aborted;
  }

  /** What the other side sends comes in. */
  take(...cargo: readonly LaneCargo[]): void {
    for (const each of cargo) if (!this.hasEnded) this.options.shipper.take(each);
  }

  /** The next cargo sets out. Whether there was one. */
  launch(maxDataBytes = 65_536): boolean {
    if (this.hasEnded) return false;
    const cargo = this.posted.shift() ?? this.options.shipper.next(maxDataBytes);
    if (cargo) this.flying.push(cargo);
    return cargo !== undefined;
  }

  /** Data on the way will arrive with every bit turned. Whether it was data. */
  spoil(at: number): boolean {
    const cargo = this.flying[at];
    if (cargo?.t === 'data') this.#spoiled.add(cargo);
    return cargo?.t === 'data';
  }

  /** Something on the way arrives, and is acknowledged; with 'again' it will arrive once more. */
  land(at = 0, again?: 'again'): LaneCargo | undefined {
    const cargo = again ? this.flying[at] : this.flying.splice(at, 1)[0];
    if (!cargo || this.hasEnded) return undefined;
    const isSpoiled = cargo.t === 'data' && this.#spoiled.delete(cargo);
    this.far?.take(isSpoiled ? { ...cargo, bytes: cargo.bytes.map((byte) => ~byte) } : cargo);
    if (!again) this.options.shipper.arrived(cargo);
    return cargo;
  }
}
