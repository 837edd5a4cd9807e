import { RoomNumber } from '@whispernet/protocol';
import * as v from 'valibot';
import { admissionLimits, readConfig } from '../gateway-config';
import { AdmissionLimiter } from './admission-limiter';
import type { Arrival } from './source-address';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const theKey = 1;
const room = v.parse(RoomNumber, '4711');
const elsewhere = v.parse(RoomNumber, '4712');
const arrival = (remoteAddress: string, forwarded?: string): Arrival => ({
  headers: { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});
const alice = arrival('192.0.2.1');
const bob = arrival('192.0.2.2');
const tooMany = (retryAfterS: number) => ({
  ok: false as const,
  error: { code: 'too-many-tries' as const, retryAfterS },
});

describe('AdmissionLimiter', () => {
  let now: number;

  beforeEach(() => {
    now = 0;
  });

  /** A limiter as the environment makes it: with none, that of the defaults. */
  const limiter = (environment: Record<string, string> = {}) =>
    new AdmissionLimiter(admissionLimits(readConfig(environment)), () => now);

  /** How many of the tries were granted before the first refusal, and that refusal. */
  function until<T>(refusal: () => T | undefined): { granted: number; refused: T | undefined } {
    for (let granted = 0; granted < 1_000; granted += 1) {
      const refused = refusal();
      if (refused !== undefined) return { granted, refused };
    }
    return { granted: Infinity, refused: undefined };
  }

  it('allows a source three rooms a minute, and says when the next may be opened', () => {
    const limits = limiter();
    const source = limits.sourceOf(alice);
    expect(until(() => limits.open(source))).toEqual({ granted: 3, refused: tooMany(20) });
    expect(limits.open(limits.sourceOf(bob))).toBeUndefined();
    now += 20_000;
    expect(until(() => limits.open(source)).granted).toBe(1);
  });

  it('allows a source ten knocks a minute, wherever it knocks', () => {
    const limits = limiter();
    const source = limits.sourceOf(alice);
    expect(until(() => limits.knock(source))).toEqual({ granted: 10, refused: tooMany(6) });
    expect(limits.knock(limits.sourceOf(bob))).toBeUndefined();
  });

  it('allows a room 60 relays in ten seconds', () => {
    const limits = limiter();
    expect(until(() => limits.relay(room, 100))).toEqual({ granted: 60, refused: tooMany(1) });
    expect(limits.relay(elsewhere, 100)).toBeUndefined();
  });

  it('allows a room a megabyte of relays a minute', () => {
    const limits = limiter({ ROOM_RELAYS_PER_10S: '1000' });
    expect(until(() => limits.relay(room, 20_000)).granted).toBe(50);
    now += MINUTE_MS;
    expect(limits.relay(room, 20_000)).toBeUndefined();
  });

  it('allows a connection to ask for relays on entering, and three times more within a minute', () => {
    const limits = limiter();
    expect(until(() => limits.turn('alice'))).toEqual({ granted: 4, refused: tooMany(15) });
    expect(limits.turn('bob')).toBeUndefined();
  });

  it('allows a source eight connections at a time', () => {
    const limits = limiter();
    const source = limits.sourceOf(alice);
    const closings = Array.from({ length: 8 }, () => limits.countSocket(source));
    expect(limits.admitsSocket(source)).toBeFalse();
    expect(limits.admitsSocket(limits.sourceOf(bob))).toBeTrue();
    limits.countSocket(limits.sourceOf(bob));
    expect(limits.sockets).toBe(9);
    closings[0]?.();
    expect(limits.admitsSocket(source)).toBeTrue();
  });

  it('takes an IPv4 address, and the /64 of an IPv6 address, for one source', () => {
    const limits = limiter();
    const same = (one: string, other: string) =>
      limits.sourceOf(arrival(one)) === limits.sourceOf(arrival(other));
    expect(same('192.0.2.1', '::ffff:192.0.2.1')).toBeTrue();
    expect(same('192.0.2.1', '192.0.2.2')).toBeFalse();
    expect(same('2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff')).toBeTrue();
    expect(same('2001:db8:1:2::1', '2001:db8:1:3::1')).toBeFalse();
    expect(same('2001:db8::1', '2001:0db8:0:0:9::1')).toBeTrue();
    expect(same('fe80::1%eth0', 'fe80::2%eth1')).toBeTrue();
  });

  it('takes the word of its own proxies, and of nobody else, on where a request comes from', () => {
    const limits = limiter({ TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2' });
    const mallory = limits.sourceOf(arrival('198.51.100.1'));
    expect(limits.sourceOf(arrival('198.51.100.1', '192.0.2.1'))).toBe(mallory);
    expect(limits.sourceOf(arrival('10.0.0.1', '192.0.2.1, 198.51.100.1'))).toBe(mallory);
    expect(limits.sourceOf(arrival('10.0.0.1', '192.0.2.1'))).toBe(limits.sourceOf(alice));
    expect(limits.sourceOf(arrival('10.0.0.1'))).toBe(limits.sourceOf(arrival('10.0.0.1')));
  });

  it('knows a source under another name the next day', () => {
    const limits = limiter();
    const today = limits.sourceOf(alice);
    now += (24 * 60 - 2) * MINUTE_MS - 1;
    expect(limits.sourceOf(alice)).toBe(today);
    now += 1;
    expect(limits.sourceOf(alice)).not.toBe(today);
  });

  it('holds nothing of anybody who has been quiet for a minute', () => {
    const limits = limiter();
    const source = limits.sourceOf(alice);
    limits.open(source);
    limits.knock(source);
    limits.turn('alice');
    limits.relay(room, 100);
    limits.countSocket(source)();
    expect(limits.size).toBe(5 + theKey);
    now += MINUTE_MS;
    limits.sweep();
    expect(limits.size).toBe(theKey);
  });

  it('holds no key that is a day old, though nobody has come since', () => {
    const limits = limiter();
    limits.sourceOf(alice);
    while (limits.size > 0 && now < 2 * DAY_MS) {
      now += MINUTE_MS; // as the gateway sweeps
      limits.sweep();
    }
    expect(now).toBeLessThan(DAY_MS);
    expect(now).toBeGreaterThan(DAY_MS - 5 * MINUTE_MS);
  });
});
