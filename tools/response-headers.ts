// What the headers of a response have a browser do. Nobody can list all headers that lead a browser
// astray (`Refresh`, `Link`, `Clear-Site-Data`, and whatever comes next year), so it is the other way
// round: ours have to be there, those of ordinary proxies may be, and every other one is told.
import { weaknesses } from './content-security-policy.ts';

/** Every value of each header, by its name in lower case, none joined and none left out. */
export type Headers = Readonly<Record<string, readonly string[] | undefined>>;

/** What a response of ours has besides what all have. */
export interface Ours {
  /** Its Content-Security-Policy. */
  readonly policy: string;
  /** Which `Content-Type` it may have. */
  readonly type: RegExp;
  /** Which `Cache-Control`, where it matters. */
  readonly cache?: RegExp;
}

/**
 * What the headers allow or ask for that ours do not, each as what can be said of the response:
 * 'is less protected: …', 'comes with …'.
 */
export function strayHeaders(headers: Headers, ours: Ours): readonly string[] {
  const valuesOf = (name: string) => headers[name] ?? [];
  const protection = [
    ...weaknesses(headers['content-security-policy']?.join(','), ours.policy),
    ...[...EXACT].flatMap(([name, value]) => unlike(name, valuesOf(name), value)),
    ...permissionsBeyond(headers['permissions-policy']?.join(',') ?? ''),
    ...(valuesOf('strict-transport-security').some((value) => !ASKS_FOR_TLS.test(value))
      ? ['its strict-transport-security takes back that it asks for TLS']
      : []),
  ];
  const strays = Object.entries(headers).flatMap(([name, values = []]) =>
    JUDGED.has(name) || INERT.has(name)
      ? []
      : values
          .filter((value) => MODEST.get(name)?.test(value) !== true)
          .map((value) => `comes with a header that ours does not have: ${name}: ${value}`),
  );
  return [
    ...protection.map((weakness) => `is less protected: ${weakness}.`),
    ...unsuited('content-type', headers, ours.type),
    ...(ours.cache === undefined ? [] : unsuited('cache-control', headers, ours.cache)),
    ...strays,
  ];
}

/**
 * What our gateway says in every response (apps/gateway/src/security-headers.ts; a journey shows that
 * it does), and what every value of that name has to be.
 */
const EXACT: ReadonlyMap<string, string> = new Map([
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-embedder-policy', 'require-corp'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
]);

/** The features that the page itself has. */
const USED: readonly string[] = [
  ...['camera', 'microphone', 'display-capture', 'fullscreen', 'clipboard-write'],
  'screen-wake-lock',
];
/** Those that nobody has. */
const CLOSED: readonly string[] = [
  ...['geolocation', 'usb', 'serial', 'hid', 'midi', 'payment'],
  ...['browsing-topics', 'idle-detection', 'local-fonts'],
];

/** Two years or one day: whoever serves it says how long. Nothing is what takes back an earlier one. */
const ASKS_FOR_TLS = /^\s*max-age="?0*[1-9]/i;

const JUDGED: ReadonlySet<string> = new Set([
  ...EXACT.keys(),
  ...['content-security-policy', 'permissions-policy', 'strict-transport-security'],
  ...['content-type', 'cache-control'],
]);

/** Of the transport, of caches, and of proxies that number what passes: no page changes by them. */
const INERT: ReadonlySet<string> = new Set([
  ...['date', 'server', 'via', 'x-powered-by', 'x-robots-tag'],
  ...['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-ranges'],
  ...['etag', 'last-modified', 'vary', 'age', 'expires', 'pragma'],
  ...[
    'x-cache',
    'x-cache-hits',
    'x-served-by',
    'x-timer',
    'x-varnish',
    'cf-ray',
    'cf-cache-status',
  ],
  ...['x-request-id', 'x-amz-cf-id', 'x-amz-cf-pop', 'x-envoy-upstream-service-time'],
]);

/** Those of which only some values are harmless. */
const MODEST: ReadonlyMap<string, RegExp> = new Map([
  ['content-encoding', /^identity$/i], // as it was asked for
  // The same host by HTTP/2 or 3, as proxies offer it; a host's name before the colon is another.
  ['alt-svc', /^(clear|(,?\s*h[23](-\d+)?=":\d+"(\s*;\s*(ma|persist)=\d+)*)+)$/i],
  ['x-frame-options', /^(deny|sameorigin)$/i],
]);

function unlike(name: string, values: readonly string[], wanted: string): readonly string[] {
  if (values.length === 0) return [`it has no ${name}`];
  const others = values.filter((value) => value.trim().toLowerCase() !== wanted);
  return others.map((value) => `its ${name} is ${value}`);
}

function unsuited(name: string, headers: Headers, wanted: RegExp): readonly string[] {
  const values = headers[name] ?? [];
  if (values.length === 0) return [`comes without a ${name}`];
  const others = values.filter((value) => !wanted.test(value));
  return others.map((value) => `comes with another ${name} than ours: ${value}`);
}

/** W3C Permissions Policy, section 5.2: a dictionary (RFC 9651), of whose equal keys the last counts. */
function permissionsBeyond(header: string): readonly string[] {
  const entries = header.split(',').map((entry) => entry.trim().split('='));
  const theirs = new Map(entries.map(([feature = '', ...allowed]) => [feature, allowed.join('=')]));
  theirs.delete('');
  const wider = [...theirs].filter(
    ([feature, allowed]) =>
      allowed !== '()' && !(allowed === '(self)' && !CLOSED.includes(feature)),
  );
  const missing = [...USED, ...CLOSED].filter((feature) => !theirs.has(feature));
  return [
    ...wider.map(([feature, allowed]) => `its permissions-policy gives ${feature} to ${allowed}`),
    ...missing.map((feature) => `its permissions-policy does not limit ${feature}`),
  ];
}
