import type { DeviceState } from '../../browser/camera-and-microphone';
import type { ScreenState } from '../../browser/screen-capture';
import type { Formats } from '../../texts/formats';
import type { AllTexts } from '../../texts/translation';

type CallTexts = AllTexts['call'];

export interface OwnDevices {
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  readonly screen: ScreenState;
  /** The names of those who do not get one's picture, as the path carries voices only. */
  readonly heldFrom: readonly string[];
}

export interface CallNotices {
  /** Why something is off against a person's will, and what to do. */
  readonly problems: readonly string[];
  readonly news: readonly string[];
}

/** What one's own devices have to say; everything else goes on. */
export function callNotices(own: OwnDevices, t: CallTexts, formats: Formats): CallNotices {
  const kinds = ['camera', 'microphone'] as const;
  const problems = kinds.flatMap((kind) => {
    const state = own[kind];
    return state.phase === 'failed' ? [t[kind][state.problem]] : [];
  });
  if (own.screen.phase === 'failed')
    problems.push(own.screen.problem === 'forbidden' ? t.screenForbidden : t.screenFailed);

  const news = kinds.flatMap((kind) => {
    const state = own[kind];
    const isStandIn = state.phase === 'on' && state.standsInFor !== undefined;
    return isStandIn ? [t.standIn[kind](apart(state.standsInFor), apart(state.track.label))] : [];
  });
  if (own.screen.phase === 'on') news.unshift(t.youShare);
  if (own.heldFrom.length > 0) news.push(t.ownHeld(formats.list(own.heldFrom.map(apart))));
  return { problems, news };
}

/** A name in a sentence, whichever way either is written (Unicode's isolates). */
const apart = (name: string): string => (name === '' ? '' : `\u2068${name}\u2069`);
