// Looks for a secret in bytes that must not hold it, in every form that a careless line of code
// could have given it. What a journey scans is everything that crossed a wire.

/** Where a secret was found, and in which form. */
export interface Leak {
  readonly form: string;
  /** Offset of the first byte in the bytes that were searched. */
  readonly at: number;
}

/**
 * Every form in which the secret occurs in the bytes: as it is (UTF-8, UTF-16), in base64 of
 * either alphabet at each of its three alignments, in hexadecimal of either case, URL-encoded as
 * text or byte by byte, and escaped as JSON does.
 * Throws where the secret has fewer than six bytes: shorter ones occur by chance.
 */
export function findLeaks(haystack: Uint8Array, secret: string | Uint8Array): readonly Leak[] {
  const bytes = Buffer.from(secret as Uint8Array);
  if (bytes.length < SHORTEST)
    throw new Error(`a secret to scan for has ${SHORTEST} bytes or more`);
  const exact = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength);
  // latin1 maps bytes to characters one to one, so offsets stay what they were.
  const lower = Buffer.from(exact.toString('latin1').toLowerCase(), 'latin1');
  const found: Leak[] = [];
  const look = (where: Buffer, form: string, needle: Buffer | string) => {
    const at = where.indexOf(needle);
    if (at !== -1) found.push({ form, at });
  };
  look(exact, 'raw', bytes);
  look(lower, 'hex', bytes.toString('hex'));
  look(lower, 'percent-encoded bytes', bytes.toString('hex').replace(/../g, '%$&'));
  for (const alignment of [0, 1, 2]) {
    const core = base64Core(bytes, alignment);
    look(exact, `base64 at alignment ${alignment}`, core);
    const url = core.replaceAll('+', '-').replaceAll('/', '_');
    if (url !== core) look(exact, `base64url at alignment ${alignment}`, url);
  }
  if (typeof secret === 'string') {
    const encoded = encodeURIComponent(secret);
    const variants = {
      'UTF-16': Buffer.from(secret, 'utf16le'),
      'UTF-16, big-endian': Buffer.from(secret, 'utf16le').swap16(),
      'URL-encoded': encoded,
      'form-encoded': encoded.replaceAll('%20', '+'),
      'JSON-escaped': JSON.stringify(secret).slice(1, -1),
    };
    for (const [form, needle] of Object.entries(variants)) {
      if (needle !== secret) look(exact, form, needle);
    }
  }
  return found;
}

/** In bytes. Six leave at least seven fixed characters of base64, 42 bits that chance does not hit. */
const SHORTEST = 6;

/**
 * The characters of the secret's base64 that are the same whatever precedes and follows it, when
 * it starts `alignment` bytes into a group of three.
 */
function base64Core(bytes: Buffer, alignment: number): string {
  const text = Buffer.concat([Buffer.alloc(alignment), bytes]).toString('base64');
  const from = Math.ceil((alignment * 8) / 6);
  const to = Math.floor(((alignment + bytes.length) * 8) / 6);
  return text.slice(from, to);
}
