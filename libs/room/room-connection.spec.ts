import type { LinkState } from '@whispernet/peer';
import { roomConnection } from './room-connection';
import type { RendezvousState, RoomConnection } from './room-session';

const connecting: LinkState = { phase: 'connecting' };
const connected: LinkState = { phase: 'connected', path: 'direct' };
const reconnecting: LinkState = { phase: 'reconnecting', path: 'direct' };

describe('roomConnection', () => {
  const cases: readonly (readonly [readonly LinkState[], RendezvousState, RoomConnection])[] = [
    [[], 'open', 'waiting'],
    [[], 'closed', 'waiting'],
    [[], 'away', 'reconnecting'],
    [[], 'gone', 'disconnected'],
    [[connecting], 'open', 'connecting'],
    [[connected], 'open', 'connected'],
    [[connected], 'gone', 'connected'],
    [[connected, connecting, reconnecting], 'open', 'connected'],
    [[reconnecting, connecting], 'away', 'reconnecting'],
  ];
  for (const [links, rendezvous, expected] of cases) {
    const phases = links.map(({ phase }) => phase).join(', ') || 'nobody';
    it(`is ${expected} with ${phases} and the way to the gateway ${rendezvous}`, () => {
      const members = links.map((link) => ({ link }));
      expect(roomConnection(members, rendezvous)).toBe(expected);
    });
  }
});
