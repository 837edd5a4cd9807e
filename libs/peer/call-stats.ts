import type { CallSample } from './path-share';
import { type Stat, selectedPair, statsOf } from './selected-path';

/** What has been counted since the start, whose growth tells of one second. */
interface Counters {
  readonly lost: number;
  readonly received: number;
  readonly freezes: number;
}

/** Reads how the call on one connection fares, second by second (W3C webrtc-stats). */
export class CallStats {
  #before: Counters | undefined;

  /** The time from the last call to this one; the first one has seen no loss and no freeze. */
  async read(connection: RTCPeerConnection): Promise<CallSample> {
    const stats = await statsOf(connection);
    const of = (type: string) => stats.filter((stat) => stat.type === type);
    const pair = selectedPair(stats);
    const inbound = of('inbound-rtp');
    const outbound = of('outbound-rtp').filter(({ active }) => active !== false);
    const reports = of('remote-inbound-rtp');
    const now = {
      lost: sum(inbound, 'packetsLost'),
      received: sum(inbound, 'packetsReceived'),
      freezes: sum(inbound, 'freezeCount'),
    };
    const before = this.#before ?? now;
    this.#before = now;
    const lost = Math.max(0, now.lost - before.lost); // packets that came late are taken off it
    const due = lost + Math.max(0, now.received - before.received);
    const roundTrip = most([
      pair?.currentRoundTripTime,
      ...reports.map((each) => each.roundTripTime),
    ]);
    return {
      roundTripMs: inMs(roundTrip),
      lostThere: most(reports.map(({ fractionLost }) => fractionLost)),
      lostHere: due === 0 ? undefined : lost / due,
      jitterMs: inMs(most(inbound.map(({ jitter }) => jitter))),
      freezes: Math.max(0, now.freezes - before.freezes),
      isLimited: outbound.some((each) => each.qualityLimitationReason === 'bandwidth'),
      availableBps: pair?.availableOutgoingBitrate,
      targetBps: outbound.some(({ targetBitrate }) => targetBitrate !== undefined)
        ? sum(outbound, 'targetBitrate')
        : undefined,
      framesSent: framesSent(of('media-source'), outbound),
    };
  }
}

/** The camera whose frames fare worst. */
function framesSent(sources: readonly Stat[], outbound: readonly Stat[]): number | undefined {
  const parts = outbound.map(({ mediaSourceId, framesPerSecond: sent }) => {
    const given = sources.find(({ id }) => id === mediaSourceId)?.framesPerSecond ?? 0;
    return sent === undefined || given === 0 ? undefined : Math.min(1, sent / given);
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

type Counter = 'packetsLost' | 'packetsReceived' | 'freezeCount' | 'targetBitrate';

function sum(stats: readonly Stat[], counter: Counter): number {
  return stats.reduce((total, stat) => total + (stat[counter] ?? 0), 0);
}

function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** webrtc-stats counts time in seconds. */
function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
