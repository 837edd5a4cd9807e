import type { CallDetails, PictureDetails } from '@whispernet/room';
import type { AllTexts } from '../../texts/translation';

type CallTexts = AllTexts['call'];

export interface DetailRow {
  readonly name: string;
  readonly value: string;
}

/** The details of a call in words; what the browser does not say is left out. */
export function detailRows(details: CallDetails, t: CallTexts): readonly DetailRow[] {
  const known = (name: string, value: number | undefined, inWords: (value: number) => string) =>
    value === undefined ? [] : [{ name, value: inWords(value) }];
  return [
    { name: t.path, value: pathOf(details, t) },
    ...known(t.roundTrip, details.roundTripMs, t.milliseconds),
    ...known(t.jitter, details.jitterMs, t.milliseconds),
    ...known(t.lostThere, details.lostThere, t.lost),
    ...known(t.lostHere, details.lostHere, t.lost),
    ...known(t.sending, details.sendBps, t.kilobits),
    ...known(t.receiving, details.receiveBps, t.kilobits),
    ...details.pictures.map((picture) => ({
      name: pictureName(picture, t),
      value: t.picture(picture.width, picture.height, picture.framesPerSecond),
    })),
  ];
}

function pathOf({ path, protocol = 'UDP' }: CallDetails, t: CallTexts): string {
  return path === undefined ? t.unknownPath : t[path](protocol.toUpperCase());
}

function pictureName({ direction, of }: PictureDetails, t: CallTexts): string {
  if (of === 'camera') return direction === 'sent' ? t.cameraSent : t.cameraReceived;
  return direction === 'sent' ? t.screenSent : t.screenReceived;
}
