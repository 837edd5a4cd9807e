import type { DeviceProblem } from '../../browser/camera-and-microphone';
import { call } from '../../texts/en/call';
import { formats } from '../../texts/en/formats';
import { type OwnDevices, callNotices } from './notices';

describe('What one’s own devices say', () => {
  const quiet: OwnDevices = {
    camera: { phase: 'off' },
    microphone: { phase: 'off' },
    screen: { phase: 'off' },
    heldFrom: [],
  };
  const [track] = document.createElement('canvas').captureStream().getTracks();
  if (!track) throw new Error('a canvas has a track');
  Object.defineProperty(track, 'label', { value: '' });
  const noticesOf = (own: Partial<OwnDevices>) => callNotices({ ...quiet, ...own }, call, formats);

  it('is nothing while all is well', () => {
    const on = { phase: 'on', track } as const;
    expect(noticesOf({ camera: on, microphone: on })).toEqual({ problems: [], news: [] });
  });

  for (const problem of [
    'denied',
    'missing',
    'busy',
    'unsuitable',
    'unplugged',
    'unknown',
  ] as const satisfies readonly DeviceProblem[])
    it(`is why it is ${problem}, and what to do`, () => {
      for (const kind of ['camera', 'microphone'] as const) {
        const { problems } = noticesOf({ [kind]: { phase: 'failed', problem } });
        expect(problems).toEqual([jasmine.stringMatching(new RegExp(`${kind}.*\\. [A-Z].+\\.$`))]);
      }
    });

  it('is which device is gone, and which one takes its place', () => {
    const camera = { phase: 'on', track, standsInFor: 'Camera on the desk' } as const;
    expect(noticesOf({ camera }).news).toEqual([
      '\u2068Camera on the desk\u2069 has gone away. Another one takes its place until it is back.',
    ]);
  });

  it('is that the screen is shared', () => {
    const screen = { phase: 'on', picture: track, sound: undefined } as const;
    expect(noticesOf({ screen }).news).toEqual([call.youShare]);
  });

  it('is why a screen is not shared', () => {
    const failed = (problem: 'forbidden' | 'failed') =>
      noticesOf({ screen: { phase: 'failed', problem } }).problems;
    expect(failed('forbidden')).toEqual([call.screenForbidden]);
    expect(failed('failed')).toEqual([call.screenFailed]);
  });

  it('is who does not get one’s picture, and that it comes back by itself', () => {
    expect(noticesOf({ heldFrom: ['bob', 'carol'] }).news).toEqual([
      jasmine.stringMatching(
        /^The connection to \u2068bob\u2069 and \u2068carol\u2069 is weak: .* comes back by itself\.$/,
      ),
    ]);
  });
});
