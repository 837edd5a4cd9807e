// What whisperNet promises of transfers, and whether the rows of one link keep it.
import type { Link } from './lab/links.ts';
import type { Row } from './transfer-figures.ts';

export interface Verdict {
  readonly target: string;
  /** What was seen. */
  readonly seen: string;
  readonly met: boolean;
}

/** Products whose schedules are replicated; bare loops and TCP are none of them. */
const isRival = ({ schedule }: Row) => !/^(ours|plain\d+|tcp|bbr)$/.test(schedule);

/** The share of a clean link that is promised; a thinner one is easier to fill. */
const CLEAN_SHARES: Readonly<Record<string, number>> = { '10mbit': 0.85, '40mbit': 0.75 };
const LOSSY_PERCENT = 1;

/** One verdict for each promise about this link whose rows were measured. */
export function verdictsOn(link: Link, rows: readonly Row[]): readonly Verdict[] {
  const ours = rows.find(({ schedule }) => schedule === 'ours');
  if (!ours) return [];
  return [
    ...bareLoop(link, ours, rows),
    ...cleanLink(link, ours),
    ...lossyLink(link, ours, rows),
    ...text(ours),
  ];
}

function bareLoop(link: Link, ours: Row, rows: readonly Row[]): readonly Verdict[] {
  const best = fastest(rows.filter(({ schedule }) => schedule.startsWith('plain')));
  if (link.name !== 'lan' || !best) return [];
  return [ratio(`at least 0.9 of the best bare loop (${best.schedule})`, ours, best, 0.9)];
}

function cleanLink({ name }: Link, { share, weakSeconds }: Row): readonly Verdict[] {
  const promised = CLEAN_SHARES[name];
  if (promised === undefined) return [];
  const verdicts: Verdict[] = [
    {
      target: `at least ${percent(promised)} of the link`,
      seen: percent(share),
      met: share >= promised,
    },
  ];
  if (name === '10mbit')
    verdicts.push({
      target: 'no second below 50 % after the first two',
      seen: String(weakSeconds),
      met: weakSeconds === 0,
    });
  return verdicts;
}

function lossyLink({ lossPercent }: Link, ours: Row, rows: readonly Row[]): readonly Verdict[] {
  if (lossPercent < LOSSY_PERCENT) return [];
  const rival = fastest(rows.filter(isRival));
  const tcp = rows.find(({ schedule }) => schedule === 'tcp');
  return [
    ...(rival
      ? [ratio(`at least 8 times the best other (${rival.schedule})`, ours, rival, 8)]
      : []),
    ...(tcp ? [ratio('more than TCP cubic', ours, tcp, 1)] : []),
  ];
}

function text({ text }: Row): readonly Verdict[] {
  if (!text) return [];
  const bound = 2 * text.idleP95 + 50;
  return [
    {
      target: `text p95 at most twice the idle p95 plus 50 ms (${bound.toFixed(0)} ms)`,
      seen: `${text.p95.toFixed(0)} ms`,
      met: text.p95 <= bound,
    },
  ];
}

function ratio(target: string, ours: Row, other: Row, least: number): Verdict {
  const seen = ours.bytesPerSecond / other.bytesPerSecond;
  return { target, seen: `${seen.toFixed(2)} times`, met: seen >= least };
}

const fastest = (rows: readonly Row[]): Row | undefined =>
  rows.toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond)[0];

export const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
