/** Whether the pair of candidates in use goes through a TURN server, on either side. */
export async function selectedPath(connection: RTCPeerConnection): Promise<'direct' | 'relayed'> {
  const stats = await statsOf(connection);
  const pair = selectedPair(stats);
  const ends = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) =>
    stats.find((stat) => stat.id === id),
  );
  return ends.some((candidate) => candidate?.candidateType === 'relay') ? 'relayed' : 'direct';
}

/** What the browser knows of a connection. */
export async function statsOf(connection: RTCPeerConnection): Promise<readonly Stat[]> {
  const report = await connection.getStats();
  return [...report.values()] as Stat[]; // lib.dom types them as `any`
}

/** The pair of candidates in use; undefined where there is none, or the browser does not say. */
export function selectedPair(stats: readonly Stat[]): Stat | undefined {
  const transport = stats.find(({ type }) => type === 'transport');
  return (
    stats.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    stats.find(
      ({ type, state, nominated }) =>
        type === 'candidate-pair' && nominated === true && state === 'succeeded',
    )
  );
}

/** The members read by this library of webrtc-stats' dictionaries. */
export interface Stat {
  readonly id: string;
  readonly type: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  /** Milliseconds. */
  readonly timestamp?: number;
  readonly mid?: string;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly roundTripTime?: number;
  readonly fractionLost?: number;
  readonly active?: boolean;
  readonly targetBitrate?: number;
  readonly qualityLimitationReason?: string;
  readonly mediaSourceId?: string;
  readonly framesPerSecond?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
  readonly jitter?: number;
  readonly freezeCount?: number;
}
