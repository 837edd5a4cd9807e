import { TestBed } from '@angular/core/testing';
import { RoomNumber } from '@whispernet/protocol';
import { PasswordTries, RoomError, type RoomPlatform } from '@whispernet/room';
import { parse } from 'valibot';
import { PASSWORD_TRIES } from '../browser/password-tries';
import { ROOM_PLATFORM } from '../browser/room-platform';
import { ActiveRoom } from './active-room';
import { ROOM_ENTRANCE } from './way-in';

const details = {
  room: parse(RoomNumber, '4821'),
  password: 'x',
  name: '',
  passwordKind: 'own',
  hideAddress: false,
} as const;

describe('the pause after wrong passwords', () => {
  it('is counted down in seconds, and only after the third', async () => {
    let now = 0;
    const tries = new PasswordTries(() => now);
    TestBed.overrideProvider(PASSWORD_TRIES, { useValue: tries });
    TestBed.overrideProvider(ROOM_ENTRANCE, {
      useValue: {
        joinRoom: () =>
          Promise.reject(new RoomError('wrong-password', { triesLeft: tries.wrong() })),
      },
    });
    const active = TestBed.inject(ActiveRoom);
    const seen: number[] = [];
    jasmine.clock().install();
    try {
      for (let wrong = 0; wrong < 3; wrong += 1) {
        await active.join(details);
        jasmine.clock().tick(1);
        seen.push(active.pauseS());
      }
      now = 29_500;
      jasmine.clock().tick(1_000);
      seen.push(active.pauseS());
      now = 30_000;
      jasmine.clock().tick(1_000);
      seen.push(active.pauseS());
    } finally {
      jasmine.clock().uninstall();
    }
    expect(seen).toEqual([0, 0, 30, 1, 0]);
  });
});

describe('a door that answers slowly', () => {
  it('is told four seconds after everything but its answer is there, and no more after that', async () => {
    let makeSecret = (): void => undefined;
    let secretIsAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      secretIsAsked = resolve;
    });
    let answer = (): void => undefined;
    TestBed.overrideProvider(ROOM_PLATFORM, {
      useValue: {
        tries: new PasswordTries(),
        deriveSecret: () =>
          new Promise((resolve) => {
            makeSecret = () => {
              resolve(new Uint8Array(32));
            };
            secretIsAsked();
          }),
      },
    });
    TestBed.overrideProvider(ROOM_ENTRANCE, {
      useValue: {
        joinRoom: async (_details: unknown, platform: RoomPlatform) => {
          await platform.deriveSecret(details.password, details.room);
          secretIsThere();
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
          throw new RoomError('nobody-answers');
        },
      },
    });
    let secretIsThere = (): void => undefined;
    const secret = new Promise<void>((resolve) => {
      secretIsThere = resolve;
    });
    const active = TestBed.inject(ActiveRoom);
    jasmine.clock().install();
    try {
      const entry = active.join(details);
      await asked;
      jasmine.clock().tick(60_000); // a slow machine is no slow door
      expect(active.isDoorSlow()).toBe(false);
      makeSecret();
      await secret;
      jasmine.clock().tick(3_999);
      expect(active.isDoorSlow()).toBe(false);
      jasmine.clock().tick(1);
      expect(active.isDoorSlow()).toBe(true);
      answer();
      expect((await entry).outcome).toBe('refused');
      expect(active.isDoorSlow()).toBe(false);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('is not told of one at which nobody waits any more', async () => {
    let refuse = (): void => undefined;
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let makeSecret = (): void => undefined;
    const secret = new Promise<Uint8Array>((resolve) => {
      makeSecret = () => {
        resolve(new Uint8Array(32));
      };
    });
    let derived: Promise<unknown> = secret;
    const deriveSecret = () => secret;
    TestBed.overrideProvider(ROOM_PLATFORM, {
      useValue: { tries: new PasswordTries(), deriveSecret },
    });
    TestBed.overrideProvider(ROOM_ENTRANCE, {
      useValue: {
        joinRoom: (_details: unknown, platform: RoomPlatform) => {
          derived = platform.deriveSecret(details.password, details.room);
          return new Promise((_resolve, reject) => {
            refuse = () => {
              reject(new RoomError('gateway-unreachable'));
            };
            asked();
          });
        },
      },
    });
    const active = TestBed.inject(ActiveRoom);
    jasmine.clock().install();
    try {
      const entry = active.join(details);
      await isAsked;
      refuse(); // by a gateway that is away, faster than a secret is made
      expect((await entry).outcome).toBe('refused');
      makeSecret();
      await derived;
      jasmine.clock().tick(60_000);
      expect(active.isDoorSlow()).toBe(false);
    } finally {
      jasmine.clock().uninstall();
    }
  });
});
