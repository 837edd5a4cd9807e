// Attacks on the bytes that the gateway carries: changed, turned round, held back.
import { relayKind, toBase64url } from '@whispernet/protocol';
import { bytesOf } from '../mallory';
import type { Attack, Told } from '../script';
import { lose } from '../script';

/** The notices that carry the four messages of an admission. */
export type Carrier = 'knocked' | 'offered' | 'answered' | 'admitted';

/** Flips one bit of the byte at `at` in each message of this kind. */
export const flipsAByteOf =
  (carrier: Carrier, at: number): Attack =>
  () => {
    const flip = ({ body, pass }: Told<Carrier>) => {
      pass({ ...body, blob: flipped(body.blob, at) });
    };
    return { notices: { [carrier]: flip } };
  };

/** Where a byte of a relayed box is flipped: its number, its ciphertext, its tag. */
const BOX_PLACES = [1, 8, 9, 200, -16, -1];

/** Hands on each box in six spoilt versions, each with another byte flipped, and never the true one. */
export const flipsBytesOfEachBox: Attack = () => ({
  notices: {
    relayed: ({ body, pass }) => {
      for (const at of BOX_PLACES) pass({ ...body, blob: flipped(body.blob, at) });
    },
  },
});

/** Gives each box back to its author, as if it came from the other. */
export const givesBoxesBackToTheirAuthors: Attack = (gateway) => ({
  requests: {
    relay: ({ line, body, answer }) => {
      answer({ ok: true });
      const other = line === gateway.holder ? gateway.joiner : gateway.holder;
      // Often enough for five in a row, which end a join.
      for (let time = 0; time < 5; time += 1)
        line.tell('relayed', { from: other.seat, blob: body.blob });
    },
  },
});

/** Swaps the first two boxes of each direction: the second comes before the first. */
export const swapsTheFirstTwoBoxes: Attack = () => {
  const held = new Map<unknown, Told<'relayed'> | 'swapped'>();
  return {
    notices: {
      relayed: (told) => {
        const first = held.get(told.line);
        held.set(told.line, first ? 'swapped' : told);
        if (!first) return;
        told.pass();
        if (first !== 'swapped') first.pass();
      },
    },
  };
};

/** Swaps each two boxes of a direction, so that the first of two is always late. */
export const swapsEachTwoBoxes: Attack = () => {
  const held = new Map<unknown, Told<'relayed'>>();
  return {
    notices: {
      relayed: (told) => {
        const first = held.get(told.line);
        if (!first) {
          held.set(told.line, told);
          return;
        }
        held.delete(told.line);
        told.pass();
        first.pass();
      },
    },
  };
};

/** Loses the first box of each direction: the one with the description. */
export const losesTheFirstBoxes: Attack = () => {
  const lost = new Set<unknown>();
  return {
    notices: {
      relayed: ({ line, pass }) => {
        if (lost.has(line)) pass();
        lost.add(line);
      },
    },
  };
};

/** Loses every box. */
export const losesEveryBox: Attack = () => ({ notices: { relayed: lose } });

/** Makes a message of one kind pass for one of another: a box for a KNOCK, and whatever else. */
export const changesTheKindOfEachBox: Attack = () => ({
  notices: {
    relayed: ({ body, pass }) => {
      const bytes = bytesOf(body.blob);
      for (const kind of Object.values(relayKind)) {
        if (kind !== relayKind.sealed) {
          bytes[0] = kind;
          pass({ ...body, blob: toBase64url(bytes) });
        }
      }
    },
  },
});

/** The blob with one bit of the byte at `at` flipped; a negative `at` counts from the end. */
function flipped(blob: string, at: number): string {
  const bytes = bytesOf(blob);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return toBase64url(bytes);
}
