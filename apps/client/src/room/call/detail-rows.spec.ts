import type { CallDetails } from '@whispernet/room';
import { call } from '../../texts/en/call';
import { detailRows } from './detail-rows';

describe('The details of a call', () => {
  const unknown: CallDetails = {
    path: undefined,
    protocol: undefined,
    roundTripMs: undefined,
    lostThere: undefined,
    lostHere: undefined,
    jitterMs: undefined,
    sendBps: undefined,
    receiveBps: undefined,
    pictures: [],
  };
  const inWords = (details: Partial<CallDetails>) =>
    detailRows({ ...unknown, ...details }, call).map(({ name, value }) => `${name}: ${value}`);

  it('leave out what the browser does not say', () => {
    expect(inWords({})).toEqual(['Path: Not known']);
  });

  it('say which way the call goes', () => {
    expect(inWords({ path: 'direct', protocol: 'udp' })).toEqual([
      'Path: Direct, from browser to browser (UDP)',
    ]);
    expect(inWords({ path: 'relayed', protocol: 'tls' })).toEqual([
      'Path: Relayed (TLS to the relay)',
    ]);
  });

  it('say numbers as people read them', () => {
    const times = { roundTripMs: 44.6, jitterMs: 3.2 };
    const rates = { lostThere: 0.021, lostHere: 0, sendBps: 1_234_567, receiveBps: 40_000 };
    expect(inWords({ ...times, ...rates }).slice(1)).toEqual([
      'Round trip: 45 ms',
      'Uneven arrival: 3 ms',
      'Lost on the way there: 2%',
      'Lost on the way here: 0%',
      'You send: 1,235 kbit/s',
      'You receive: 40 kbit/s',
    ]);
  });

  it('say whose picture is how large', () => {
    const picture = { width: 1280, height: 720, framesPerSecond: 29.7 };
    const pictures = [
      { direction: 'sent', of: 'camera', ...picture },
      { direction: 'received', of: 'screen', ...picture, framesPerSecond: 1 },
    ] as const;
    expect(inWords({ pictures }).slice(1)).toEqual([
      'Your camera: 1280 × 720, 30 pictures a second',
      'Their screen: 1280 × 720, 1 picture a second',
    ]);
  });
});
