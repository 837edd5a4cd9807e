import { link } from 'node:fs/promises';
import { join } from 'node:path';
import { MIB, digestOf, keepFolder, writeRandom } from './files-on-disk';
import { opfsBytesOf, untilOpfsHolds } from './opfs';
import type { Person, TransferState } from './person';
import { keepPair } from './scene';
import { WIRE_TAP, readTap, untilReceived } from './wire-tap';

/** Long enough to be caught in the middle of, several times. */
const SIZE = 96 * MIB;

describe('A file that alice sends to bob', () => {
  const pair = keepPair({ initScript: WIRE_TAP });
  const folder = keepFolder();
  let name: string;
  let path: string;
  let heldBefore: number;

  beforeAll(async () => {
    path = join(folder.path, 'source');
    await writeRandom(path, SIZE);
  });
  let count = 0;
  beforeEach(async () => {
    const { alice, bob } = pair;
    count += 1;
    name = `film ${count}.bin`; // those of the specs before are still listed
    await link(path, join(folder.path, name));
    heldBefore = await opfsBytesOf(bob.page);
    await alice.sendFiles(join(folder.path, name));
    await Promise.all([alice.seesTransfer(name, 'Waiting'), bob.seesTransfer(name, 'Offered')]);
  });
  afterEach(() => {
    expect([...pair.alice.problems, ...pair.bob.problems]).toEqual([]);
  });

  const bothSee = async (...states: readonly TransferState[]) => {
    await Promise.all([pair.alice, pair.bob].map((who) => who.seesTransfer(name, ...states)));
  };
  /** Bob accepts, and some of it has arrived. */
  const isInTheMiddle = async () => {
    const { dataBytesReceived } = await readTap(pair.bob.page);
    await pair.bob.answer(name, 'Accept');
    await untilReceived(pair.bob.page, dataBytesReceived + 4 * MIB);
  };
  const goesOn = async () => {
    const { dataBytesReceived } = await readTap(pair.bob.page);
    await untilReceived(pair.bob.page, dataBytesReceived + 4 * MIB);
  };
  const arrivesWhole = async () => {
    await bothSee('Done');
    expect(await digestOf((await pair.bob.saves(name)).path)).toBe(await digestOf(path));
  };
  /** Both press at the same millisecond, as far as two browsers know what it is. */
  const atOneMoment = async (...presses: readonly (readonly [Person, 'Pause' | 'Cancel'])[]) => {
    const moment = Date.now() + 500; // both pages have been asked by then
    await Promise.all(presses.map(([who, button]) => who.answersAt(moment, name, button)));
  };
  const isCancelledBy = async (who: Person) => {
    await who.answer(name, 'Cancel');
    await bothSee('Cancelled');
    await untilOpfsHolds(pair.bob.page, heldBefore);
    expect(await pair.bob.readsTransfer(name)).not.toContain('Save');
  };

  it('may be withdrawn before bob has answered', async () => {
    await pair.alice.answer(name, 'Cancel');
    await bothSee('Cancelled');
    expect(await opfsBytesOf(pair.bob.page)).toBe(heldBefore);
  });

  it('may be declined', async () => {
    await pair.bob.answer(name, 'Decline');
    await bothSee('Declined');
    expect(await opfsBytesOf(pair.bob.page)).toBe(heldBefore);
  });

  it('goes on as often as it is paused, by whichever side, and arrives whole', async () => {
    await isInTheMiddle();
    for (const who of [pair.alice, pair.bob, pair.alice]) {
      await who.answer(name, 'Pause');
      await bothSee('Paused');
      await who.answer(name, 'Resume');
      await goesOn();
    }
    await arrivesWhole();
  });

  for (const [who, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const) {
    it(`leaves nothing behind when ${who} cancels it while it moves`, async () => {
      await isInTheMiddle();
      await isCancelledBy(pair[who]);
    });

    it(`leaves nothing behind when ${who} has paused it and cancels it`, async () => {
      await isInTheMiddle();
      await pair[who].answer(name, 'Pause');
      await bothSee('Paused');
      await isCancelledBy(pair[who]);
    });

    it(`leaves nothing behind when ${other} cancels what ${who} has paused`, async () => {
      await isInTheMiddle();
      await pair[who].answer(name, 'Pause');
      await bothSee('Paused');
      await isCancelledBy(pair[other]);
    });
  }

  it('comes to one end when alice pauses and bob cancels at the same moment', async () => {
    const { alice, bob } = pair;
    await isInTheMiddle();
    await atOneMoment([alice, 'Pause'], [bob, 'Cancel']);
    await bothSee('Cancelled');
    await untilOpfsHolds(bob.page, heldBefore);
  });

  it('comes to one end when both cancel at the same moment', async () => {
    const { alice, bob } = pair;
    await isInTheMiddle();
    await atOneMoment([alice, 'Cancel'], [bob, 'Cancel']);
    await bothSee('Cancelled');
    await untilOpfsHolds(bob.page, heldBefore);
  });

  it('waits when both pause at the same moment, and arrives whole', async () => {
    const { alice, bob } = pair;
    await isInTheMiddle();
    await atOneMoment([alice, 'Pause'], [bob, 'Pause']);
    await bothSee('Paused');
    // A message there and back, so that each has heard of what the other did before.
    await alice.say(`paused ${name}`);
    await bob.seesMessage(`paused ${name}`);
    await bob.say(`${name} too`);
    await alice.seesMessage(`${name} too`);
    for (const who of [alice, bob])
      if (await who.mayAnswer(name, 'Resume')) await who.answer(name, 'Resume');
    await arrivesWhole();
  });
});
