// Compares a running site with a build of the client, byte for byte. docs/verify.md tells a
// stranger how to use it, and what it cannot show.
//
//   node tools/verify.ts <url> [--manifest <file>] [--certificate <file>]
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type RequestOptions, get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import {
  BUILT_CLIENT,
  type Manifest,
  Refusal,
  manifestOfFolder,
  parseManifest,
  sha256,
} from './manifest.ts';
import { type Headers, strayHeaders } from './response-headers.ts';

export interface VerifyOptions {
  /** A certificate (PEM) to trust, and no other: how a site with one of its own is checked. */
  readonly certificate?: string;
}

/**
 * All that differs at the site from the build that the manifest describes, a sentence each.
 * @throws {Refusal} where there is nothing to compare: no such host, no TLS, no whisperNet.
 */
export async function verifySite(
  url: URL,
  manifest: Manifest,
  options: VerifyOptions = {},
): Promise<readonly string[]> {
  const fetched = (path: string) => fetchFrom(new URL(path, url.origin), options);
  const pages: Judgement[] = [];
  const nonces: string[] = [];
  for (const [at, path] of PAGES) {
    const page = await fetched(path ?? `/${randomUUID()}`);
    if (at === '/') refuseStranger(url, page);
    pages.push({ of: `The page at ${at}`, findings: judgePage(page, manifest) });
    nonces.push(slotsOf(page).nonce ?? '');
  }
  const files: Judgement[] = [];
  for (const [path, digest] of manifest.files) {
    if (path === 'index.html') continue;
    const file = await fetched(`/${encodeURI(path)}`);
    files.push({ of: path, findings: judgeFile(path, digest, file) });
  }
  files.push({
    of: MANIFEST_PATH,
    findings: judgeManifest(await fetched(MANIFEST_PATH), manifest),
  });
  const given = nonces.filter((nonce) => nonce !== '');
  return [
    ...sentences(pages, files),
    ...(new Set(given).size < given.length
      ? ['The page has the same nonce twice, so that a nonce protects nothing.']
      : []),
  ];
}

/** Where an installed client sees whether there is another build, and which digests its files have. */
const MANIFEST_PATH = '/build.sha256';

/** Wherever a gateway answers with the page; one address is new each time, so that no site can know it. */
const PAGES: readonly (readonly [at: string, path?: string])[] = [
  ...['/', '/index.html', '/room', '/privacy'].map((path) => [path, path] as const),
  ['an unknown address'],
];

/** A response, and what there is to say of it. */
interface Judgement {
  readonly of: string;
  readonly findings: readonly string[];
}

/** What is true of all is said once. */
function sentences(pages: readonly Judgement[], files: readonly Judgement[]): readonly string[] {
  const subjectOf = (of: string, finding: string) => {
    const told = ({ findings }: Judgement) => findings.includes(finding);
    if (!pages.every(told)) return of;
    return files.every(told) ? 'Every response' : 'Every page';
  };
  const all = [...pages, ...files].flatMap(({ of, findings }) =>
    findings.map((finding) => `${subjectOf(of, finding)} ${finding}`),
  );
  return [...new Set(all)];
}

/** What of the gateway's answers is checked against; a journey compares it with the gateway's own. */
export const pagePolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular default',
  ].join('; ');

export const WORKER_POLICY = "default-src 'none'; script-src 'self'";
/** Of what is neither the page nor a worker, should anybody open it as a page of its own. */
export const FILE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Of the one that derives the password's secret. */
export const WASM_WORKER_POLICY = `${WORKER_POLICY} 'wasm-unsafe-eval'`;

/** Of the one that keeps the client where it is installed: it fetches, from its own origin. */
export const SERVICE_WORKER_POLICY = `${WORKER_POLICY}; connect-src 'self'`;

interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** The two places of the page that a gateway fills in; the rest is the build's, byte for byte. */
const ID_SLOT = /(<meta name="build-id" content=")([0-9a-f]{12})("\/>)/;
const NONCE_SLOT = /(<wn-app) ngCspNonce="([\w-]{22})"(>)/;

function slotsOf({ body }: Fetched) {
  const html = body.toString('latin1'); // a character a byte: nothing is repaired or lost
  return { html, id: ID_SLOT.exec(html)?.[2], nonce: NONCE_SLOT.exec(html)?.[2] };
}

