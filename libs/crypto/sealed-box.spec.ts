import { concat, utf8, type Bytes } from './bytes';
import { hex, unhex, vectors } from './golden-run';
import { deriveKeys } from './key-schedule';
import { lengthValue, label } from './length-value';
import { type Direction, createOpener, createSealer } from './sealed-box';

const th = unhex(vectors.keys.TH);

describe('A sealed box', () => {
  const sizes: readonly (readonly [number, number])[] = [
    [0, 256],
    [1, 256],
    [254, 256],
    [255, 1024],
    [1022, 1024],
    [1023, 4096],
    [4094, 4096],
    [4095, 16_384],
    [16_382, 16_384],
  ];
  for (const [length, step] of sizes) {
    it(`looks ${step} bytes long where it holds ${length}, and gives them back`, async () => {
      const { sealer, opener } = await pair();
      const plaintext = new Uint8Array(length).fill(0xa5);
      const box = await sealer.seal(plaintext);
      expect(box.length).toBe(8 + step + 16);
      expect(await opener.open(box)).toEqual(plaintext);
    });
  }

  it('holds no more than 16,382 bytes', async () => {
    const { sealer, opener } = await pair();
    await expectAsync(sealer.seal(new Uint8Array(16_383))).toBeRejectedWithError(RangeError);
    expect(numberOf(await sealer.seal(utf8('the next')))).toBe(0n);
    expect(await opener.open(await sealer.seal(utf8('and one more')))).toBeDefined();
  });

  it('is numbered from 0 in the order of the calls, also where they overlap', async () => {
    const { sealer, opener } = await pair();
    const arrived: Bytes[] = [];
    const lengths = Array.from({ length: 64 }, (_, call) => (call % 2 === 0 ? 16_000 : 1));
    await Promise.all(
      lengths.map(async (length) => {
        arrived.push(await sealer.seal(new Uint8Array(length)));
      }),
    );
    expect(arrived.map(numberOf)).toEqual(lengths.map((_, call) => BigInt(call)));
    const opened = await Promise.all(arrived.map((box) => opener.open(box)));
    expect(opened.map((plaintext) => plaintext?.length)).toEqual(lengths);
  });

  it('holds what was given at the call, also where the caller writes over it at once', async () => {
    const { sealer, opener } = await pair();
    const plaintext = utf8('first');
    const sealed = sealer.seal(plaintext);
    plaintext.fill(0);
    expect(await opener.open(await sealed)).toEqual(utf8('first'));
  });
});

