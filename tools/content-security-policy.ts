/** A policy as a browser reads it: each directive with its sources. */
type Policy = ReadonlyMap<string, readonly string[]>;

/**
 * What a Content-Security-Policy, as it was served, allows beyond the wanted one, a sentence each;
 * none where it is at least as strict. Of several policies a browser obeys all, so the strictest
 * one counts.
 */
export function weaknesses(served: string | undefined, wanted: string): readonly string[] {
  const [ours = new Map<string, readonly string[]>()] = parse(wanted);
  const theirs = parse(served ?? '');
  const [first, ...others] = theirs.map((policy) => weaknessesOf(policy, ours));
  if (first === undefined) return ['there is no Content-Security-Policy'];
  const least = others.reduce((few, found) => (found.length < few.length ? found : few), first);
  return [...least, ...theirs.flatMap(reportsOf)];
}

/** To whom browsers would tell what the policy has stopped, and on which page. */
function reportsOf(policy: Policy): readonly string[] {
  const addressees = [...(policy.get('report-uri') ?? []), ...(policy.get('report-to') ?? [])];
  return addressees.map((addressee) => `its policy has browsers report to ${addressee}`);
}

function parse(header: string): readonly Policy[] {
  return header
    .split(',')
    .filter((policy) => policy.trim() !== '')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const words of policy.split(';').map((part) => part.trim().split(/\s+/))) {
        const [name = '', ...sources] = words;
        // Of two directives with one name, browsers take the first.
        if (name !== '' && !directives.has(name.toLowerCase())) {
          directives.set(
            name.toLowerCase(),
            sources.filter((source) => source !== "'none'"),
          );
        }
      }
      return directives;
    });
}

/** CSP 3, 6.8.3: which directive speaks where the one asked for is missing. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['default-src'],
  'script-src-elem': ['script-src', 'default-src'],
  'script-src-attr': ['script-src', 'default-src'],
  'style-src': ['default-src'],
  'style-src-elem': ['style-src', 'default-src'],
  'style-src-attr': ['style-src', 'default-src'],
  'worker-src': ['child-src', 'script-src', 'default-src'],
  'frame-src': ['child-src', 'default-src'],
  'img-src': ['default-src'],
  'media-src': ['default-src'],
  'font-src': ['default-src'],
  'connect-src': ['default-src'],
  'manifest-src': ['default-src'],
  'object-src': ['default-src'],
  // These stand for themselves.
  'base-uri': [],
  'form-action': [],
  'frame-ancestors': [],
  'trusted-types': [],
};

function weaknessesOf(theirs: Policy, ours: Policy): readonly string[] {
  const found = Object.keys(FALLBACKS).flatMap((directive) => {
    const wanted = effective(ours, directive);
    if (wanted === undefined) return [];
    const allowed = effective(theirs, directive);
    if (allowed === undefined) return [`its policy does not limit ${directive}`];
    return allowed
      .filter((source) => !wanted.includes(source) && source !== "'report-sample'")
      .map((source) => `its policy lets ${directive} have ${source}`);
  });
  const required = ours.get('require-trusted-types-for') ?? [];
  const missing = required.filter(
    (sink) => theirs.get('require-trusted-types-for')?.includes(sink) !== true,
  );
  return [
    ...found,
    ...missing.map((sink) => `its policy does not ask for Trusted Types for ${sink}`),
  ];
}

/** The sources that count for the directive; undefined where everything is allowed. */
function effective(policy: Policy, directive: string): readonly string[] | undefined {
  const speaker = [directive, ...(FALLBACKS[directive] ?? [])].find((name) => policy.has(name));
  return speaker === undefined ? undefined : policy.get(speaker);
}