function refuseStranger(url: URL, { status, headers, body }: Fetched): void {
  if (isRedirect(status)) {
    const to = headers['location']?.join() ?? 'nowhere';
    throw new Refusal(`${url.origin} sends its visitors on to ${to}. Check that address instead.`);
  }
  if (!body.includes('<wn-app')) {
    throw new Refusal(
      `${url.origin} is no whisperNet: its page (status ${status}) is another one.`,
    );
  }
}

const isRedirect = (status: number) => status >= 300 && status < 400;

function judgePage(page: Fetched, manifest: Manifest): readonly string[] {
  const { status, headers } = page;
  if (isRedirect(status)) {
    return [
      `sends its visitors on (status ${status}) to ${headers['location']?.join() ?? 'nowhere'}`,
    ];
  }
  const findings: string[] = [];
  if (status !== 200) findings.push(`has the status ${status}.`);
  const { html, id, nonce = '' } = slotsOf(page);
  if (nonce === '') findings.push('has no nonce where it should.');
  if (id === undefined) findings.push('does not say which build it is.');
  else if (id !== manifest.buildId) {
    findings.push(`says that it is build ${id}. This is ${manifest.buildId}.`);
  }
  const template = html.replace(ID_SLOT, '$1$3').replace(NONCE_SLOT, '$1$3');
  if (sha256(Buffer.from(template, 'latin1')) !== manifest.files.get('index.html')) {
    findings.push("differs from the build's index.html.", ...additionalCode(html, manifest));
  }
  const ours = { policy: pagePolicy(nonce), type: PAGE_TYPE, cache: NOT_KEPT };
  return [...findings, ...strayHeaders(headers, ours)];
}

/** The scripts of the page that are not of the build, so that a person knows where to look. */
function additionalCode(html: string, manifest: Manifest): readonly string[] {
  return [...html.matchAll(/<script\b([^>]*)>/gi)].flatMap(([, attributes = '']) => {
    const source = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes);
    const src = source?.[1] ?? source?.[2] ?? source?.[3];
    if (src === undefined) return ['has an inline script.'];
    return manifest.files.has(src.replace(/^\//, ''))
      ? []
      : [`has a script that is not of the build: ${src}`];
  });
}

function judgeFile(path: string, digest: string, { status, headers, body }: Fetched): string[] {
  if (status !== 200) return [`is missing (status ${status}).`];
  const encoding = headers['content-encoding']?.join() ?? 'identity';
  if (encoding !== 'identity') {
    return [`came encoded (${encoding}), though it was asked for as it is.`];
  }
  const found = sha256(body);
  if (found !== digest) return [`differs: it is ${found}, and should be ${digest}.`];
  const type = FILE_TYPES.get(extname(path)) ?? NO_DOCUMENT;
  if (path === 'service-worker.js') {
    const ours = { policy: SERVICE_WORKER_POLICY, type, cache: ASKED_FOR_AGAIN };
    return [...strayHeaders(headers, ours)];
  }
  if (!/^worker-[A-Z0-9]{8}\.js$/.test(path)) {
    return [...strayHeaders(headers, { policy: FILE_POLICY, type })];
  }
  const policy = body.includes('WebAssembly') ? WASM_WORKER_POLICY : WORKER_POLICY;
  return [...strayHeaders(headers, { policy, type, cache: ASKED_FOR_AGAIN })];
}

function judgeManifest({ status, headers, body }: Fetched, manifest: Manifest): string[] {
  if (status !== 200) return [`is missing (status ${status}).`];
  if (body.toString('latin1') !== manifest.text) {
    return ['names other files, or other digests, than the build has.'];
  }
  const ours = { policy: FILE_POLICY, type: NO_DOCUMENT, cache: ASKED_FOR_AGAIN };
  return [...strayHeaders(headers, ours)];
}

/** Another charset would make other characters of the same bytes. */
const PAGE_TYPE = /^text\/html;\s*charset="?utf-8"?$/i;
/** The page has a nonce that is good for once. */
const NOT_KEPT = /(^|,)\s*no-store\s*(,|$)/i;
/** A worker's policy comes with it, and has to be today's; so do the digests of a build. */
const ASKED_FOR_AGAIN = /(^|,)\s*no-(cache|store)\s*(,|$)/i;

const FILE_TYPES: ReadonlyMap<string, RegExp> = new Map([
  ['.js', /^(text|application)\/javascript(;\s*charset="?utf-8"?)?$/i],
  ['.css', /^text\/css(;\s*charset="?utf-8"?)?$/i],
  ['.webmanifest', /^application\/manifest\+json(;\s*charset="?utf-8"?)?$/i],
  ['.svg', /^image\/svg\+xml(;\s*charset="?utf-8"?)?$/i],
]);
/** Nothing that a browser would open as a page. */
const NO_DOCUMENT = /^(?!.*(html|xml|xsl|multipart))/i;

/** A slow server of a page of a megabyte, on a slow line. */
const PATIENCE_MS = 20_000;
/** Ten times what the largest file has. */
const MOST_BYTES = 20_000_000;

/** What a browser would get, without following anybody anywhere. Rejects with a Refusal. */
async function fetchFrom(url: URL, { certificate }: VerifyOptions): Promise<Fetched> {
  const options: RequestOptions & { readonly ca?: string } = {
    headers: { accept: 'text/html,*/*', 'accept-encoding': 'identity' },
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(certificate === undefined ? {} : { ca: certificate }),
  };
  try {
    return await new Promise<Fetched>((resolve, reject) => {
      const hints: Record<string, readonly string[]> = {};
      const get = url.protocol === 'https:' ? getSecure : getPlain;
      get(url, options, (response) => {
        const pieces: Buffer[] = [];
        let length = 0;
        response.on('data', (piece: Buffer) => {
          pieces.push(piece);
          length += piece.length;
          if (length > MOST_BYTES) response.destroy(new Refusal(`${url.href} has no end.`));
        });
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headersDistinct } = response;
          resolve({
            status,
            headers: { ...headersDistinct, ...hints },
            body: Buffer.concat(pieces),
          });
        });
      })
        // 103 Early Hints (RFC 8297): a browser begins with what they say. Ours gives none.
        .on('information', ({ headers }) => {
          for (const [name, value = []] of Object.entries(headers)) {
            hints[`early ${name}`] = [value].flat();
          }
        })
        .on('error', reject);
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(sentenceFor(error, url), { cause: error });
  }
}

