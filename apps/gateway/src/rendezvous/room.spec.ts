import { RoomNumber } from '@whispernet/protocol';
import * as v from 'valibot';
import { refuse } from './replies';
import { type Person, Scene } from './scene';

const gone = refuse('gone');

describe('Room', () => {
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

  describe('the doorkeeper', () => {
    it('is whoever has sat longest and is there', () => {
      inRoom(4, 'alice', 'bob', 'carol');
      alice.disconnect();
      expect(carol.heard()).toEqual(['away alice', 'door bob 2/4']);
      const dave = scene.person('dave');
      dave.knock();
      expect(bob.heard()).toContain('knocked');
      expect(carol.heard()).toEqual([]);
    });

    it('loses a knock after 5 s without an offer to the next member', () => {
      inRoom(3, 'alice', 'bob');
      carol.knock();
      scene.pass(4_999);
      expect(bob.heard()).toEqual([]);
      scene.pass(1);
      expect(bob.heard()).toEqual(['knocked']);
      expect(alice.offer(carol)).toEqual(gone);
      expect(bob.offer(carol)).toEqual({ ok: true });
    });

    it('keeps the knock when there is nobody else to ask', () => {
      inRoom(2, 'alice');
      bob.knock();
      scene.pass(20_000);
      expect(alice.heard()).toEqual(['knocked']);
      expect(alice.offer(bob)).toEqual({ ok: true });
    });

    it('that is lost before its offer passes the knock on at once', () => {
      inRoom(3, 'alice', 'bob');
      carol.knock();
      alice.disconnect();
      expect(bob.heard()).toContain('knocked');
      expect(bob.offer(carol)).toEqual({ ok: true });
    });

    it('that is lost between answer and verdict leaves the knocker a `gone`', () => {
      inRoom(3, 'alice', 'bob');
      carol.proveTo(alice);
      alice.disconnect();
      expect(carol.heard()).toEqual(['offered', 'gone']);
      expect(bob.verdict(carol, true)).toEqual(gone);
      expect(carol.knock().ok).toBeTrue();
    });

    it('that leaves in the middle leaves the knocker a `gone` too', () => {
      inRoom(3, 'alice', 'bob');
      carol.knock();
      alice.offer(carol);
      alice.leave();
      expect(carol.heard()).toEqual(['offered', 'gone']);
    });

    it('is asked again when the one who was asked after it is lost', () => {
      inRoom(3, 'alice', 'bob');
      carol.knock();
      scene.pass(5_000);
      bob.disconnect();
      expect(alice.heard().filter((notice) => notice === 'knocked').length).toBe(2);
      expect(alice.offer(carol)).toEqual({ ok: true });
    });

    it('comes back to a knock that waited while everybody was away', () => {
      inRoom(2, 'alice');
      alice.disconnect();
      expect(bob.knock().ok).toBeTrue();
      scene.pass(44_000);
      const again = scene.person('alice again');
      again.resume(alice);
      expect(again.heard()).toContain('knocked');
      expect(again.offer(bob)).toEqual({ ok: true });
    });

    it('is whoever sits down while a knock waits and every other member is away', () => {
      inRoom(3, 'alice');
      bob.proveTo(alice);
      alice.verdict(bob, true);
      carol.knock();
      alice.disconnect();
      expect(bob.take().ok).toBeTrue();
      expect(bob.heard()).toContain('knocked');
      expect(bob.offer(carol)).toEqual({ ok: true });
    });

    it('that does not come back within 45 s leaves the knocker a `gone`', () => {
      inRoom(2, 'alice');
      alice.disconnect();
      bob.knock();
      scene.pass(45_000);
      expect(bob.heard()).toEqual(['gone']);
    });
  });

  describe('a lost connection', () => {
    it('keeps the seat for 60 s, then frees it', () => {
      inRoom(3, 'alice', 'bob');
      bob.disconnect();
      expect(alice.heard()).toEqual(['away bob', 'door alice 1/3']);
      scene.pass(59_999);
      expect(alice.heard()).toEqual([]);
      scene.pass(1);
      expect(alice.heard()).toEqual(['left bob', 'door alice 1/3']);
    });

    it('does not make a room full, but its seat counts when somebody is admitted', () => {
      inRoom(2, 'alice', 'bob');
      bob.disconnect();
      expect(carol.knock().ok).toBeTrue();
      alice.offer(carol);
      carol.answer();
      expect(alice.verdict(carol, true)).toEqual(refuse('room-full'));
    });

    it('gives its seat to a newcomer when the doorkeeper says so', () => {
      inRoom(2, 'alice', 'bob');
      bob.disconnect();
      carol.proveTo(alice);
      alice.heard();
      expect(alice.verdict(carol, true, bob).ok).toBeTrue();
      expect(alice.heard()).toEqual(['left bob', 'door alice 1/2']);
      expect(carol.take().ok).toBeTrue();
      expect(scene.person('bob again').resume(bob).reply).toEqual(gone);
    });

    it('cannot be replaced once it is back', () => {
      inRoom(2, 'alice', 'bob');
      bob.disconnect();
      carol.proveTo(alice);
      expect(scene.person('bob again').resume(bob).reply.ok).toBeTrue();
      expect(alice.verdict(carol, true, bob)).toEqual(refuse('room-full'));
      expect(carol.heard()).toEqual(['offered', 'refused']);
    });

    it('takes no relays: they are refused, never stored', () => {
      inRoom(3, 'alice', 'bob');
      bob.disconnect();
      expect(alice.relay(bob)).toEqual(gone);
      const again = scene.person('bob again');
      again.resume(bob);
      expect(again.heard()).toEqual(['door alice 2/3']);
    });

    it('of everybody ends the room after the grace', () => {
      inRoom(3, 'alice', 'bob');
      alice.disconnect();
      bob.disconnect();
      expect(scene.directory.counts).toEqual({ rooms: 1, sockets: 0 });
      scene.pass(60_000);
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    });
  });

  describe('resume', () => {
    beforeEach(() => {
      inRoom(3, 'alice', 'bob');
    });

    it('gives the seat back, and tells the others', () => {
      bob.disconnect();
      alice.heard();
      const again = scene.person('bob again');
      expect(again.resume(bob)).toEqual({
        reply: { ok: true, seat: bob.seat, cap: 3, seats: [alice.seat] },
        superseded: undefined,
      });
      expect(alice.heard()).toEqual(['back bob again', 'door alice 2/3']);
      expect(alice.relay(again)).toEqual({ ok: true });
    });

    it('keeps the order of the seats, and so the door', () => {
      alice.disconnect();
      const again = scene.person('alice again');
      again.resume(alice);
      expect(bob.heard().at(-1)).toBe('door alice again 2/3');
    });

    it('wants the secret, and each secret once', () => {
      bob.disconnect();
      const again = scene.person('bob again');
      expect(again.resume(bob, 7).reply).toEqual(gone);
      expect(again.resume(bob, 1, 2).reply.ok).toBeTrue();
      again.disconnect();
      expect(scene.person('thief').resume(bob, 1).reply).toEqual(gone);
      expect(scene.person('bob thrice').resume(bob, 2, 3).reply.ok).toBeTrue();
    });

    it('is granted to one of two who come with the same secret', () => {
      bob.disconnect();
      const one = scene.person('one');
      const two = scene.person('two');
      expect([one.resume(bob).reply.ok, two.resume(bob).reply.ok]).toEqual([true, false]);
    });

    it('takes the seat from a connection that still looks alive', () => {
      const again = scene.person('bob again');
      const { reply, superseded } = again.resume(bob);
      expect(reply.ok).toBeTrue();
      expect(superseded).toBe('bob');
      expect(bob.relay(alice)).toEqual(gone);
      expect(again.relay(alice)).toEqual({ ok: true });
      bob.disconnect();
      expect(alice.relay(again)).toEqual({ ok: true });
    });

    it('says of an unknown room, an unknown seat and a wrong secret the same', () => {
      bob.disconnect();
      expect(carol.resume(bob, 9).reply).toEqual(gone);
      expect(carol.resume(scene.person('nobody'), 1).reply).toEqual(gone);
      expect(carol.resume(bob, 1, 2, v.parse(RoomNumber, '9999')).reply).toEqual(gone);
    });

    it('is refused to somebody who has a seat already', () => {
      bob.disconnect();
      expect(alice.resume(bob).reply).toEqual(refuse('busy'));
    });

    it('comes too late after the grace', () => {
      bob.disconnect();
      scene.pass(60_000);
      expect(scene.person('bob again').resume(bob).reply).toEqual(gone);
    });
  });
});