describe('An opener', () => {
  it('takes gaps: the gateway may lose a box', async () => {
    const { sealer, opener } = await pair();
    await sealer.seal(utf8('lost'));
    expect(await opener.open(await sealer.seal(utf8('arrived')))).toEqual(utf8('arrived'));
  });

  it('refuses a box that is repeated', async () => {
    const { sealer, opener } = await pair();
    const box = await sealer.seal(utf8('once'));
    expect(await opener.open(box)).toBeDefined();
    expect(await opener.open(box)).toBeUndefined();
  });

  it('refuses a box that is repeated before the first is open', async () => {
    const { sealer, opener } = await pair();
    const box = await sealer.seal(utf8('once'));
    const opened = await Promise.all([opener.open(box), opener.open(box)]);
    expect(opened).toEqual([utf8('once'), undefined]);
  });

  it('refuses a box that comes late', async () => {
    const { sealer, opener } = await pair();
    const first = await sealer.seal(utf8('first'));
    const second = await sealer.seal(utf8('second'));
    expect(await opener.open(second)).toBeDefined();
    expect(await opener.open(first)).toBeUndefined();
  });

  it('refuses a box sent back to its author', async () => {
    const { sealer } = await pair('A>B');
    const { opener } = await pair('B>A');
    expect(await opener.open(await sealer.seal(utf8('an echo')))).toBeUndefined();
  });

  it('refuses a box of the other direction also under the same key', async () => {
    const keys = await deriveKeys(unhex(vectors.ISK), th);
    const sealer = createSealer(keys['sig A>B'], 'B>A', th);
    const opener = createOpener(keys['sig A>B'], 'A>B', th);
    expect(await opener.open(await sealer.seal(utf8('turned round')))).toBeUndefined();
  });

  it('refuses a box of another run also under the same key', async () => {
    const keys = await deriveKeys(unhex(vectors.ISK), th);
    const sealer = createSealer(keys['sig A>B'], 'A>B', new Uint8Array(64));
    const opener = createOpener(keys['sig A>B'], 'A>B', th);
    expect(await opener.open(await sealer.seal(utf8('from elsewhere')))).toBeUndefined();
  });

  const places: readonly (readonly [string, number])[] = [
    ['number', 7],
    ['ciphertext', 8],
    ['padding', 8 + 255],
    ['tag', 8 + 256 + 15],
  ];
  for (const [what, at] of places) {
    it(`refuses a box with a changed ${what}, and still takes the honest one`, async () => {
      const { sealer, opener } = await pair();
      const box = await sealer.seal(utf8('honest'));
      const forged = box.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(await opener.open(forged)).toBeUndefined();
      expect(await opener.open(box)).toEqual(utf8('honest'));
    });
  }

  it('refuses what has the length of no box', async () => {
    const { sealer, opener } = await pair();
    const box = await sealer.seal(utf8('whole'));
    const lengths = [new Uint8Array(0), box.slice(0, 7), box.slice(1), concat(box, box)];
    for (const bytes of lengths) expect(await opener.open(bytes)).toBeUndefined();
    expect(await opener.open(box)).toBeDefined();
  });

  const padded = (length: number, write: (bytes: DataView) => void) => {
    const bytes = new Uint8Array(length);
    write(new DataView(bytes.buffer));
    return bytes;
  };
  const paddings: readonly (readonly [string, Bytes])[] = [
    ['no room for a length', new Uint8Array(1)],
    [
      'a length beyond its end',
      padded(256, (bytes) => {
        bytes.setUint16(0, 255);
      }),
    ],
    [
      'more padding than it needs',
      padded(1024, (bytes) => {
        bytes.setUint16(0, 3);
      }),
    ],
    [
      'something hidden in its padding',
      padded(256, (bytes) => {
        bytes.setUint8(255, 1);
      }),
    ],
  ];
  for (const [what, bytes] of paddings) {
    it(`refuses an authentic box with ${what}`, async () => {
      const { opener } = await pair();
      expect(await opener.open(await sealedByHand(0n, bytes))).toBeUndefined();
    });
  }

  it('takes the last number of a key, and none beyond', async () => {
    const { opener } = await pair();
    const nothing = new Uint8Array(256);
    expect(await opener.open(await sealedByHand(2n ** 32n, nothing))).toBeUndefined();
    expect(await opener.open(await sealedByHand(2n ** 64n - 1n, nothing))).toBeUndefined();
    expect(await opener.open(await sealedByHand(2n ** 32n - 1n, nothing))).toEqual(utf8(''));
  });

  it('opens boxes that lie inside of a larger buffer', async () => {
    const { sealer, opener } = await pair();
    const box = await sealer.seal(utf8('inside'));
    const view = concat(Uint8Array.of(9, 9, 9), box, Uint8Array.of(9)).subarray(3, 3 + box.length);
    expect(await opener.open(view)).toEqual(utf8('inside'));
  });

  it('keeps numbers apart from content: equal texts make different boxes', async () => {
    const { sealer } = await pair();
    const [first, second] = [await sealer.seal(utf8('yes')), await sealer.seal(utf8('yes'))];
    expect(hex(first.subarray(8))).not.toBe(hex(second.subarray(8)));
  });
});

async function pair(direction: Direction = 'A>B') {
  const key = (await deriveKeys(unhex(vectors.ISK), th))[`sig ${direction}`];
  return { sealer: createSealer(key, direction, th), opener: createOpener(key, direction, th) };
}

/** A box as the protocol's page writes it, without our sealer: also one that our sealer would not make. */
async function sealedByHand(seq: bigint, padded: Bytes): Promise<Bytes> {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, seq);
  const key = await crypto.subtle.importKey('raw', unhex(vectors.keys.sigAB), 'AES-GCM', false, [
    'encrypt',
  ]);
  const additionalData = lengthValue(label('sealed'), utf8('A>B'), number, th);
  const iv = concat(new Uint8Array(4), number);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, padded);
  return concat(number, new Uint8Array(sealed));
}

const numberOf = (box: Bytes): bigint => new DataView(box.buffer).getBigUint64(0);
