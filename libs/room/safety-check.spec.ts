import type { SafetyCodes } from '@whispernet/crypto';
import type { Certificates, LinkRole } from '@whispernet/peer';
import { toBase64url } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing';
import { ReplaySubject, Subject } from 'rxjs';
import { SafetyCheck, type SafetyMessage } from './safety-check';

const atAlice: Certificates = { own: bytes(1), peer: bytes(2) };
const atBob: Certificates = { own: bytes(2), peer: bytes(1) };

/** Codes that show what they were made of; libs/crypto has the real ones. */
const readable: SafetyCodes = {
  commitment: (certificates, nonce) => Promise.resolve(blend(pair(certificates), nonce)),
  opens: (said, certificates, nonce) =>
    Promise.resolve(said.every((byte, at) => byte === blend(pair(certificates), nonce)[at])),
  code: (certificates, nonceA, nonceB) =>
    Promise.resolve({
      emoji: [...blend(pair(certificates), blend(nonceA, nonceB))].slice(0, 5).map((x) => x % 64),
      digits: '123 456 789',
    }),
};

class Side {
  readonly inbox$ = new ReplaySubject<SafetyMessage>();
  readonly sent: SafetyMessage[] = [];
  violations = 0;
  /** What becomes of a message on its way to the other side. */
  carry: (message: SafetyMessage) => readonly SafetyMessage[] = (message) => [message];
  readonly check: SafetyCheck;

  constructor(role: LinkRole, to: () => Side | undefined, scheduler: FakeClock) {
    this.check = new SafetyCheck({
      role,
      codes: readable,
      messages$: this.inbox$,
      send: (message) => {
        this.sent.push(message);
        for (const each of this.carry(message)) to()?.inbox$.next(each);
      },
      ended$: new Subject(),
      scheduler,
    });
    this.check.violated$.subscribe(() => (this.violations += 1));
  }

  get phase() {
    return this.check.state$.value.phase;
  }

  get code() {
    const state = this.check.state$.value;
    return 'code' in state ? state.code : undefined;
  }
}

describe('A safety check', () => {
  let clock: FakeClock;
  let alice: Side;
  let bob: Side;

  beforeEach(() => {
    clock = new FakeClock();
    alice = new Side('A', () => bob, clock);
    bob = new Side('B', () => alice, clock);
  });

  const start = async () => {
    await Promise.all([alice.check.start(atAlice), bob.check.start(atBob)]);
    await clock.advance(10);
  };

  it('makes the same code on both sides, in three messages', async () => {
    expect(alice.phase).toBe('pending');
    await start();
    expect(alice.sent.map(({ t }) => t)).toEqual(['sas-commit', 'sas-reveal']);
    expect(bob.sent.map(({ t }) => t)).toEqual(['sas-nonce']);
    expect(alice.code).toBeDefined();
    expect(alice.code).toEqual(bob.code);
    expect([alice.phase, bob.phase]).toEqual(['unconfirmed', 'unconfirmed']);
  });

  it('draws new nonces each time', async () => {
    await start();
    const first = alice.sent[1];
    alice = new Side('A', () => bob, clock);
    bob = new Side('B', () => alice, clock);
    await start();
    expect(alice.sent[1]).not.toEqual(first);
  });

  it('is verified only when both people have said so', async () => {
    await start();
    alice.check.confirm();
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['confirmed-here', 'confirmed-there']);
    bob.check.confirm();
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['verified', 'verified']);
  });

  it('cannot be confirmed before there is a code', () => {
    alice.check.confirm();
    expect(alice.sent).toEqual([]);
    expect(alice.phase).toBe('pending');
  });

  it('says so on both sides when one person finds that the codes differ, and lets a slip be mended', async () => {
    await start();
    alice.check.dispute();
    bob.check.confirm();
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['disputed', 'disputed']);
    alice.check.confirm();
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['verified', 'verified']);
  });

  it('is not verified any more when somebody has second thoughts', async () => {
    await start();
    alice.check.confirm();
    bob.check.confirm();
    await clock.advance(10);
    alice.check.dispute();
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['disputed', 'disputed']);
  });

  it('differs for two people with somebody in the middle', async () => {
    const middle = bytes(9);
    await Promise.all([
      alice.check.start({ ...atAlice, peer: middle }),
      bob.check.start({ ...atBob, peer: middle }),
    ]);
    await clock.advance(10);
    // Passed on as it is, the commitment does not fit the other binding.
    expect(bob.violations).toBe(1);
    expect(bob.code).toBeUndefined();
  });

  it('does not begin again once it was violated', async () => {
    alice.carry = () => [];
    await start();
    alice.inbox$.next({ t: 'sas-ok', match: true });
    await clock.advance(10);
    expect(alice.violations).toBe(1);
    await alice.check.start(atAlice);
    expect(alice.sent.map(({ t }) => t)).toEqual(['sas-commit']);
  });

  it('finds out a nonce that was chosen after the other one was seen', async () => {
    alice.carry = (message) =>
      message.t === 'sas-reveal' ? [{ t: 'sas-reveal', nonce: toBase64url(bytes(7)) }] : [message];
    await start();
    expect(bob.violations).toBe(1);
    expect(bob.phase).toBe('pending');
  });

  it('is missing when the other page takes no part, and comes late where it does after all', async () => {
    let held: SafetyMessage | undefined;
    alice.carry = (message) => {
      if (held || message.t !== 'sas-commit') return [message];
      held = message;
      return [];
    };
    await start();
    await clock.advance(10_000);
    expect([alice.phase, bob.phase]).toEqual(['missing', 'missing']);
    if (held) bob.inbox$.next(held);
    await clock.advance(10);
    expect([alice.phase, bob.phase]).toEqual(['unconfirmed', 'unconfirmed']);
  });

  const commitment = toBase64url(bytes(3));
  const nonce = toBase64url(bytes(4));
  for (const [what, role, attack] of [
    [
      'a second commitment',
      'B',
      [
        { t: 'sas-commit', commitment },
        { t: 'sas-commit', commitment },
      ],
    ],
    ['a reveal before the commitment', 'B', [{ t: 'sas-reveal', nonce }]],
    ['a nonce where the commitment is due', 'B', [{ t: 'sas-nonce', nonce }]],
    ['a confirmation before there is a code', 'B', [{ t: 'sas-ok', match: true }]],
    [
      'a second nonce',
      'A',
      [
        { t: 'sas-nonce', nonce },
        { t: 'sas-nonce', nonce },
      ],
    ],
    ['a commitment from the side that must not commit', 'A', [{ t: 'sas-commit', commitment }]],
    ['a reveal from the side that has committed to nothing', 'A', [{ t: 'sas-reveal', nonce }]],
  ] as const)
    it(`is over with ${what}`, async () => {
      const side = role === 'A' ? alice : bob;
      (role === 'A' ? bob : alice).carry = () => [];
      side.carry = () => [];
      await side.check.start(role === 'A' ? atAlice : atBob);
      for (const message of attack) side.inbox$.next(message);
      await clock.advance(10);
      expect(side.violations).toBeGreaterThan(0);
    });
});

function bytes(fill: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(32).fill(fill);
}

const blend = (one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(one, (byte, at) => byte ^ (other[at] ?? 0));

/** The same for both sides of one connection. */
const pair = ({ own, peer }: Certificates): Uint8Array => {
  const [low, high] = (own[0] ?? 0) < (peer[0] ?? 0) ? [own, peer] : [peer, own];
  return Uint8Array.from(low, (byte, at) => byte * 3 + (high[at] ?? 0) * 5);
};
