import type { Reply } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing';
import { NEVER, Subject } from 'rxjs';
import { Relays } from './relays';
import { SignalingError } from './signaling-channel';

const server = (name: string) => ({
  urls: [`turn:${name}.example`],
  username: 'u',
  credential: 'c',
});
const granted = (name: string, ttlS = 3_600): Reply<'turn'> => ({
  ok: true,
  iceServers: [server(name)],
  ttlS,
});

describe('Relays', () => {
  let clock: FakeClock;
  let asked: number;
  let answers: (Reply<'turn'> | Error)[];
  let ended$: Subject<void>;

  const relays = () =>
    new Relays(
      {
        notices$: NEVER,
        connected$: new Subject() as never, // not looked at
        request: () => {
          asked += 1;
          const answer = answers.shift() ?? granted('last');
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        }, // of all requests only this one is asked
        close: () => undefined,
      },
      ended$,
      clock,
    );

  beforeEach(() => {
    clock = new FakeClock();
    asked = 0;
    answers = [];
    ended$ = new Subject();
  });

  it('are what the gateway grants', async () => {
    answers = [granted('one')];
    const all = relays();
    expect(all.servers).toEqual([]);
    await all.ready;
    expect(all.servers).toEqual([server('one')]);
  });

  it('are asked for again at half their time', async () => {
    answers = [granted('one', 600), granted('two', 600)];
    const all = relays();
    await clock.advance(299_000);
    expect(all.servers).toEqual([server('one')]);
    await clock.advance(2_000);
    expect(all.servers).toEqual([server('two')]);
  });

  it('are not asked for more often than once a minute', async () => {
    answers = [granted('one', 0), granted('two', 0)];
    relays();
    await clock.advance(119_000);
    expect(asked).toBe(2);
  });

  it('stay as they are while the gateway cannot be asked, and are asked for again', async () => {
    answers = [granted('one', 600), new SignalingError('away'), granted('two')];
    const all = relays();
    await clock.advance(310_000);
    expect(all.servers).toEqual([server('one')]);
    await clock.advance(60_000);
    expect(all.servers).toEqual([server('two')]);
  });

  it('wait as long as the gateway says', async () => {
    answers = [{ ok: false, error: { code: 'too-many-tries', retryAfterS: 20 } }, granted('one')];
    const all = relays();
    await all.ready;
    expect(all.servers).toEqual([]);
    await clock.advance(20_000);
    expect(all.servers).toEqual([server('one')]);
  });

  it('are asked for no more once the room was left', async () => {
    answers = [granted('one', 600)];
    relays();
    await clock.advance(10);
    ended$.next();
    await clock.advance(3_600_000);
    expect(asked).toBe(1);
  });
});
