import { FakeSink, fakeFile } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { BLOCK, aliceAndBob, linkedAgain, quiet, reaches, stateOf, underWay } from './fake-link';
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
