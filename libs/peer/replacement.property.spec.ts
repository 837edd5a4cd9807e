import { expectAlwaysAsync } from '@whispernet/testing/hostile-input';
import { FakeClock, FakeNetwork, FakePeerConnection } from '@whispernet/testing';
import fc from 'fast-check';
import { Subject } from 'rxjs';
import { type Carry, type Side, meet } from './alice-and-bob';

const TIMEOUT_MS = 300_000;
/** Each takes the clock through tens of seconds with a few connections. */
const RUNS = 20;

describe('A PeerLink over bad networks', () => {
  // What happens, and how many milliseconds pass before the next thing does.
  const trouble = fc.record({
    what: fc.constantFrom(
      ...(['strand', 'break', 'pause', 'online', 'deaf gateway', 'say', 'say', 'say'] as const),
    ),
    who: fc.constantFrom('alice', 'bob', 'both'),
    noticedAfterMs: fc.tuple(fc.nat(9_000), fc.nat(9_000)),
    forMs: fc.nat(9_000),
    thenMs: fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(12_000)),
  });

  it(
    'loses nothing, repeats nothing, and ends with one connection, whatever is lost when',
    async () => {
      await expectAlwaysAsync(
        fc.array(trouble, { minLength: 1, maxLength: 8 }),
        async (troubles) => {
          const clock = new FakeClock();
          const network = new FakeNetwork();
          let deafUntil = 0;
          const carry: Carry = (signal, deliver) => {
            if (clock.now() >= deafUntil) deliver(signal);
          };
          const online$ = { alice: new Subject<void>(), bob: new Subject<void>() };
          const { alice, bob } = await meet({
            ...{ webRtc: network, scheduler: clock, carry },
            alice: { online$: online$.alice },
            bob: { online$: online$.bob },
          });
          await clock.advance(100);
          const said: string[] = [];
          const say = () => {
            said.push(`${said.length}`);
            for (const { link } of [alice, bob]) link.send({ t: 'hello', name: said.at(-1) ?? '' });
          };
          const affected = (who: string) => (who === 'both' ? ['alice', 'bob'] : [who]);

          for (const { what, who, noticedAfterMs, forMs, thenMs } of troubles) {
            say();
            const later = (ms: number, then: () => void) => {
              clock.schedule(then, ms);
            };
            switch (what) {
              case 'strand':
                network.strand();
                [alice, bob].forEach((side, at) => {
                  const dead = side.connections.slice();
                  later(noticedAfterMs[at] ?? 0, () => {
                    dead.forEach(lose);
                  });
                });
                break;
              case 'break':
                network.breakPaths();
                break;
              case 'pause':
                network.interrupt();
                later(forMs, () => {
                  network.mend();
                });
                break;
              case 'online':
                if (affected(who).includes('alice')) online$.alice.next();
                if (affected(who).includes('bob')) online$.bob.next();
                break;
              case 'deaf gateway':
                deafUntil = clock.now() + forMs;
                break;
              case 'say':
                break;
              default:
                what satisfies never;
            }
            await clock.advance(thenMs);
          }
          await clock.advance(45_000);
          say();
          await clock.advance(1_000);
          return [alice, bob].every(
            (side) =>
              side.link.state$.value.phase === 'connected' &&
              inOrder(side) === said.join() &&
              side.connections.filter(isAlive).length === 1,
          );
        },
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
});

function lose(connection: RTCPeerConnection): void {
  if (connection instanceof FakePeerConnection) connection.lose();
}

function isAlive({ connectionState }: RTCPeerConnection): boolean {
  return connectionState !== 'closed';
}

function inOrder({ messages }: Side): string {
  return messages.map((message) => (message.t === 'hello' ? message.name : message.t)).join();
}
