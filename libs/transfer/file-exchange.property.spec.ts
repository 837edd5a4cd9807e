import type { TransferId } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { FakeSink, fakeFile, sameBytes, seededRandom } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { type Pair, aliceAndBob, quiet } from './fake-link';
import type { FileSource } from './file-source';
import type { Transfer } from './transfer-list';
import { hasEnded } from './transfer-state';
import { UnfinishedTransfers } from './unfinished-transfers';

// alice hands bob some files. Cargo arrives in any order, some of it twice, some of it broken; either
// pauses and resumes as they like; the link ends and another one comes, while the two keep what
// they have. In the end everything is done, everything is right, and little was sent for nothing.
const RUNS = 1000;
const LONG_MS = 120_000;
/** Blocks small enough for a thousand runs. */
const BLOCK = 1024;
/** So much is on the way at once; with blocks of 1 MiB it would be some MiB. */
const MAX_FLYING = 6;
/** Steps with disturbances, and steps at most until everything has ended. */
const DISTURBED = 150;
const PATIENCE = 6_000;

const SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK + 5, 40 * BLOCK, 41 * BLOCK - 1];

interface Handed {
  readonly file: FileSource & { readonly bytes: Uint8Array<ArrayBuffer> };
  readonly sink: FakeSink;
}

class World {
  readonly random: (limit: number) => number;
  readonly clock = new FakeClock();
  readonly handed = new Map<TransferId, Handed>();
  readonly #alicesKept = this.#keeping();
  readonly #bobsKept = this.#keeping();
  #lanes: FakeLanes[] = [];
  readonly #pairs: Pair[] = [];
  pair: Pair;
  /** Of files, that have set out. */
  sentBytes = 0;
  sentTwice = 0;
  interruptions = 0;
  broken = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.pair = this.#link();
    for (let count = 1 + this.random(3); count > 0; count -= 1) {
      const size = SIZES[this.random(SIZES.length)] ?? 0;
      const file = fakeFile(`${seed} ${count}`, size);
      this.handed.set(this.pair.alice.offer(file), { file, sink: new FakeSink() });
    }
  }

  get size(): number {
    return [...this.handed.values()].reduce((sum, { file }) => sum + file.size, 0);
  }

  /** What is shown on either side: of this link, of earlier ones, or kept. */
  rows(who: 'alice' | 'bob'): readonly Transfer[] {
    const kept = who === 'alice' ? this.#alicesKept : this.#bobsKept;
    return [...this.#pairs.map((pair) => pair[who]), kept].flatMap(
      ({ transfers$ }) => transfers$.value,
    );
  }

  /** The link ends, and another one comes. */
  relink(): void {
    this.pair.leaving.abort();
    this.pair = this.#link();
    this.interruptions += 1;
  }

  /** How many are done, on both sides. */
  get done(): number {
    const rows = (['alice', 'bob'] as const).flatMap((who) =>
      this.rows(who).flatMap(({ id, state }) => (state.phase === 'done' ? `${who} ${id}` : [])),
    );
    return new Set(rows).size;
  }

  failures(): readonly unknown[] {
    return (['alice', 'bob'] as const).flatMap((who) =>
      this.rows(who).flatMap(({ state }) =>
        hasEnded(state) && state.phase !== 'done' && !isUnanswered(state) ? state : [],
      ),
    );
  }

  accept(): void {
    for (const { id, state } of this.pair.bob.transfers$.value) {
      const sink = this.handed.get(id)?.sink;
      if (state.phase === 'offered' && sink) this.pair.bob.accept(id, sink);
    }
  }

  /** Something moves. */
  move(): void {
    const lanes = this.#lanes[this.random(2)];
    if (!lanes) return;
    if (lanes.flying.length < MAX_FLYING && lanes.launch(BLOCK / 4 + this.random(BLOCK))) {
      const cargo = lanes.flying.at(-1);
      if (cargo?.t === 'data') this.sentBytes += cargo.bytes.length;
    } else {
      lanes.land(this.random(Math.max(1, lanes.flying.length)));
    }
  }

  disturb(): void {
    const lanes = this.#lanes[this.random(2)];
    const at = this.random(Math.max(1, lanes?.flying.length ?? 0));
    const [id] = [...this.handed.keys()].slice(this.random(this.handed.size));
    const who = this.random(2) === 0 ? this.pair.alice : this.pair.bob;
    switch (this.random(40)) {
      case 0:
        this.relink();
        break;
      case 1:
      case 2:
        if (id) who.pause(id);
        this.interruptions += 1;
        break;
      case 3:
      case 4:
        if (id) who.resume(id);
        break;
      case 5:
        lanes?.land(at, 'again');
        break;
      case 6:
        if (this.broken === 0 && lanes?.spoil(at)) this.broken += 1;
        break;
      case 7:
        this.clock.leap(400);
        break;
      default:
        break;
    }
  }

  calm(): void {
    for (const id of this.handed.keys()) {
      this.pair.alice.resume(id);
      this.pair.bob.resume(id);
      this.#alicesKept.resume(id);
      this.#bobsKept.resume(id);
    }
    this.clock.leap(100);
  }

  #keeping(): UnfinishedTransfers {
    return new UnfinishedTransfers({ scheduler: this.clock, blockBytes: BLOCK });
  }

  #link(): Pair {
    this.#lanes = [];
    const pair = aliceAndBob({
      alicesKept: this.#alicesKept,
      bobsKept: this.#bobsKept,
      scheduler: this.clock,
      internals: {
        blockBytes: BLOCK,
        lanes: (options) => {
          const lanes = new FakeLanes(options);
          this.#lanes.push(lanes);
          return lanes.carrier;
        },
      },
    });
    const [alices, bobs] = this.#lanes;
    if (alices) alices.far = bobs;
    if (bobs) bobs.far = alices;
    this.#pairs.push(pair);
    return pair;
  }
}

/** Nobody had answered when the link ended: the next link does without it, or goes on under its id. */
const isUnanswered = (state: Transfer['state']) =>
  state.phase === 'failed' && state.reason === 'connection-lost';

describe('Files between two who are interrupted all the time', () => {
  it(
    `in ${RUNS} runs: all are done and right, nothing hangs, and little is sent twice`,
    async () => {
      let interruptions = 0;
      for (let seed = 0; seed < RUNS; seed += 1) {
        const world = new World(seed);
        while (world.pair.bob.transfers$.value.length < world.handed.size) await quiet(1);
        world.accept();
        const all = 2 * world.handed.size;
        let step = 0;
        for (; step < PATIENCE && world.done < all; step += 1) {
          for (let move = world.random(12); move > 0; move -= 1) world.move();
          if (step < DISTURBED) world.disturb();
          else world.calm();
          await quiet(1);
        }
        const context = `seed ${seed} after ${step} steps`;
        expect(world.failures()).withContext(context).toEqual([]);
        expect(world.done).withContext(context).toBe(all);
        for (const { file, sink } of world.handed.values()) {
          expect(sink.faults).withContext(context).toEqual([]);
          expect(sameBytes(sink.bytes, file.bytes)).withContext(context).toBeTrue();
        }
        const twice = world.sentBytes - world.size;
        const bound = 0.02 * world.size + (8 * world.interruptions + world.broken) * BLOCK;
        expect(twice).withContext(context).toBeLessThanOrEqual(bound);
        interruptions += world.interruptions;
        if (world.done < all) return; // one that hangs says enough
      }
      expect(interruptions).toBeGreaterThan(RUNS);
    },
    LONG_MS,
  );
});
