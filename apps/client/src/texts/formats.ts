import type { LanguageTag } from './languages';

/** Numbers, sizes and times as people of one language write them. */
export interface Formats {
  /** 5,000 */
  readonly number: (value: number) => string;
  /** Of one: 0.5 is 50%. */
  readonly percent: (share: number) => string;
  /** 999 B, 1.5 MB (decimal, like operating systems and drives) */
  readonly bytes: (bytes: number) => string;
  /** The digits alone where both have one unit: ['1.2', '4.0 GB'], ['500 KB', '2.0 MB'] */
  readonly bytesOf: (part: number, whole: number) => readonly [part: string, whole: string];
  /** In the largest unit that divides them: 5400 is '90 minutes'. */
  readonly duration: (seconds: number) => string;
  /** The time of day, from ms since the epoch: 13:05 */
  readonly clock: (at: number) => string;
  /** The day, from ms since the epoch: Monday, 23 November */
  readonly day: (at: number) => string;
  /** Day and time, from ms since the epoch. */
  readonly moment: (at: number) => string;
  /** 'yesterday', 'in 2 days', '5 minutes ago' */
  readonly relative: (value: number, unit: Intl.RelativeTimeFormatUnit) => string;
  /** a, b, and c */
  readonly list: (items: readonly string[]) => string;
}

/** What the texts of a language are written with: its formats, and its forms of a count. */
export interface Writing<Tag extends LanguageTag> extends Formats {
  /** The form that goes with a count, the number itself in the place of '#'. Takes no names: one may hold a '#'. */
  readonly plural: (count: number, forms: PluralForms<Tag>) => string;
  /** The form that goes with a count, as it is. */
  readonly formFor: (count: number, forms: PluralForms<Tag>) => string;
}

/** The forms that a language tells apart; `Intl.PluralRules` says which one goes with which number. */
export type PluralForms<Tag extends LanguageTag> = AnyForms &
  Readonly<Record<NeededForms[Tag], string>>;

type AnyForms = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>;

interface NeededForms {
  en: 'one';
  de: 'one';
  es: 'one'; // and 'many', which only round millions take
  uk: 'one' | 'few' | 'many';
  ar: 'one' | 'two' | 'few' | 'many'; // and 'zero'
}

/** From bytes on, each a thousand times the one before it. */
export type ByteUnits = readonly [string, string, string, string, string];

const DURATIONS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How a language is written. The makers of formats are slow to build, so each is built when first needed. */
export function writing<Tag extends LanguageTag>(tag: Tag, byteUnits: ByteUnits): Writing<Tag> {
  // Digits as they are typed: room numbers and safety codes are compared letter by letter.
  const locale = `${tag}-u-nu-latn`;
  const numbers = once(() => new Intl.NumberFormat(locale));
  const tenths = once(() => new Intl.NumberFormat(locale, digits(1)));
  const wholes = once(() => new Intl.NumberFormat(locale, digits(0)));
  const percents = once(() => new Intl.NumberFormat(locale, { style: 'percent' }));
  const rules = once(() => new Intl.PluralRules(locale));
  const clocks = once(() => new Intl.DateTimeFormat(locale, TIME));
  const days = once(
    () => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
  );
  const moments = once(
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...TIME }),
  );
  const relatives = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const lists = once(() => new Intl.ListFormat(locale));

  const measured = (bytes: number): readonly [digits: string, unit: string] => {
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < byteUnits.length - 1) {
      value /= 1_000;
      unit += 1;
    }
    const format = unit === 0 || value >= 99.95 ? wholes() : tenths();
    return [format.format(value), byteUnits[unit] ?? ''];
  };
  const bytes = (size: number): string => measured(size).join(' ');
  const formFor = (count: number, forms: PluralForms<Tag>): string => {
    const given: AnyForms = forms;
    return given[rules().select(count)] ?? given.other;
  };

  return {
    number: (value) => numbers().format(value),
    percent: (share) => percents().format(share),
    bytes,
    bytesOf(part, whole) {
      const [figure, unit] = measured(part);
      return [unit === measured(whole)[1] ? figure : bytes(part), bytes(whole)];
    },
    duration(seconds) {
      const [unit, length] = DURATIONS.find(([, l]) => seconds >= l && seconds % l === 0) ?? [
        'second',
        1,
      ];
      const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
      return new Intl.NumberFormat(locale, style).format(seconds / length);
    },
    clock: (at) => clocks().format(at),
    day: (at) => days().format(at),
    moment: (at) => moments().format(at),
    relative: (value, unit) => relatives().format(value, unit),
    list: (items) => lists().format(items),
    plural: (count, forms) => formFor(count, forms).replace('#', numbers().format(count)),
    formFor,
  };
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const digits = (count: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: count,
  maximumFractionDigits: count,
});

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