function sentenceFor(error: unknown, { origin, hostname }: URL): string {
  const { code = '', name, message } = error as NodeJS.ErrnoException; // of node:http and node:tls
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no host named ${hostname}.`;
  if (code === 'ECONNREFUSED') return `Nothing listens at ${origin}.`;
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR' || name === 'TimeoutError') {
    return `${origin} does not answer.`;
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT' || code === 'SELF_SIGNED_CERT_IN_CHAIN') {
    return `${origin} has a certificate that nobody vouches for. If you have it as a file: --certificate <file>`;
  }
  if (/^(ERR_SSL_|EPROTO)/.test(code))
    return `${origin} does not speak TLS. Is its address one with http:// instead?`;
  if (/CERT|SIGNATURE|ISSUER|^ERR_TLS_/.test(code)) {
    return `The certificate of ${origin} is not good: ${message}`;
  }
  return `${origin} cannot be asked: ${message || code}`;
}

/** What a site has sent must not move the cursor, or it would write the last line itself. */
const shown = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '\u{fffd}').slice(0, MOST_SHOWN);
const MOST_SHOWN = 500;

const USAGE = 'Usage: node tools/verify.ts <url> [--manifest <file>] [--certificate <file>]';

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { manifest: { type: 'string' }, certificate: { type: 'string' } },
      allowPositionals: true,
    });
    const [address, ...more] = positionals;
    if (address === undefined || more.length > 0) throw new Error('It takes one address.');
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      throw new Error(`'${address}' is no address that starts with https:// or http://.`);
    }
    return { url, ...values };
  } catch (error) {
    // Awaited here: our own two, and what parseArgs says of an option.
    throw new Refusal(`${(error as Error).message}\n${USAGE}`);
  }
}

function readGiven(file: string): string {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  return readFileSync(file, 'utf8');
}

/** 0 where the site is the build, 1 where it is not or cannot be compared. */
async function main(args: readonly string[]): Promise<number> {
  const { url, manifest: file, certificate } = readArguments(args);
  const manifest =
    file === undefined ? manifestOfFolder(BUILT_CLIENT) : parseManifest(readGiven(file));
  const trusted = certificate === undefined ? {} : { certificate: readGiven(certificate) };
  const findings = await verifySite(url, manifest, trusted);
  if (findings.length === 0) {
    console.log(
      `${url.origin} serves build ${manifest.buildId}: ${manifest.files.size} files, every byte as built, under the same policy or a stricter one.`,
    );
    return 0;
  }
  for (const finding of findings) console.log(`✗ ${shown(finding)}`);
  console.log(`\n${url.origin} does not serve build ${manifest.buildId} as it is.`);
  return 1;
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(shown(error.message));
    process.exitCode = 1;
  }
}
