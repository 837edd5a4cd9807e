import { FakeClock } from '@whispernet/testing';
import { type Candidate, CandidateBatch } from './candidate-batch';

describe('CandidateBatch', () => {
  const candidate = (name: string, usernameFragment = 'first') =>
    ({ candidate: name, usernameFragment }) as Candidate; // all that it looks at
  let clock: FakeClock;
  let sent: string[][];
  let batch: CandidateBatch;

  beforeEach(() => {
    clock = new FakeClock();
    sent = [];
    const send = (candidates: readonly Candidate[]) => {
      sent.push(candidates.map((each) => each.candidate));
    };
    batch = new CandidateBatch(send, clock);
  });

  it('sends the first ones after 10 ms, later ones after 250', async () => {
    batch.add(candidate('a'));
    batch.add(candidate('b'));
    await clock.advance(10);
    expect(sent).toEqual([['a', 'b']]);
    batch.add(candidate('c'));
    await clock.advance(249);
    batch.add(candidate('d'));
    expect(sent.length).toBe(1);
    await clock.advance(1);

    expect(sent[1]).toEqual(['c', 'd']);
  });

  it('hurries again after an ICE restart', async () => {
    batch.add(candidate('a'));
    await clock.advance(10);
    batch.add(candidate('b', 'second'));
    await clock.advance(10);

    expect(sent).toEqual([['a'], ['b']]);
  });

  it('puts at most 20 in a signal', async () => {
    for (let each = 0; each < 45; each += 1) batch.add(candidate(`${each}`));
    await clock.advance(250);

    expect(sent.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(sent.flat()).toEqual(Array.from({ length: 45 }, (_, index) => `${index}`));
  });

  it('sends nothing once closed', async () => {
    batch.add(candidate('a'));
    batch.close();
    await clock.advance(250);

    expect(sent).toEqual([]);
    expect(clock.actions).toEqual([]);
  });
});
