import { OFFER_BYTES, VERDICT_BYTES } from '@whispernet/protocol';
import { refuse } from './replies';
import { type Person, Scene, bytes } from './scene';

const gone = refuse('gone');

describe('Door', () => {
  let scene: Scene;
  let alice: Person;
  let bob: Person;
  let carol: Person;

  beforeEach(() => {
    scene = new Scene();
    alice = scene.person('alice');
    bob = scene.person('bob');
    carol = scene.person('carol');
  });

  /** A fresh room with these people, who from now on are alice, bob and carol. */
  function inRoom(cap: number, ...names: readonly [string, ...string[]]): void {
    [alice = alice, bob = bob, carol = carol] = scene.roomOf(cap, ...names);
  }

  describe('an admission', () => {
    beforeEach(() => {
      inRoom(2, 'alice');
    });

    it('goes from knock to seat, each step told to the one it is for', () => {
      expect(bob.knock()).toEqual({ ok: true, k: bob.k });
      expect(alice.heard()).toEqual(['knocked']);
      expect(alice.offer(bob)).toEqual({ ok: true });
      expect(bob.heard()).toEqual(['offered']);
      expect(bob.answer()).toEqual({ ok: true });
      expect(alice.heard()).toEqual(['answered']);
      const verdict = alice.verdict(bob, true);
      expect(bob.heard()).toEqual(['admitted']);
      expect(bob.take()).toEqual({ ok: true, seat: bob.seat, cap: 2 });
      expect(verdict).toEqual({ ok: true, seat: bob.seat });
      expect(alice.heard()).toEqual(['joined bob', 'door alice 2/2']);
      expect(bob.heard()).toEqual(['door alice 2/2']);
    });

    it('passes every blob on as it came, with the ids of the two', () => {
      bob.knock();
      const blob = bytes(OFFER_BYTES, 9);
      const { deliveries } = scene.directory.offer('alice', { k: bob.k, blob });
      expect(deliveries).toEqual([
        { to: 'bob', notice: { name: 'offered', body: { k: bob.k, blob } } },
      ]);
      bob.answer();
      const sealed = bytes(VERDICT_BYTES, 8);
      const admitted = scene.directory.verdict('alice', { k: bob.k, admit: true, blob: sealed });
      const seat = admitted.reply.ok ? admitted.reply.seat : undefined;
      expect(seat).toBeDefined();
      expect(admitted.deliveries.map(({ notice }) => notice.body)).toEqual([
        jasmine.objectContaining({ k: bob.k, blob: sealed, seat, from: alice.seat }),
      ]);
    });

    it('ends with a refusal after a wrong answer, and the knocker may try again', () => {
      bob.proveTo(alice);
      expect(alice.verdict(bob, false)).toEqual({ ok: true });
      expect(bob.heard()).toEqual(['offered', 'refused']);
      expect(bob.take()).toEqual(gone);
      expect(bob.knock().ok).toBeTrue();
    });

    it('may be refused before the offer, when the members have had enough of tries', () => {
      bob.knock();
      expect(alice.verdict(bob, false)).toEqual({ ok: true });
      expect(bob.heard()).toEqual(['refused']);
    });

    it('cannot be granted before the answer', () => {
      bob.knock();
      expect(alice.verdict(bob, true)).toEqual(gone);
      alice.offer(bob);
      expect(alice.verdict(bob, true)).toEqual(gone);
      bob.answer();
      expect(alice.verdict(bob, true).ok).toBeTrue();
    });

    it('takes each step once, and none out of turn', () => {
      bob.knock();
      expect(bob.answer()).toEqual(gone);
      expect(bob.take()).toEqual(gone);
      alice.offer(bob);
      expect(alice.offer(bob)).toEqual(gone);
      bob.answer();
      expect(bob.answer()).toEqual(gone);
      expect(bob.take()).toEqual(gone);
      alice.verdict(bob, true);
      expect(alice.verdict(bob, true)).toEqual(gone);
      expect(alice.verdict(bob, false)).toEqual(gone);
      bob.take();
      expect(bob.take()).toEqual(gone);
    });

    it('is nobody else’s business', () => {
      const mallory = scene.person('mallory');
      bob.knock();
      expect(mallory.offer(bob)).toEqual(gone);
      expect(bob.offer(bob)).toEqual(gone);
      alice.offer(bob);
      mallory.knock();
      expect(mallory.answer(bob)).toEqual(gone);
      bob.answer();
      expect(mallory.verdict(bob, true)).toEqual(gone);
      expect(bob.verdict(bob, true)).toEqual(gone);
      alice.verdict(bob, true);
      expect(mallory.take(bob)).toEqual(gone);
      expect(bob.take().ok).toBeTrue();
    });

    it('gives the seat back when it is not taken within 10 s', () => {
      bob.proveTo(alice);
      alice.verdict(bob, true);
      scene.pass(9_999);
      expect(bob.heard()).toEqual(['offered', 'admitted']);
      scene.pass(1);
      expect(bob.heard()).toEqual(['gone']);
      expect(bob.take()).toEqual(gone);
      carol.enter(alice);
      expect(alice.heard()).toContain('joined carol');
    });
  });

  it('is full when everybody who fits is there', () => {
    inRoom(2, 'alice', 'bob');
    expect(carol.knock()).toEqual(refuse('room-full'));
  });

  it('holds eight', () => {
    scene = new Scene({ knockRate: { tokens: 7, perMs: 60_000 } }); // who come all at once
    const names = ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'] as const;
    const people = scene.roomOf(8, 'alice', ...names);
    const [first, ...others] = people;
    expect(first && scene.person('ivan').knock()).toEqual(refuse('room-full'));
    expect(others.every((person) => first?.relay(person).ok)).toBeTrue();
    expect(others.map((person) => person.heard())).toEqual(names.map(() => ['relayed']));
  });

  it('lets no more in than there are seats, however many were admitted at once', () => {
    inRoom(2, 'alice');
    [bob, carol].forEach((guest) => {
      guest.proveTo(alice);
    });
    expect(alice.verdict(bob, true).ok).toBeTrue();
    expect(alice.verdict(carol, true)).toEqual(refuse('room-full'));
    expect(carol.heard()).toEqual(['offered', 'refused']);
    expect(bob.take().ok).toBeTrue();
  });

  it('keeps the fifth knock waiting while four are being answered', () => {
    inRoom(8, 'alice');
    const knockers = ['1', '2', '3', '4'].map((name) => scene.person(name));
    expect(knockers.every((knocker) => knocker.knock().ok)).toBeTrue();
    expect(bob.knock().ok).toBeTrue();
    expect(alice.heard()).toEqual(['knocked', 'knocked', 'knocked', 'knocked']);
    expect(alice.offer(bob)).toEqual(gone);
    knockers[0]?.disconnect();
    scene.pass(1);
    expect(alice.heard()).toEqual(['knocked']);
    expect(alice.offer(bob)).toEqual({ ok: true });
  });

  it('hears six knocks at once, then one in ten seconds, whoever knocks', () => {
    inRoom(8, 'alice');
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      const knocker = scene.person(name);
      expect(knocker.knock().ok).toBeTrue();
      alice.verdict(knocker, false);
    }
    expect(alice.heard().length).toBe(6);
    expect(bob.knock().ok).toBeTrue();
    scene.pass(9_999);
    expect(alice.heard()).toEqual([]);
    scene.pass(1);
    expect(alice.heard()).toEqual(['knocked']);
    expect(alice.offer(bob)).toEqual({ ok: true });
  });

  it('calls nobody who has gone while waiting', () => {
    scene = new Scene({ knockRate: { tokens: 1, perMs: 10_000 } });
    inRoom(8, 'alice');
    scene.person('first').knock();
    const others = ['1', '2', '3'].map((name) => scene.person(name));
    others.forEach((knocker) => knocker.knock());
    bob = scene.person('bob');
    bob.knock();
    others[0]?.leave();
    others[1]?.disconnect();
    others[2]?.leave();
    scene.pass(10_000);
    expect(alice.offer(bob)).toEqual({ ok: true });
  });

  it('lets a source knock twice at a time', () => {
    inRoom(8, 'alice');
    const [one, two, three] = ['1', '2', '3'].map((name) => scene.person(name, 'mallory'));
    expect([one?.knock().ok, two?.knock().ok]).toEqual([true, true]);
    expect(three?.knock()).toEqual(refuse('too-many-tries'));
    expect(scene.directory.counts.sockets).toBe(3);
    one?.leave();
    expect(three?.knock().ok).toBeTrue();
  });

  it('calls those who wait by turns of their sources', () => {
    scene = new Scene({ maxKnocks: 1 });
    inRoom(8, 'alice');
    const waiting = ['m1', 'm2', 'm3', 'a1', 'b1', 'a2'].map((name) => {
      const knocker = scene.person(name, name.charAt(0));
      knocker.knock();
      return knocker;
    });
    const called = waiting.map(() => {
      const asked = waiting.find((knocker) => alice.verdict(knocker, false).ok);
      scene.pass(10_000);
      return asked?.name;
    });
    // The third of m was refused at once: its two others had not been answered.
    expect(called).toEqual(['m1', 'a1', 'b1', 'm2', 'a2', undefined]);
  });

  it('has forgotten after three minutes whose knock it has heard', () => {
    for (const [ms, next] of [
      [60_000, 'a'],
      [180_000, 'm'],
    ] as const) {
      scene = new Scene({ maxKnocks: 1 });
      inRoom(8, 'alice');
      const [first, second, other] = ['m1', 'm2', 'a1'].map((name) =>
        scene.person(name, name.charAt(0)),
      );
      first?.knock();
      if (first) alice.verdict(first, false);
      scene.pass(ms);
      bob = scene.person('bob');
      [bob, second, other].forEach((knocker) => knocker?.knock());
      alice.verdict(bob, false);
      scene.pass(1);
      const called = next === 'm' ? second : other;
      expect(called && alice.offer(called)).toEqual({ ok: true });
    }
  });

  it('gives a place in a full line to a source that has none', () => {
    scene = new Scene({ maxKnocks: 1, maxQueued: 2 });
    inRoom(8, 'alice');
    const [first, second, third] = ['m1', 'm2', 'o1'].map((name) =>
      scene.person(name, name.charAt(0)),
    );
    scene.person('x').knock();
    [first, second].forEach((knocker) => knocker?.knock());
    bob = scene.person('bob');
    expect(bob.knock().ok).toBeTrue();
    expect(second?.heard()).toEqual(['gone']);
    expect(third?.knock()).toEqual(refuse('busy'));
    expect(second?.knock()).toEqual(refuse('busy'));
  });

  it('forgets whoever waits too when it is closed', () => {
    scene = new Scene({ maxKnocks: 1 });
    inRoom(8, 'alice');
    bob = scene.person('bob');
    carol = scene.person('carol');
    bob.knock();
    carol.knock();
    alice.lock(true);
    expect(carol.heard()).toEqual(['gone']);
    expect(bob.heard()).toEqual([]);
    expect(alice.offer(bob)).toEqual({ ok: true });
  });

  it('lets a knock wait for 45 s, like any other', () => {
    scene = new Scene({ maxKnocks: 1, provisionalMs: 50_000 });
    inRoom(8, 'alice');
    bob = scene.person('bob');
    carol = scene.person('carol');
    bob.proveTo(alice);
    alice.verdict(bob, true);
    carol.knock();
    scene.pass(44_999);
    expect(carol.heard()).toEqual([]);
    scene.pass(1);
    expect(carol.heard()).toEqual(['gone']);
    expect(scene.directory.counts.sockets).toBe(2);
  });

  it('is closed and opened by the doorkeeper alone, and everybody is told', () => {
    inRoom(3, 'alice', 'bob');
    expect(bob.lock(true)).toEqual(gone);
    expect(carol.lock(true)).toEqual(gone);
    expect(alice.lock(true)).toEqual({ ok: true });
    expect(bob.heard()).toEqual(['door alice 2/3 locked']);
    expect(carol.knock()).toEqual(refuse('door-closed'));
    alice.lock(false);
    expect(carol.knock().ok).toBeTrue();
  });

  it('is not for those outside to close, not even while everybody is away', () => {
    inRoom(2, 'alice');
    alice.disconnect();
    bob.knock();
    expect(bob.lock(true)).toEqual(gone);
    expect(carol.knock().ok).toBeTrue();
  });

  it('forgets a knock after 45 s', () => {
    inRoom(2, 'alice');
    bob.knock();
    alice.offer(bob);
    scene.pass(44_999);
    expect(bob.heard()).toEqual(['offered']);
    scene.pass(1);
    expect(bob.heard()).toEqual(['gone']);
    expect(bob.answer()).toEqual(gone);
  });

  it('forgets a knock when the knocker goes or changes their mind', () => {
    inRoom(2, 'alice');
    bob.knock();
    bob.disconnect();
    carol.knock();
    expect(carol.leave()).toEqual({ ok: true });
    expect(alice.offer(bob)).toEqual(gone);
    expect(alice.offer(carol)).toEqual(gone);
    expect(scene.directory.counts).toEqual({ rooms: 1, sockets: 1 });
  });
});
