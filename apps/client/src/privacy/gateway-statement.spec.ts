import { TestBed } from '@angular/core/testing';
import { FakeFetch, aStatement } from './fake-gateway-statement';
import { FETCH, GatewayStatement } from './gateway-statement';

describe('GatewayStatement', () => {
  const statementOf = (fetch: FakeFetch['fetch']) => {
    TestBed.configureTestingModule({ providers: [{ provide: FETCH, useValue: fetch }] });
    return TestBed.inject(GatewayStatement);
  };

  it('asks the gateway that the page came from, and nobody before it is told to', async () => {
    const gateway = new FakeFetch();
    const statement = statementOf(gateway.fetch);
    expect(gateway.asked).toEqual([]);
    expect(statement.answer()).toEqual({ outcome: 'asking' });
    await statement.ask();
    expect(gateway.asked).toEqual(['/privacy.json']);
    expect(statement.answer()).toEqual({
      outcome: 'answered',
      statement: aStatement(),
      raw: JSON.stringify(aStatement()),
    });
  });

  for (const relay of ['none', 'configured'] as const)
    it(`knows a relay that is ${relay}`, async () => {
      const statement = statementOf(new FakeFetch(aStatement({ relay })).fetch);
      expect(statement.relay()).toBe('asking');
      await statement.ask();
      expect(statement.relay()).toBe(relay);
    });

  for (const [what, reply, outcome] of [
    ['no network', new TypeError('Failed to fetch'), 'unreachable'],
    ['an older gateway', new Response('not found', { status: 404 }), 'unreadable'],
    ['a page in its place', new Response('<!doctype html>'), 'unreadable'],
    ['a statement without a relay', { ...aStatement(), relay: undefined }, 'unreadable'],
    ['a relay that is neither there nor not', { ...aStatement(), relay: 'maybe' }, 'unreadable'],
  ] as const)
    it(`makes of ${what} no relay, but says that it does not know`, async () => {
      const statement = statementOf(new FakeFetch(reply).fetch);
      await statement.ask();
      expect(statement.answer()).toEqual({ outcome });
      expect(statement.relay()).toBe('unknown');
    });

  it('does not keep an answer that has become uncertain', async () => {
    const gateway = new FakeFetch(aStatement({ relay: 'configured' }));
    const statement = statementOf(gateway.fetch);
    await statement.ask();
    gateway.reply = new TypeError('Failed to fetch');
    await statement.ask();
    expect(statement.relay()).toBe('unknown');
  });

  it('believes the later of two answers, whichever comes first', async () => {
    const answers: ((reply: Response) => void)[] = [];
    const statement = statementOf(() => new Promise((resolve) => answers.push(resolve)));
    const questions = [statement.ask(), statement.ask()];
    answers[1]?.(new Response(JSON.stringify(aStatement({ relay: 'configured' }))));
    answers[0]?.(new Response(JSON.stringify(aStatement({ relay: 'none' }))));
    await Promise.all(questions);
    expect(statement.relay()).toBe('configured');
    expect(statement.isAsking()).toBe(false);
  });

  it('does not take a fault of its own for a network that is away', async () => {
    const statement = statementOf(() => Promise.reject(new RangeError('a bug')));
    await expectAsync(statement.ask()).toBeRejectedWithError(RangeError);
  });
});
