/** Whether the pair of candidates in use goes through a TURN server, on either side. */
export async function selectedPath(connection: RTCPeerConnection): Promise<'direct' | 'relayed'> {
  const stats = [...(await connection.getStats()).values()] as Stat[];
  const byId = new Map(stats.map((stat) => [stat.id, stat]));
  const transport = stats.find(({ type }) => type === 'transport');
  const pair =
    byId.get(transport?.selectedCandidatePairId ?? '') ??
    stats.find(
      ({ type, state, nominated }) =>
        type === 'candidate-pair' && nominated === true && state === 'succeeded',
    );
  const ends = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => byId.get(id ?? ''));
  return ends.some((candidate) => candidate?.candidateType === 'relay') ? 'relayed' : 'direct';
}

/** The members read here of webrtc-stats' dictionaries, which lib.dom types as `any`. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
}
