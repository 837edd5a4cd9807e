import { type Headers, strayHeaders } from './response-headers.ts';

const ours = { policy: "default-src 'none'", type: /^text\/html$/, cache: /no-store/ };
const permissions =
  'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), clipboard-write=(self), screen-wake-lock=(self), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), browsing-topics=(), idle-detection=(), local-fonts=()';
const served: Headers = {
  'content-security-policy': ["default-src 'none'"],
  'x-content-type-options': ['nosniff'],
  'referrer-policy': ['no-referrer'],
  'cross-origin-opener-policy': ['same-origin'],
  'cross-origin-embedder-policy': ['require-corp'],
  'cross-origin-resource-policy': ['same-origin'],
  'origin-agent-cluster': ['?1'],
  'permissions-policy': [permissions],
  'content-type': ['text/html'],
  'cache-control': ['no-store'],
};

describe('strayHeaders', () => {
  it('finds none in what our gateway sends', () => {
    expect(strayHeaders(served, ours)).toEqual([]);
  });

  it('finds none in what a proxy adds about itself', () => {
    const proxied = {
      ...served,
      date: ['Mon, 01 Jan 2024 00:00:00 GMT'],
      server: ['a proxy'],
      via: ['1.1 proxy'],
      etag: ['"1"'],
      vary: ['accept-encoding'],
      connection: ['keep-alive'],
      'content-length': ['5'],
      'content-encoding': ['identity'],
      'alt-svc': ['h3=":443"; ma=2592000, h2=":443"'],
      'strict-transport-security': ['max-age=31536000; includeSubDomains; preload'],
      'x-frame-options': ['SAMEORIGIN'],
      'x-content-type-options': ['nosniff', 'nosniff'],
      'x-request-id': ['1'],
    };
    expect(strayHeaders(proxied, ours)).toEqual([]);
  });

  for (const [name, value] of [
    ['refresh', '0; url=/other'],
    ['location', '/other'],
    ['content-location', '/other'],
    ['link', '</other.js>; rel=preload'],
    ['clear-site-data', '"storage"'],
    ['service-worker-allowed', '/'],
    ['set-cookie', 'id=1'],
    ['speculation-rules', '"/rules.json"'],
    ['sourcemap', '/main.js.map'],
    ['nel', '{"report_to":"x"}'],
    ['report-to', '{"group":"x"}'],
    ['reporting-endpoints', 'x="https://other.example"'],
    ['content-security-policy-report-only', 'report-uri /x'],
    ['access-control-allow-origin', '*'],
    ['accept-ch', 'Sec-CH-UA-Model'],
    ['content-disposition', 'attachment'],
    ['content-encoding', 'gzip'],
    ['alt-svc', 'h3="other.example:443"'],
    ['x-frame-options', 'allow-from https://other.example'],
    ['x-of-next-year', 'do'],
    ['constructor', 'x'],
  ] as const) {
    it(`finds ${name}: ${value}`, () => {
      expect(strayHeaders({ ...served, [name]: [value] }, ours)).toEqual([
        `comes with a header that ours does not have: ${name}: ${value}`,
      ]);
    });
  }

  for (const name of [
    ...['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'],
    ...['cross-origin-embedder-policy', 'cross-origin-resource-policy', 'origin-agent-cluster'],
  ]) {
    it(`misses ${name}, and finds a second value beside ours`, () => {
      const { [name]: left = [], ...others } = served;
      expect(strayHeaders(others, ours)).toEqual([`is less protected: it has no ${name}.`]);
      expect(strayHeaders({ ...served, [name]: [...left, 'lax'] }, ours)).toEqual([
        `is less protected: its ${name} is lax.`,
      ]);
    });
  }

  for (const [what, policy, found] of [
    [
      'a feature opened to others',
      permissions.replace('camera=(self)', 'camera=*'),
      'its permissions-policy gives camera to *',
    ],
    [
      'a feature opened that nobody has',
      permissions.replace('usb=()', 'usb=(self)'),
      'its permissions-policy gives usb to (self)',
    ],
    [
      'a feature opened again by a later word',
      `${permissions}, usb=*`,
      'its permissions-policy gives usb to *',
    ],
    [
      'a feature that ours does not speak of, opened',
      `${permissions}, gyroscope=*`,
      'its permissions-policy gives gyroscope to *',
    ],
    [
      'a feature left out',
      permissions.replace('usb=(), ', ''),
      'its permissions-policy does not limit usb',
    ],
  ] as const) {
    it(`finds ${what}`, () => {
      expect(strayHeaders({ ...served, 'permissions-policy': [policy] }, ours)).toEqual([
        `is less protected: ${found}.`,
      ]);
    });
  }

  it('lets a site keep features from its own page', () => {
    const stricter = permissions.replace('camera=(self)', 'camera=()');
    const headers = { ...served, 'permissions-policy': [`${stricter}, gyroscope=()`] };
    expect(strayHeaders(headers, ours)).toEqual([]);
  });

  it('finds that TLS is asked for no more', () => {
    expect(strayHeaders({ ...served, 'strict-transport-security': ['max-age=0'] }, ours)).toEqual([
      'is less protected: its strict-transport-security takes back that it asks for TLS.',
    ]);
  });

  it('finds a second type, which a browser would believe', () => {
    const headers = { ...served, 'content-type': ['text/html', 'text/html; charset=utf-7'] };
    expect(strayHeaders(headers, ours)).toEqual([
      'comes with another content-type than ours: text/html; charset=utf-7',
    ]);
  });

  it('misses a type, and a word on how long it may be kept', () => {
    const { 'content-type': type, 'cache-control': cache, ...others } = served;
    expect([type, cache]).not.toContain(undefined);
    expect(strayHeaders(others, ours)).toEqual([
      'comes without a content-type',
      'comes without a cache-control',
    ]);
  });
});
