import { setTimeout as pass } from 'node:timers/promises';
import type { Link } from './lab/links.ts';
import { meanRate, median } from './transfer-figures.ts';
import { megabytes, verdictLine } from './transfer-report.ts';
import { percent } from './transfer-targets.ts';
import { ENDLESS, type Stage, prepare } from './trial.ts';

const LINK: Link = { name: 'call', mbit: 20, roundTripMs: 50, lossPercent: 0, queueMs: 100 };
/** In which a call finds out how much the path carries. */
const WARM_UP_S = 8;
const LEAST_FRAMES = 0.9;

const COMPANIES = ['alone', 'plain4', 'ours'] as const;
type Company = (typeof COMPANIES)[number];

interface Seen {
  readonly framesPerSecond: number;
  readonly freezes: number;
  /** Bytes a second. */
  readonly file: number;
}

/** alice's camera (640×480, 20 frames a second) as bob sees it, alone and beside a file to him. */
export async function callReport(
  stage: Stage,
  options: { readonly rounds: number; readonly seconds: number; readonly seed: number },
): Promise<readonly string[]> {
  const seen: Record<Company, Seen[]> = { alone: [], plain4: [], ours: [] };
  for (let round = 0; round < options.rounds; round += 1)
    for (const company of COMPANIES) {
      await stage.lab.shape(LINK, options.seed + round);
      const once = await callWith(stage, company, options.seconds);
      seen[company].push(once);
      console.log(
        `· call, round ${round + 1}: ${company} ${once.framesPerSecond.toFixed(1)} frames/s, ${once.freezes} freezes`,
      );
    }
  const of = (company: Company, what: keyof Seen) => median(seen[company].map((s) => s[what]));
  const kept = of('ours', 'framesPerSecond') / of('alone', 'framesPerSecond');
  return [
    `\ncall: a camera on ${LINK.mbit} Mbit/s, ${LINK.roundTripMs} ms, without loss, ${options.seconds} s`,
    ...COMPANIES.map(
      (company) =>
        (company === 'alone' ? 'alone' : `beside ${company}`).padEnd(16) +
        `${of(company, 'framesPerSecond').toFixed(1)} frames/s, ${of(company, 'freezes')} freezes` +
        (company === 'alone' ? '' : `; the file ${megabytes(of(company, 'file'))} MB/s`),
    ),
    verdictLine({
      target: `a call beside a file keeps at least ${percent(LEAST_FRAMES)} of its frames`,
      seen: percent(kept),
      met: kept >= LEAST_FRAMES,
    }),
    verdictLine({
      target: 'fewer freezes than beside plain channels, or none',
      seen: `${of('ours', 'freezes')} against ${of('plain4', 'freezes')}`,
      met: of('ours', 'freezes') === 0 || of('ours', 'freezes') < of('plain4', 'freezes'),
    }),
  ];
}

async function callWith({ pair }: Stage, company: Company, seconds: number): Promise<Seen> {
  const meeting = await pair.meet();
  try {
    const { alice, bob } = meeting;
    await alice('showCamera');
    if (company !== 'alone') await prepare(meeting, company, ENDLESS);
    await pass(WARM_UP_S * 1000);
    const before = await bob('seen');
    if (before.frames === 0) throw new Error('bob sees nothing of alice');
    let file = 0;
    if (company === 'alone') await pass(seconds * 1000);
    else {
      const { bytes, trouble } = await bob('receive', seconds);
      if (trouble !== undefined) throw new Error(trouble);
      file = meanRate(bytes);
    }
    const after = await bob('seen');
    return {
      framesPerSecond: (after.frames - before.frames) / seconds,
      freezes: after.freezes - before.freezes,
      file,
    };
  } finally {
    await meeting.close();
  }
}
