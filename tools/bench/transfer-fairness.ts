import { setTimeout as pass } from 'node:timers/promises';
import { SAMPLE_MS } from './bench-page.ts';
import type { Link } from './lab/links.ts';
import { meanRate, median } from './transfer-figures.ts';
import { megabytes, verdictLine } from './transfer-report.ts';
import { percent } from './transfer-targets.ts';
import { ENDLESS, type Stage, prepare, tcpDownload } from './trial.ts';

const LINK: Link = { name: 'fair', mbit: 20, roundTripMs: 50, lossPercent: 0, queueMs: 100 };
/** How long the file has the link for itself before the download begins. */
const HEAD_START_S = 4;
const LEAST_SHARE = 0.4;

/** A TCP download (cubic) by itself, and beside a transfer that was there first, the same way. */
export async function fairnessReport(
  stage: Stage,
  options: { readonly rounds: number; readonly seconds: number; readonly seed: number },
): Promise<readonly string[]> {
  const beside = { alone: [], plain4: [], ours: [] } as Record<Neighbour, number[]>;
  const files = { plain4: [], ours: [] } as Record<Exclude<Neighbour, 'alone'>, number[]>;
  for (let round = 0; round < options.rounds; round += 1) {
    await stage.lab.shape(LINK, options.seed + round);
    beside.alone.push(meanRate(await tcpDownload(stage.lab, 'tcp', options.seconds)));
    for (const schedule of ['plain4', 'ours'] as const) {
      await stage.lab.shape(LINK, options.seed + round);
      const { tcp, file } = await downloadBeside(stage, schedule, options.seconds);
      beside[schedule].push(tcp);
      files[schedule].push(file);
      console.log(`· fairness, round ${round + 1}: TCP beside ${schedule} ${megabytes(tcp)} MB/s`);
    }
  }
  const alone = median(beside.alone);
  const share = median(beside.ours) / alone;
  return [
    `\nfairness: a TCP download (cubic) on ${LINK.mbit} Mbit/s, ${LINK.roundTripMs} ms, without loss`,
    `by itself      ${megabytes(alone)} MB/s`,
    ...(['plain4', 'ours'] as const).map(
      (name) =>
        `beside ${name.padEnd(8)}${megabytes(median(beside[name]))} MB/s (${percent(median(beside[name]) / alone)} of that); the file ${megabytes(median(files[name]))} MB/s`,
    ),
    verdictLine({
      target: `a download beside a file keeps at least ${percent(LEAST_SHARE)}`,
      seen: percent(share),
      met: share >= LEAST_SHARE,
    }),
  ];
}

type Neighbour = 'alone' | 'plain4' | 'ours';

async function downloadBeside(
  { lab, pair }: Stage,
  schedule: 'plain4' | 'ours',
  seconds: number,
): Promise<{ readonly tcp: number; readonly file: number }> {
  const meeting = await pair.meet();
  try {
    await prepare(meeting, schedule, ENDLESS);
    const receiving = meeting.bob('receive', HEAD_START_S + seconds);
    await pass(HEAD_START_S * 1000);
    const [{ bytes, trouble }, tcp] = await Promise.all([
      receiving,
      tcpDownload(lab, 'tcp', seconds),
    ]);
    if (trouble !== undefined) throw new Error(trouble);
    const before = bytes[(HEAD_START_S * 1000) / SAMPLE_MS - 1] ?? 0;
    return { tcp: meanRate(tcp), file: ((bytes.at(-1) ?? 0) - before) / seconds };
  } finally {
    await meeting.close();
  }
}
