import { SeatId, newId } from '@whispernet/protocol';
import fc from 'fast-check';
import {
  type DoorMessage,
  type DoorRecord,
  afterHearing,
  afterTurning,
  afterWrongPassword,
  recordFrom,
  tellingOf,
  wrongIn,
} from './door-record';

const [a, b] = [newId(SeatId), newId(SeatId)];
const fromLater = { seat: b, wasBefore: false };
const fromEarlier = { seat: a, wasBefore: true };
const hearAll = (
  record: DoorRecord,
  messages: readonly DoorMessage[],
  teller: { readonly seat: SeatId; readonly wasBefore: boolean },
) => messages.reduce((now, message) => afterHearing(now, message, teller), record);
const guessed = (record: DoorRecord, times: number) =>
  Array.from({ length: times }).reduce<DoorRecord>(afterWrongPassword, record);

describe('The record of a door', () => {
  const founder = recordFrom(0, true);

  it('adds up what each member has heard itself', () => {
    const record = hearAll(guessed(founder, 2), [{ t: 'fails', n: 3, e: 0 }], fromLater);
    expect(wrongIn(record)).toBe(5);
  });

  it('counts two guesses that two members hear in the same moment as two', () => {
    const alice = hearAll(afterWrongPassword(founder), [{ t: 'fails', n: 1, e: 0 }], fromLater);
    const bob = hearAll(
      afterWrongPassword(recordFrom(0)),
      [...tellingOf(founder), { t: 'fails', n: 1, e: 0 }],
      fromEarlier,
    );
    expect([wrongIn(alice), wrongIn(bob)]).toEqual([2, 2]);
  });

  it('of a newcomer begins with what the others know, and counts nothing twice', () => {
    const alice = guessed(founder, 7);
    const bob = hearAll(recordFrom(7), tellingOf(alice), fromEarlier);
    expect(wrongIn(bob)).toBe(7);
    const [, fails] = tellingOf(afterWrongPassword(alice));
    expect(wrongIn(fails ? afterHearing(bob, fails, fromEarlier) : bob)).toBe(8);
  });

  it('of a newcomer takes a door that was turned before as it is, and keeps the count', () => {
    const alice = guessed(afterTurning(afterTurning(founder, true), false), 4);
    const bob = hearAll(recordFrom(4), tellingOf(alice), fromEarlier);
    expect(bob.epoch).toBe(2);
    expect(wrongIn(bob)).toBe(4);
  });

  it('forgets the wrong passwords when somebody opens the door, here or there', () => {
    const alice = guessed(founder, 50);
    const bob = hearAll(recordFrom(50), tellingOf(alice), fromEarlier);
    const opened = afterTurning(alice, false);
    expect(wrongIn(opened)).toBe(0);
    const [lock] = tellingOf(opened);
    expect(wrongIn(lock ? afterHearing(bob, lock, fromEarlier) : bob)).toBe(0);
  });

  it('does not take a count of before the door was opened for one of after', () => {
    const opened = afterTurning(guessed(founder, 50), false);
    expect(afterHearing(opened, { t: 'fails', n: 50, e: 0 }, fromLater)).toBe(opened);
  });

  it('is never less than another has said', () => {
    const record = hearAll(founder, [{ t: 'fails', n: 5, e: 0 }], fromLater);
    expect(afterHearing(record, { t: 'fails', n: 2, e: 0 }, fromLater)).toBe(record);
  });

  it('lets nobody have the last word for good', () => {
    expect(afterHearing(founder, { t: 'lock', on: true, e: 0xffff_ffff }, fromLater)).toBe(founder);
  });

  it('comes to the same on both sides, whatever crosses on its way', () => {
    const step = fc.constantFrom('alice closes', 'alice opens', 'bob closes', 'bob opens', 'meet');
    const holds = fc.check(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let alice = founder;
        let bob = hearAll(recordFrom(0), tellingOf(founder), fromEarlier);
        let toAlice: DoorMessage[] = [];
        let toBob: DoorMessage[] = [];
        const meet = () => {
          alice = hearAll(alice, toAlice, fromLater);
          bob = hearAll(bob, toBob, fromEarlier);
          [toAlice, toBob] = [[], []];
        };
        for (const each of steps) {
          if (each === 'meet') meet();
          else if (each.startsWith('alice')) {
            alice = afterTurning(alice, each.endsWith('closes'));
            toBob.push({ t: 'lock', on: alice.closed, e: alice.epoch });
          } else {
            bob = afterTurning(bob, each.endsWith('closes'));
            toAlice.push({ t: 'lock', on: bob.closed, e: bob.epoch });
          }
        }
        meet();
        return alice.closed === bob.closed && alice.epoch === bob.epoch;
      }),
      { seed: 20_261_123 },
    );
    expect(holds.counterexample).toBeNull();
  });
});
