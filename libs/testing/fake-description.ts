// The descriptions of the fakes: SDP of the same shape as a browser's, with what matters here.
import type { Direction } from './fake-media';

export interface FakeDescription {
  readonly ufrag: string;
  readonly fingerprint: string;
  readonly lines: readonly FakeLine[];
}

export interface FakeLine {
  readonly kind: string;
  readonly mid: string;
  readonly direction: Direction;
}

export function writeDescription({ ufrag, fingerprint, lines }: FakeDescription): string {
  const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0'];
  const bundle = `a=group:BUNDLE ${lines.map(({ mid }) => mid).join(' ')}`;
  const sections = lines.flatMap(({ kind, mid, direction }) => [
    `m=${kind} ${direction === 'stopped' ? '0' : '9'} UDP/${kind === 'application' ? 'DTLS/SCTP webrtc-datachannel' : 'TLS/RTP/SAVPF 96'}`,
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:password-of-${ufrag}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=mid:${mid}`,
    ...(kind === 'application' ? ['a=sctp-port:5000'] : [`a=${direction}`]),
  ]);
  return [...head, bundle, ...sections, ''].join('\r\n');
}

export function readDescription(sdp: string): FakeDescription {
  const value = (text: string, prefix: string) =>
    text
      .split('\r\n')
      .find((line) => line.startsWith(prefix))
      ?.slice(prefix.length) ?? '';
  const sections = sdp.split('\r\nm=').slice(1);
  return {
    ufrag: value(sdp, 'a=ice-ufrag:'),
    fingerprint: value(sdp, 'a=fingerprint:sha-256 '),
    lines: sections.map((section) => ({
      kind: section.split(' ')[0] ?? '',
      mid: value(section, 'a=mid:'),
      direction: section.split(' ')[1] === '0' ? 'stopped' : directionOf(section),
    })),
  };
}

/** What an answer says to an offered direction by one who wants `wanted`. */
export function answerTo(offered: Direction, wanted: Direction): Direction {
  if (offered === 'stopped' || wanted === 'stopped') return 'stopped';
  const sends = wanted.startsWith('send') && /^(?:sendrecv|recvonly)$/.test(offered);
  const receives = /^(?:sendrecv|recvonly)$/.test(wanted) && offered.startsWith('send');
  return sends ? (receives ? 'sendrecv' : 'sendonly') : receives ? 'recvonly' : 'inactive';
}

/** The same line as the other side sees it. */
export function mirrored(direction: Direction): Direction {
  if (direction === 'sendonly') return 'recvonly';
  return direction === 'recvonly' ? 'sendonly' : direction;
}

function directionOf(section: string): Direction {
  const directions = ['sendrecv', 'sendonly', 'recvonly'] as const;
  return directions.find((each) => section.includes(`a=${each}`)) ?? 'inactive';
}
