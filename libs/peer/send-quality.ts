/**
 * How well pictures are sent. `auto`: as well as the path carries, and as a machine encodes for so many;
 * `low` saves data, `high` shows more.
 */
export type SendQuality = 'auto' | 'low' | 'high';

/** The members of RTCRtpEncodingParameters that bound one picture; the browser stays below them. */
export interface Encoding {
  readonly maxBitrate?: number;
  readonly maxFramerate?: number;
  readonly scaleResolutionDownBy: number;
}

/** What browsers do by themselves: at most 2.5 Mbit/s of 720p, less where the path carries less. */
export const NO_LIMIT: Encoding = { scaleResolutionDownBy: 1 };

type Encodings = Readonly<Record<'camera' | 'screen', Encoding>>;

/** Each person has an encoder and an upload of their own, and sees everybody the smaller. */
const IN_A_GROUP: Encodings = {
  camera: { maxBitrate: 1_000_000, scaleResolutionDownBy: 1.5 },
  screen: NO_LIMIT,
};
const IN_A_CROWD: Encodings = {
  camera: { maxBitrate: 400_000, maxFramerate: 20, scaleResolutionDownBy: 2 },
  screen: { maxBitrate: 1_500_000, maxFramerate: 15, scaleResolutionDownBy: 1 },
};

const ENCODINGS: Readonly<Record<SendQuality, Encodings>> = {
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

/** @param audience to how many people the same is sent */
export function encodingOf(
  of: 'camera' | 'screen',
  quality: SendQuality = 'auto',
  audience = 1,
): Encoding {
  if (quality !== 'auto' || audience < 2) return ENCODINGS[quality][of];
  return (audience < 4 ? IN_A_GROUP : IN_A_CROWD)[of];
}

export function isSameEncoding(one: Encoding, other: Encoding): boolean {
  return (
    one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy
  );
}
