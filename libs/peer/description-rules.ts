// What a peer's description must look like before a browser may read it. The peer knows the
// password, but whoever knows it need not be kind: a description can ask for anything.

/** The most bytes of a description that travels sealed: with its head it fits the largest seal. */
const MAX_SEALED_SDP = 15 * 1024;
/**
 * One line (RFC 8866 section 5), as browsers write it: a letter and the name of an attribute in lower
 * case, printable ASCII. Some parsers know a name in capitals too, where our rules would not.
 */
const LINE = /^(?:a=[a-z0-9-]+(?::[\x20-\x7e]*)?|[b-z]=[\x20-\x7e]*)$/;
/** The most sections: a data channel, a few devices and screens; each costs the browser memory. */
const MAX_SECTIONS = 8;

export interface DescriptionRules {
  /** Whether audio and video may be in it: on the main connection, once bound. */
  readonly media: boolean;
}

export type CheckedDescription =
  | { readonly ok: true; readonly fingerprint: Uint8Array<ArrayBuffer>; readonly sdp: string }
  | { readonly ok: false; readonly fault: DescriptionFault };

export type DescriptionFault = 'size' | 'sections' | 'fingerprint' | 'ice' | 'forbidden';

/**
 * Checks a peer's SDP. On success gives the one SHA-256 fingerprint in it (32 bytes) and the SDP
 * without candidates: these come by themselves, so that one place decides which are taken.
 */
export function checkDescription(sdp: string, rules: DescriptionRules): CheckedDescription {
  // Over the control channel the schema's limit holds.
  if (!rules.media && sdp.length > MAX_SEALED_SDP) return { ok: false, fault: 'size' };
  const lines = sdp.split(/\r\n|\n/);
  const values = (prefix: string) =>
    lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));

  const kinds = values('m=').map((section) => section.split(' ', 1)[0]);
  const allowed = rules.media ? ['application', 'audio', 'video'] : ['application'];
  const known = kinds.every((kind) => kind !== undefined && allowed.includes(kind));
  const channels = kinds.filter((kind) => kind === 'application').length;
  if (!known || channels !== 1 || kinds.length > MAX_SECTIONS)
    return { ok: false, fault: 'sections' };

  // Another parser might see a line, or its end, where we see none.
  const readable = lines.every(
    (line, at) => LINE.test(line) || (line === '' && at > 0 && at === lines.length - 1),
  );
  if (!readable || ['a=identity', 'a=crypto'].some((prefix) => values(prefix).length > 0))
    return { ok: false, fault: 'forbidden' };

  const oneOf = (prefix: string) => new Set(values(prefix)).size === 1;
  if (!oneOf('a=ice-ufrag:') || !oneOf('a=ice-pwd:')) return { ok: false, fault: 'ice' };

  const fingerprints = new Set(values('a=fingerprint:').map((value) => value.toLowerCase()));
  const fingerprint = parseFingerprint([...fingerprints][0] ?? '');
  if (fingerprints.size !== 1 || fingerprint === undefined)
    return { ok: false, fault: 'fingerprint' };
  return { ok: true, fingerprint, sdp: withoutCandidates(sdp) };
}

/** An SDP without its candidates and without the word that there are no more of them. */
export function withoutCandidates(sdp: string): string {
  return sdp.replace(/^a=(?:candidate.*|end-of-candidates)(?:\r\n|\n|$)/gm, '');
}

/** Our SDP as it may be told: the addresses of this browser travel as candidates, or not at all. */
export function withoutAddresses(sdp: string): string {
  return withoutCandidates(sdp)
    .replace(/^(o=\S+ \S+ \S+ IN) IP[46] [^\s]+/gm, '$1 IP4 0.0.0.0')
    .replace(/^c=IN IP[46] [^\r\n]+/gm, 'c=IN IP4 0.0.0.0')
    .replace(/^a=rtcp:\d+ IN IP[46] [^\r\n]+/gm, 'a=rtcp:9 IN IP4 0.0.0.0')
    .replace(/^(m=\w+) [1-9]\d* /gm, '$1 9 ');
}

/** The ICE username fragment of an SDP; the empty string where there is none. */
export function usernameFragment(sdp: string): string {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? '';
}

/** 'sha-256 ab:cd:…' in lower case as 32 bytes (RFC 8122 section 5). */
function parseFingerprint(value: string): Uint8Array<ArrayBuffer> | undefined {
  const hex = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec(value)?.[1];
  if (hex === undefined) return undefined;
  return Uint8Array.from(hex.split(':'), (byte) => Number.parseInt(byte, 16));
}
