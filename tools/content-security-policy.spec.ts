import { weaknesses } from './content-security-policy.ts';

const ours =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; base-uri 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types angular default";

describe('weaknesses', () => {
  for (const [what, policy] of Object.entries({
    'the same policy': ours,
    'another order, case of names and spacing': `  Trusted-Types angular default;SCRIPT-SRC 'self';${ours}`,
    'less in a directive': ours.replace("style-src 'self' 'nonce-abc'", "style-src 'none'"),
    'a directive less, where the default is as strict': ours.replace("script-src 'self'; ", ''),
    'directives that only take away': `${ours}; sandbox allow-scripts; upgrade-insecure-requests`,
    'a second policy beside it, however lax': `script-src *, ${ours}`,
    'a second one of a name, which no browser reads': `${ours}; script-src *`,
  })) {
    it(`finds none in ${what}`, () => {
      expect(weaknesses(policy, ours)).toEqual([]);
    });
  }

  it('misses a policy', () => {
    for (const nothing of [undefined, '', ' , ']) {
      expect(weaknesses(nothing, ours)).toEqual(['there is no Content-Security-Policy']);
    }
  });

  for (const [what, policy, found] of [
    [
      'a source more',
      ours.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
      [
        "its policy lets script-src have 'unsafe-inline'",
        "its policy lets script-src-elem have 'unsafe-inline'",
        "its policy lets script-src-attr have 'unsafe-inline'",
        "its policy lets worker-src have 'unsafe-inline'",
      ],
    ],
    [
      'a more specific directive that is laxer',
      `${ours}; script-src-elem 'self' https:`,
      ['its policy lets script-src-elem have https:'],
    ],
    [
      'a directive of its own, where ours has the default',
      `${ours}; connect-src *`,
      ['its policy lets connect-src have *'],
    ],
    [
      'a directive that has no default, left out',
      ours.replace("base-uri 'self'; ", ''),
      ['its policy does not limit base-uri'],
    ],
    [
      'no Trusted Types',
      ours.replace("require-trusted-types-for 'script'; ", ''),
      ["its policy does not ask for Trusted Types for 'script'"],
    ],
    [
      "another name among the Trusted Types' policies",
      ours.replace('angular default', 'angular default angular#unsafe-bypass'),
      ['its policy lets trusted-types have angular#unsafe-bypass'],
    ],
    [
      'somebody to report to, by either name, in a second policy too',
      `${ours}; report-uri /to, default-src 'none'; report-to group`,
      ['its policy has browsers report to /to', 'its policy has browsers report to group'],
    ],
    [
      'a nonce of another response',
      ours.replace('nonce-abc', 'nonce-abcd'),
      ['style-src', 'style-src-elem', 'style-src-attr'].map(
        (name) => `its policy lets ${name} have 'nonce-abcd'`,
      ),
    ],
  ] as const) {
    it(`finds ${what}`, () => {
      expect(weaknesses(policy, ours)).toEqual(found);
    });
  }

  it('finds every directive without a limit where only one is left', () => {
    expect(weaknesses("frame-ancestors 'none'", ours).length).toBeGreaterThan(10);
  });
});
