import { settled } from './fake-clock';
import { FakeOperationsChain } from './fake-operations-chain';

describe('FakeOperationsChain', () => {
  let done: string[];
  let chain: FakeOperationsChain;

  beforeEach(() => {
    done = [];
    chain = new FakeOperationsChain(() => done.push(chain.isEmpty ? 'empty' : 'more'));
  });

  const run = (name: string) => chain.run(() => done.push(name));

  it('runs one operation after the other, later than its caller, and says when each is over', async () => {
    const both = [run('first'), run('second')];
    expect(done).toEqual([]);
    expect(chain.isEmpty).toBeFalse();
    await Promise.all(both);
    await settled(); // whoever has asked hears it first
    expect(done).toEqual(['first', 'more', 'second', 'empty']);
  });

  it('goes on after an operation that fails, whose caller is told', async () => {
    const failing = chain.run(() => {
      throw new DOMException('wrong', 'OperationError');
    });
    const next = run('next');
    await expectAsync(failing).toBeRejectedWith(
      jasmine.objectContaining({ name: 'OperationError' }),
    );
    await next;
    expect(done).toEqual(['more', 'next']);
  });

  it('runs nothing after its end, neither what waits nor what comes', async () => {
    const waiting = run('waiting');
    chain.close();
    await waiting;
    expect(done).not.toContain('waiting');
    await expectAsync(run('late')).toBeRejectedWith(
      jasmine.objectContaining({ name: 'InvalidStateError' }),
    );
    expect(done).not.toContain('late');
  });
});
