import { FakeNetwork, settled } from '@whispernet/testing';
import type { PeerSignal } from '@whispernet/protocol';
import { Subject, filter, firstValueFrom } from 'rxjs';
import { type Binding, type LinkRole, openLink } from './peer-link';

describe('PeerLink', () => {
  it('connects alice with bob', async () => {
    const network = new FakeNetwork();
    const toA = new Subject<PeerSignal>();
    const toB = new Subject<PeerSignal>();
    const binding: Binding = {
      mac: (own, peer) =>
        Promise.resolve(new Uint8Array(32).map((_, i) => (own[i] ?? 0) ^ (i % 2) ^ (peer[i] ?? 0))),
      verify: (own, peer, mac) =>
        Promise.resolve(mac.every((b, i) => b === ((own[i] ?? 0) ^ (i % 2) ^ (peer[i] ?? 0)))),
    };
    const open = (role: LinkRole, out: Subject<PeerSignal>, inn: Subject<PeerSignal>) =>
      openLink({
        role,
        binding,
        webRtc: network,
        iceServers: [],
        iceTransportPolicy: 'all',
        signal: new AbortController().signal,
        sealed: {
          send: (s) => {
            queueMicrotask(() => {
              out.next(s);
            });
          },
          signals$: inn,
        },
      });
    const [alice, bob] = await Promise.all([open('A', toB, toA), open('B', toA, toB)]);
    alice.state$.subscribe((s) => {
      console.log('alice', s);
    });
    bob.state$.subscribe((s) => {
      console.log('bob', s);
    });
    bob.messages$.subscribe((m) => {
      console.log('bob got', m);
    });
    alice.send({ t: 'hello', name: 'alice' });
    await firstValueFrom(bob.state$.pipe(filter(({ phase }) => phase === 'connected')));
    bob.bulk$.subscribe((c) => {
      c.messages$.subscribe((m) => {
        console.log('bulk', m);
      });
    });
    const bulk = await alice.openBulk();
    bulk.send(new Uint8Array([1, 2]));
    await settled();
    expect(alice.state$.value.phase).toBe('connected');
  });
});
