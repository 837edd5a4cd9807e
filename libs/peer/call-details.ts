import { type Stat, selectedPair, statsOf } from './selected-path';

/** What the browser knows of a connection that carries a call; undefined where it does not say. */
export interface CallDetails {
  readonly path: 'direct' | 'relayed' | undefined;
  /** How packets travel; through a relay, to it. */
  readonly protocol: string | undefined;
  readonly roundTripMs: number | undefined;
  /** What was lost on the way there and here since the last reading, 0 to 1. */
  readonly lostThere: number | undefined;
  readonly lostHere: number | undefined;
  readonly jitterMs: number | undefined;
  /** What the call takes of the path, in bits a second since the last reading. */
  readonly sendBps: number | undefined;
  readonly receiveBps: number | undefined;
  readonly pictures: readonly PictureDetails[];
}

/** A picture that is sent or received now. */
export interface PictureDetails {
  readonly direction: 'sent' | 'received';
  readonly of: 'camera' | 'screen';
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

interface Counters {
  readonly ms: number;
  readonly sent: number;
  readonly received: number;
  readonly packets: number;
  readonly lost: number;
}

/** Reads the details of one connection again and again; rates are those between two readings. */
export class CallDetailsReader {
  #before: Counters | undefined;

  /** @param screenMid the name of the line that carries screens, both ways */
  async read(connection: RTCPeerConnection, screenMid: string | null): Promise<CallDetails> {
    const stats = await statsOf(connection);
    const of = (type: string) => stats.filter((stat) => stat.type === type);
    const pair = selectedPair(stats);
    const local = stats.find(({ id }) => id === pair?.localCandidateId);
    const remote = stats.find(({ id }) => id === pair?.remoteCandidateId);
    const inbound = of('inbound-rtp');
    const outbound = of('outbound-rtp').filter(({ active }) => active !== false);
    const reports = of('remote-inbound-rtp');
    const now = {
      ms: Math.max(0, ...stats.map(({ timestamp = 0 }) => timestamp)),
      sent: sum(outbound.map(({ bytesSent }) => bytesSent)),
      received: sum(inbound.map(({ bytesReceived }) => bytesReceived)),
      packets: sum(inbound.map(({ packetsReceived }) => packetsReceived)),
      lost: sum(inbound.map(({ packetsLost }) => packetsLost)),
    };
    const before = this.#before;
    this.#before = now;
    const pictureOf = (direction: 'sent' | 'received') => (stat: Stat) =>
      picture(direction, stat.mid === screenMid ? 'screen' : 'camera', stat);
    const relayed = [local, remote].some((end) => end?.candidateType === 'relay');
    return {
      path: pair && (relayed ? 'relayed' : 'direct'),
      protocol: local?.relayProtocol ?? local?.protocol,
      roundTripMs: inMs(pair?.currentRoundTripTime),
      lostThere: most(reports.map(({ fractionLost }) => fractionLost)),
      jitterMs: inMs(most(inbound.map(({ jitter }) => jitter))),
      ...ratesBetween(before, now),
      pictures: [...outbound.map(pictureOf('sent')), ...inbound.map(pictureOf('received'))].filter(
        (each) => each !== undefined,
      ),
    };
  }
}

function ratesBetween(
  before: Counters | undefined,
  now: Counters,
): Pick<CallDetails, 'sendBps' | 'receiveBps' | 'lostHere'> {
  const ms = before ? now.ms - before.ms : 0;
  if (!before || ms <= 0) return { sendBps: undefined, receiveBps: undefined, lostHere: undefined };
  // A stream that has ended takes its count along: what is left grew from nothing.
  const grown = (of: 'sent' | 'received' | 'packets' | 'lost') => Math.max(0, now[of] - before[of]);
  const due = grown('lost') + grown('packets');
  return {
    sendBps: (grown('sent') * 8 * 1000) / ms,
    receiveBps: (grown('received') * 8 * 1000) / ms,
    lostHere: due === 0 ? undefined : grown('lost') / due,
  };
}

/** Undefined where nothing of it moves. */
function picture(
  direction: 'sent' | 'received',
  of: 'camera' | 'screen',
  { frameWidth: width = 0, frameHeight: height = 0, framesPerSecond = 0 }: Stat,
): PictureDetails | undefined {
  if (width === 0 || height === 0 || framesPerSecond === 0) return undefined;
  return { direction, of, width, height, framesPerSecond };
}

const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** webrtc-stats counts time in seconds. */
const inMs = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1000;
