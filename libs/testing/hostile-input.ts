// What a hostile peer may send: the valid, bent in all the ways that a decoder could overlook.
// Properties say what holds for all of it; fast-check looks for what breaks them, and prints the
// seed and the smallest input that does.
import fc from 'fast-check';

type Bytes = Uint8Array<ArrayBuffer>;

/** The same inputs in every run: what was green stays green. Whoever goes hunting takes another. */
const SEED = 20_260_423;
/** Enough to meet every mutation at every kind of place; all properties together take seconds. */
const RUNS = 1000;

/** Expects `rule` of every `input`. It breaks the rule to throw. */
export function expectAlways<Input>(
  input: fc.Arbitrary<Input>,
  rule: (input: Input) => boolean,
  numRuns = RUNS,
): void {
  report(fc.check(fc.property(input, rule), { seed: SEED, numRuns }));
}

/** The same where the rule takes its time. */
export async function expectAlwaysAsync<Input>(
  input: fc.Arbitrary<Input>,
  rule: (input: Input) => Promise<boolean>,
  numRuns = RUNS,
): Promise<void> {
  report(await fc.check(fc.asyncProperty(input, rule), { seed: SEED, numRuns }));
}

/**
 * Expects of a decoder that it never throws, and that what it accepts is `faithful`: written in the
 * one way there is. Among the inputs there must be some that it accepts and some that it refuses.
 */
export function expectStrict<Input, Output>(
  input: fc.Arbitrary<Input>,
  decode: (input: Input) => Output | undefined,
  faithful: (output: Output, input: Input) => boolean,
  numRuns = RUNS,
): void {
  let accepted = 0;
  let refused = 0;
  const rule = (given: Input) => {
    const output = decode(given);
    if (output === undefined) refused += 1;
    else accepted += 1;
    return output === undefined || faithful(output, given);
  };
  expectAlways(input, rule, numRuns);
  expect(accepted).withContext('accepted inputs').toBeGreaterThan(0);
  expect(refused).withContext('refused inputs').toBeGreaterThan(0);
}

function report<Input>(details: fc.RunDetails<Input>): void {
  expect(details.failed)
    .withContext(fc.defaultReportMessage(details) ?? '')
    .toBeFalse();
}

/** Exactly `length` bytes. */
export const bytesOf = (length: number): fc.Arbitrary<Bytes> => anyBytes(length, length);

/** Any bytes. */
export const anyBytes = (maxLength: number, minLength = 0): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength, size: 'max' }).map((bytes) => new Uint8Array(bytes));

/** Any text: ordinary letters, what turns or hides, halves of pairs, separators, digits. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 1 }) },
        { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 1 }) },
        { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_UNITS) },
        {
          weight: 3,
          arbitrary: fc.constantFrom('a', 'Z', '0', ' ', '.', '_', '-', '/', '\\', ':'),
        },
      ),
      { maxLength, size: 'max' }, // else fast-check keeps to about ten, whatever the bound
    )
    .map((units) => units.join(''));

/** Each a trap of its own: controls, directions, no width, halves, marks, spaces, case, line ends. */
const HOSTILE_UNITS = [
  ...['\0', '\x07', '\x1b', '\x7f', '\x85', '\x9b', '\t', '\n', '\r', '\r\n', '\v', '\f'],
  ...['\u061c', '\u200b', '\u200d', '\u200e', '\u200f', '\u202a', '\u202d', '\u202e', '\u2066'],
  ...['\u2069', '\u2028', '\u2029', '\ufeff', '\u00ad', '\ufff9', '\ue000', '\u{e0041}', '\ufe0f'],
  ...['\ud800', '\udc00', '\udfff', '\u{10ffff}', '\uffff', '\u0301', '\u0323', '\u0338', '\u093f'],
  ...['\u00a0', '\u2003', '\u3000', '\u180e', 'ı', 'İ', 'ß', 'ﬁ', '\u212b', '\u1e9b', '가', 'ᄀ'],
  ...['..', '/', '\\', 'con', 'COM¹', '.exe', '👩‍💻', '🇩🇪', '__proto__', '<b>', '%00', '&lt;'],
];

/** `valid`, as it is or with up to three bytes or stretches of it changed. */
export const mutatedBytes = (valid: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Bytes> =>
  fc
    .tuple(valid, fc.array(byteMutation, { maxLength: 3 }))
    .map(([bytes, mutations]) => mutations.reduce((now, bend) => bend(now), new Uint8Array(bytes)));

/** Where, as a part of the whole: a place in whatever length there is. (`fc.double` is mostly next to 0.) */
const place = fc.nat(2 ** 20).map((part) => part / 2 ** 20);
const byte = fc.nat(255);
const at = (part: number, length: number) => Math.floor(part * length);

const byteMutation: fc.Arbitrary<(bytes: Bytes) => Bytes> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(([part, bit]) => (bytes: Bytes) => {
    const target = at(part, bytes.length - 1);
    return bytes.map((value, index) => (index === target ? value ^ (1 << bit) : value));
  }),
  fc.tuple(place, byte).map(([part, value]) => (bytes: Bytes) => {
    const index = at(part, bytes.length - 1);
    return bytes.map((old, each) => (each === index ? value : old));
  }),
  place.map((part) => (bytes: Bytes) => bytes.slice(0, at(part, bytes.length))),
  place.map((part) => (bytes: Bytes) => bytes.slice(at(part, bytes.length))),
  anyBytes(40, 1).map((more) => (bytes: Bytes) => new Uint8Array([...bytes, ...more])),
  anyBytes(4, 1).map((more) => (bytes: Bytes) => new Uint8Array([...more, ...bytes])),
  fc.tuple(place, byte).map(([part, value]) => (bytes: Bytes) => {
    const index = at(part, bytes.length);
    return new Uint8Array([...bytes.slice(0, index), value, ...bytes.slice(index)]);
  }),
  fc.tuple(place, byte, fc.integer({ min: 1, max: 8 })).map(([part, value, run]) => {
    return (bytes: Bytes) => {
      const index = at(part, bytes.length);
      return bytes.map((old, each) => (each >= index && each < index + run ? value : old));
    };
  }),
  // Two stretches in each other's place.
  place.map((part) => (bytes: Bytes) => {
    const index = at(part, bytes.length);
    return new Uint8Array([...bytes.slice(index), ...bytes.slice(0, index)]);
  }),
);

