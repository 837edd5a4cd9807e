import { FakeSink, fakeFile } from './fake-files';
import { FakeLanes } from './fake-lanes';
import {
  BLOCK,
  aliceAndBob,
  end,
  linkedAgain,
  quiet,
  reaches,
  smallPair,
  stateOf,
  underWay,
} from './fake-link';
import { MAX_UNANSWERED } from './outgoing-files';

/** alice and bob, whose lanes are in our hands: hers, his, and over the next link hers and his again. */
function onFakeLanes() {
  const lanes: FakeLanes[] = [];
  const pair = aliceAndBob({
    internals: {
      blockBytes: BLOCK,
      lanes: (options) => {
        const made = new FakeLanes(options);
        lanes.push(made);
        return made.carrier;
      },
    },
  });
  return { pair, lanes };
}

describe('FileExchange, over the next link', () => {
  it('offers what was interrupted before what nobody has answered yet', async () => {
    const { pair } = onFakeLanes();
    const { id, ...before } = await underWay(fakeFile('a', 2 * BLOCK), new FakeSink(), pair);
    const { alice, alicePort, bob } = linkedAgain(before);
    for (let at = 0; at < MAX_UNANSWERED + 3; at += 1) alice.offer(fakeFile(`${at}`, 1));
    await quiet();
    const offers = alicePort.sent.flatMap((said) => (said.t === 'file-offer' ? said.id : []));
    expect(offers).toContain(id);
    expect(offers.length).toBe(MAX_UNANSWERED + 1);
    expect(stateOf(bob, id)?.phase).toBe('receiving');
    expect(bob.transfers$.value.length).toBe(MAX_UNANSWERED + 1);
  });

  describe('when the sender was reloaded', () => {
    /** alice has forgotten what bob still waits for. */
    async function forgotten() {
      const file = fakeFile('a', 20 * BLOCK);
      const { id, ...before } = await underWay(file, new FakeSink());
      before.leaving.abort();
      const pair = smallPair({ bobsKept: before.bobsKept });
      await quiet();
      return { file, id, ...pair };
    }

    it('tells her what the other still waits for, until that goes on as another transfer', async () => {
      const { alice, bob, file, id } = await forgotten();
      expect(alice.missing$.value).toEqual([id]);
      const again = alice.offer(file);
      await reaches(bob, again, 'offered');
      expect(alice.missing$.value).toEqual([id]);
      bob.acceptRest(again);
      expect(await end(alice, again)).toEqual({ phase: 'done' });
      expect(alice.missing$.value).toEqual([]);
    });

    it('tells her no longer what the other has given up', async () => {
      const { alice, bobsKept, id } = await forgotten();
      bobsKept.cancel(id);
      await quiet();
      expect(alice.missing$.value).toEqual([]);
    });

    it('tells her nothing over a link that has ended', async () => {
      const { alice, leaving } = await forgotten();
      leaving.abort();
      expect(alice.missing$.value).toEqual([]);
    });
  });

  it('is asked for nothing that is there', async () => {
    const { id, ...before } = await underWay(fakeFile('a', 20 * BLOCK), new FakeSink());
    const { alice, bob } = linkedAgain(before);
    await reaches(bob, id, 'receiving');
    expect(alice.missing$.value).toEqual([]);
  });

  it('does not blame the peer for the END of a source that is another one by now', async () => {
    const { pair, lanes } = onFakeLanes();
    const { id, ...before } = await underWay(fakeFile('a', 2 * BLOCK), new FakeSink(), pair);
    lanes[1]?.take({ t: 'end', id, digest: new Uint8Array(32) });
    const { bob } = linkedAgain(before);
    await reaches(bob, id, 'receiving');
    lanes[3]?.take({ t: 'end', id, digest: new Uint8Array(32).fill(1) });
    expect(stateOf(bob, id)?.phase).toBe('receiving');
  });
});
