import { type PrivacyStatement, decodePrivacyStatement } from './privacy-statement';

const statement: PrivacyStatement = {
  version: '0.1.0',
  protocol: 1,
  rooms: 10,
  sockets: 20,
  holds: ['The number of each open room.'],
  sees: ['Addresses.'],
  neverSees: ['Passwords.'],
  logs: ['Round numbers.'],
  keepsSeconds: { room: 86_400 },
  relay: 'configured',
  relayHosts: ['turn.example'],
};

describe('A privacy statement', () => {
  it('is read as it was written', () => {
    expect(decodePrivacyStatement(JSON.parse(JSON.stringify(statement)))).toEqual(statement);
  });

  it('of a newer gateway is read without what is new', () => {
    expect(decodePrivacyStatement({ ...statement, moon: 'full' })).toEqual(statement);
  });

  for (const key of Object.keys(statement)) {
    it(`is refused without its '${key}', or with another type of it`, () => {
      for (const value of [undefined, null, [{}], -1, 0.5, true]) {
        expect(decodePrivacyStatement({ ...statement, [key]: value }))
          .withContext(JSON.stringify(value))
          .toBeUndefined();
      }
    });
  }

  const bounds: readonly (readonly [string, object])[] = [
    ['more than eight relays', { relayHosts: Array(9).fill('turn.example') }],
    ['a sentence without end', { logs: ['x'.repeat(501)] }],
    ['more sentences than anybody reads', { holds: Array(41).fill('x') }],
    ['a relay that is neither there nor not', { relay: 'maybe' }],
    ['a time that has passed', { keepsSeconds: { room: -1 } }],
  ];
  for (const [what, change] of bounds) {
    it(`is refused with ${what}`, () => {
      expect(decodePrivacyStatement({ ...statement, ...change })).toBeUndefined();
    });
  }

  it('is refused where it is a page, as another server answers', () => {
    for (const value of [undefined, null, '<!doctype html>', [], 1]) {
      expect(decodePrivacyStatement(value)).toBeUndefined();
    }
  });
});
