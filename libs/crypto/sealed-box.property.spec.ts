import {
  anyBytes,
  bytesOf,
  expectAlways,
  expectAlwaysAsync,
  mutatedBytes,
} from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { type Bytes, concat, isSame } from './bytes';
import { unhex, vectors } from './golden-run';
import { deriveKeys } from './key-schedule';
import { lengthValue } from './length-value';
import { type Direction, createOpener, createSealer } from './sealed-box';

const th = unhex(vectors.keys.TH);
const keys = () => deriveKeys(unhex(vectors.ISK), th);
const RUNS = 400; // each costs some round trips to WebCrypto

describe('A sealed box, whatever becomes of it on the way', () => {
  it('gives back any plaintext that fits', async () => {
    const { 'sig A>B': key } = await keys();
    await expectAlwaysAsync(
      anyBytes(1200),
      async (plaintext) => {
        const box = await createSealer(key, 'A>B', th).seal(plaintext);
        const opened = await createOpener(key, 'A>B', th).open(box);
        return opened !== undefined && isSame(opened, plaintext);
      },
      RUNS,
    );
  });

  it('opens untouched or not at all, and never throws', async () => {
    const { 'sig A>B': key } = await keys();
    const sealed = await boxes(key, 'A>B');
    let opened = 0;
    let refused = 0;
    await expectAlwaysAsync(
      fc.oneof(mutatedBytes(fc.constantFrom(...sealed)), anyBytes(300)),
      async (box) => {
        const plaintext = await createOpener(key, 'A>B', th).open(box);
        if (plaintext === undefined) refused += 1;
        else opened += 1;
        return (plaintext !== undefined) === sealed.some((one) => isSame(one, box));
      },
      RUNS,
    );
    expect(opened).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(10);
  });

  it('opens once, in the order of the numbers, however the gateway delivers', async () => {
    const { 'sig A>B': key } = await keys();
    const sealed = await boxes(key, 'A>B');
    const deliveries = fc.array(fc.nat(sealed.length - 1), { maxLength: 12 });
    await expectAlwaysAsync(
      deliveries,
      async (order) => {
        const opener = createOpener(key, 'A>B', th);
        const opened = await Promise.all(
          order.map((at) => opener.open(sealed[at] ?? new Uint8Array())),
        );
        let last = -1;
        return order.every((at, call) => {
          const isDue = at > last;
          if (isDue) last = at;
          return (opened[call] !== undefined) === isDue;
        });
      },
      RUNS,
    );
  });

  it('opens for nobody but the other end of this pair and this direction', async () => {
    const { 'sig A>B': key, 'sig B>A': back } = await keys();
    const sealed = await boxes(key, 'A>B');
    const otherTh = bytesOf(64).filter((other) => !isSame(other, th));
    await expectAlwaysAsync(
      fc.tuple(fc.constantFrom(...sealed), otherTh),
      async ([box, other]) => {
        const opened = await Promise.all([
          createOpener(key, 'B>A', th).open(box),
          createOpener(back, 'A>B', th).open(box),
          createOpener(key, 'A>B', other).open(box),
        ]);
        return opened.every((plaintext) => plaintext === undefined);
      },
      RUNS,
    );
  });
});

describe('lv, whatever the parts are', () => {
  const parts = fc.array(fc.oneof(anyBytes(3), anyBytes(300)), { maxLength: 4 });

  it('never makes the same bytes of two lists', () => {
    const pair = fc.oneof(
      fc.tuple(parts, parts),
      // The same bytes cut at other places.
      fc.tuple(anyBytes(20), fc.nat(20), fc.nat(20)).map(([bytes, one, other]) => [
        [bytes.slice(0, one), bytes.slice(one)],
        [bytes.slice(0, other), bytes.slice(other)],
      ]),
    );
    expectAlways(pair, ([one = [], other = []]) => {
      const isEqual =
        one.length === other.length && one.every((part, at) => isSame(part, other[at] ?? concat()));
      return isSame(lengthValue(...one), lengthValue(...other)) === isEqual;
    });
  });
});

/** Six boxes of one sealer, of three sizes. */
function boxes(key: CryptoKey, direction: Direction): Promise<readonly Bytes[]> {
  const sealer = createSealer(key, direction, th);
  return Promise.all(
    [0, 1, 254, 255, 1022, 3].map((length) => sealer.seal(new Uint8Array(length))),
  );
}
