/** How well pictures are sent. `auto`: as well as the path carries; `low` saves data, `high` shows more. */
export type SendQuality = 'auto' | 'low' | 'high';

/** The members of RTCRtpEncodingParameters that bound one picture; the browser stays below them. */
export interface Encoding {
  readonly maxBitrate?: number;
  readonly maxFramerate?: number;
  readonly scaleResolutionDownBy: number;
}

/** What browsers do by themselves: at most 2.5 Mbit/s of 720p, less where the path carries less. */
export const NO_LIMIT: Encoding = { scaleResolutionDownBy: 1 };

const ENCODINGS: Readonly<Record<SendQuality, Readonly<Record<'camera' | 'screen', Encoding>>>> = {
  auto: { camera: NO_LIMIT, screen: NO_LIMIT },
  low: {
    // 360p: some 120 MB an hour, and still a face.
    camera: { maxBitrate: 250_000, maxFramerate: 15, scaleResolutionDownBy: 2 },
    // Letters must stay readable: fewer pictures, not smaller ones.
    screen: { maxBitrate: 400_000, maxFramerate: 5, scaleResolutionDownBy: 1 },
  },
  high: {
    camera: { maxBitrate: 5_000_000, scaleResolutionDownBy: 1 },
    screen: { maxBitrate: 8_000_000, scaleResolutionDownBy: 1 },
  },
};

export function encodingOf(of: 'camera' | 'screen', quality: SendQuality = 'auto'): Encoding {
  return ENCODINGS[quality][of];
}

export function isSameEncoding(one: Encoding, other: Encoding): boolean {
  return (
    one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy
  );
}