/** `valid`, as it is or with units inserted, dropped or exchanged. */
export const mutatedText = (valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(valid, fc.array(fc.tuple(place, textMutation), { maxLength: 3 }))
    .map(([text, mutations]) =>
      mutations.reduce((now, [part, bend]) => {
        const index = at(part, now.length);
        return bend(now.slice(0, index), now.slice(index));
      }, text),
    );

const textMutation: fc.Arbitrary<(before: string, after: string) => string> = fc.oneof(
  anyText(2).map((unit) => (before: string, after: string) => before + unit + after),
  anyText(1).map((unit) => (before: string, after: string) => before + unit + after.slice(1)),
  fc.constant((before: string, after: string) => before + after.slice(1)),
  fc.constant((before: string) => before),
  fc.constant((_: string, after: string) => after),
  fc.constant((before: string, after: string) => after + before),
  fc.constant((before: string, after: string) => before + after + after),
  fc.constant((before: string, after: string) => before + after.toUpperCase()),
);

/**
 * The JSON of `valid`, as it is or with tokens replaced, dropped, doubled, exchanged, and with keys
 * that are foreign, double or every object's own. Often no JSON any more.
 */
export const mutatedJson = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(
      valid,
      fc.array(fc.tuple(place, place, tokenMutation), { maxLength: 2 }),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('\ufeff', ' ', '\0', ']', '/**/') },
      ),
    )
    .map(([value, mutations, prefix]) => {
      const tokens = JSON.stringify(value).match(TOKEN) ?? [];
      for (const [one, other, bend] of mutations)
        bend(tokens, at(one, tokens.length - 1), at(other, tokens.length - 1));
      return prefix + tokens.join('');
    });

/** The same as a value, as a JSON parser hands it over; texts where there is none. */
export const mutatedValue = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  mutatedJson(valid).map((json): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      return json; // no JSON any more: a text is a value too
    }
  });

/** Any value at all: what JSON can say, and what it cannot. */
export const anyValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>({}, [], [[]], [{}], null, undefined, '', 0, NaN, false, true),
    fc.jsonValue({ maxDepth: 3 }),
    fc.anything({ withNullPrototype: true, withSparseArray: true, withTypedArray: true }),
  );

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;

const hostileToken = fc.constantFrom(
  ...['-0', '-1', '0.5', '1e0', '1e999', '-1e999', '1e-400', '4294967295', '4294967296', '65536'],
  ...['9007199254740991', '9007199254740993', '1e308', 'NaN', 'Infinity', '0x1', '01', '1n'],
  ...[
    'null',
    'true',
    'false',
    'undefined',
    '[]',
    '{}',
    '[[]]',
    '{"":{}}',
    '""',
    '"0"',
    '"\\u0000"',
  ],
  ...['"\\ud800"', '"\\udfff\\ud800"', '"__proto__"', '"constructor"', '"toString"', '"\ufeff"'],
  ...['{"toJSON":null}', '{"length":1,"0":"a"}', `"${'x'.repeat(70_000)}"`, '['.repeat(5000)],
);
const hostileKey = fc.constantFrom(
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'extra'],
  ...['t', 'id', 'ok', 'k', 'seat', 'blob', 'v', 'error', '', '0'],
);

type TokenMutation = (tokens: string[], one: number, other: number) => void;
const tokenMutation: fc.Arbitrary<TokenMutation> = fc.oneof(
  hostileToken.map(
    (token): TokenMutation =>
      (tokens, one) =>
        void tokens.splice(one, 1, token),
  ),
  hostileToken.map(
    // The value of a key: what stands behind the next colon.
    (token): TokenMutation =>
      (tokens, one) => {
        const colon = tokens.indexOf(':', one);
        if (colon >= 0) tokens.splice(colon + 1, 1, token);
      },
  ),
  fc.tuple(hostileKey, hostileToken).map(([key, token]): TokenMutation => (tokens, one) => {
    const brace = tokens.lastIndexOf('{', one);
    const comma = tokens[brace + 1] === '}' ? '' : ',';
    if (brace >= 0) tokens.splice(brace + 1, 0, `${JSON.stringify(key)}:${token}${comma}`);
  }),
  fc.constant<TokenMutation>((tokens, one) => void tokens.splice(one, 1)),
  fc.constant<TokenMutation>((tokens, one, other) => {
    const [a = '', b = ''] = [tokens[one], tokens[other]];
    tokens.splice(one, 1, b);
    tokens.splice(other, 1, a);
  }),
  // A pair of key and value once more, at the end: the last one counts.
  fc.constant<TokenMutation>((tokens, one) => {
    const colon = tokens.indexOf(':', one);
    const pair = tokens.slice(colon - 1, colon + 2);
    if (colon > 0) tokens.splice(-1, 0, ',', ...pair);
  }),
  fc.constant<TokenMutation>((tokens, one) => void tokens.splice(one)),
);

/** The JSON of a value with its keys in order: two values are the same where these are. */
export const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
