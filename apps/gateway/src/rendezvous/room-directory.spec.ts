import { RoomNumber } from '@whispernet/protocol';
import * as v from 'valibot';
import { refuse } from './replies';
import { type Person, Scene, room } from './scene';

const gone = refuse('gone');

describe('RoomDirectory', () => {
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

  describe('open', () => {
    it('seats whoever opens, and says how long a lost seat is kept', () => {
      expect(alice.open(2)).toEqual({ ok: true, seat: alice.seat, graceMs: 60_000 });
      expect(alice.heard()).toEqual(['door alice 1/2']);
      expect(scene.directory.counts).toEqual({ rooms: 1, sockets: 1 });
    });

    it('refuses a number that is in use', () => {
      alice.open();
      expect(bob.open()).toEqual(refuse('number-taken'));
      expect(scene.directory.counts).toEqual({ rooms: 1, sockets: 1 });
    });

    it('refuses a second room, and a knock, to somebody who is in one', () => {
      alice.open();
      expect(alice.open(2, v.parse(RoomNumber, '4712'))).toEqual(refuse('busy'));
      expect(alice.knock()).toEqual(refuse('busy'));
    });

    it('refuses another version of the protocol', () => {
      expect(alice.open(2, room, 2)).toEqual(refuse('version-mismatch'));
      expect(bob.knock(room, 2)).toEqual(refuse('version-mismatch'));
    });

    it('refuses more rooms than the gateway wants to hold', () => {
      ['1001', '1002', '1003'].forEach((number) => {
        expect(scene.person(number).open(2, v.parse(RoomNumber, number)).ok).toBeTrue();
      });
      expect(alice.open()).toEqual(refuse('busy'));
    });
  });

  describe('knock', () => {
    it('refuses a knock at a number that nobody has opened', () => {
      expect(bob.knock()).toEqual(refuse('no-such-room'));
    });
  });

  describe('relay', () => {
    it('goes between two seats of one room, and nowhere else', () => {
      inRoom(3, 'alice', 'bob');
      carol.knock();
      expect(alice.relay(bob)).toEqual({ ok: true });
      expect(bob.heard()).toEqual(['relayed']);
      expect(alice.relay(alice)).toEqual(gone);
      expect(carol.relay(alice)).toEqual(gone);
      const dave = scene.person('dave');
      dave.open(2, v.parse(RoomNumber, '4712'));
      expect(dave.relay(alice)).toEqual(gone);
      expect(alice.relay(dave)).toEqual(gone);
    });

    it('is closed to a seat that is not taken yet', () => {
      inRoom(2, 'alice');
      bob.proveTo(alice);
      const verdict = alice.verdict(bob, true);
      if (verdict.ok && verdict.seat) bob.seat = verdict.seat;
      expect(bob.relay(alice)).toEqual(gone);
      expect(alice.relay(bob)).toEqual(gone);
      bob.take();
      expect(alice.relay(bob)).toEqual({ ok: true });
    });
  });

  describe('leave', () => {
    it('frees the seat at once and tells the others', () => {
      inRoom(2, 'alice', 'bob');
      expect(alice.leave()).toEqual({ ok: true });
      expect(bob.heard()).toEqual(['left alice', 'door bob 1/2']);
      carol.enter(bob);
      expect(bob.heard()).toContain('joined carol');
    });

    it('of the last one destroys the room within the call', () => {
      inRoom(2, 'alice', 'bob');
      alice.leave();
      bob.leave();
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
      expect(carol.knock()).toEqual(refuse('no-such-room'));
      expect(carol.open().ok).toBeTrue();
    });

    it('of the last one sends away whoever stands at the door or is half inside', () => {
      inRoom(3, 'alice');
      bob.proveTo(alice);
      alice.verdict(bob, true);
      carol.knock();
      alice.leave();
      expect(bob.heard()).toEqual(['offered', 'admitted', 'gone']);
      expect(carol.heard()).toEqual(['gone']);
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    });

    it('twice is `gone`, as is leaving what one never entered', () => {
      inRoom(2, 'alice');
      alice.leave();
      expect(alice.leave()).toEqual(gone);
      expect(bob.leave()).toEqual(gone);
    });

    it('leaves nothing behind of a room that somebody else was lost from', () => {
      inRoom(2, 'alice', 'bob');
      bob.disconnect();
      alice.leave();
      scene.pass(60_000);
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    });
  });

  describe('a room', () => {
    it('expires when somebody has been alone in it for an hour', () => {
      inRoom(2, 'alice', 'bob');
      scene.pass(50 * 60_000);
      bob.leave();
      alice.heard();
      scene.pass(60 * 60_000 - 1);
      expect(alice.heard()).toEqual([]);
      scene.pass(1);
      expect(alice.heard()).toEqual(['left alice']);
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    });

    it('does not expire by loneliness while two are in it', () => {
      inRoom(2, 'alice', 'bob');
      scene.pass(23 * 60 * 60_000);
      expect(scene.directory.counts.rooms).toBe(1);
    });

    it('expires after a day, with everybody in it and at its door', () => {
      inRoom(3, 'alice', 'bob');
      scene.pass(24 * 60 * 60_000 - 1_000);
      carol.knock();
      scene.pass(1_000);
      expect(alice.heard()).toEqual(['knocked', 'left alice']);
      expect(bob.heard()).toEqual(['left bob']);
      expect(carol.heard()).toEqual(['gone']);
      expect(scene.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    });
  });
});
