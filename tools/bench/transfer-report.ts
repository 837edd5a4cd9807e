import { type Link, describeLink } from './lab/links.ts';
import type { Row } from './transfer-figures.ts';
import { type Verdict, percent, verdictsOn } from './transfer-targets.ts';

/** One link's table, and which promises were kept, line by line. */
export function* linkReport(link: Link, rows: readonly Row[]): Generator<string> {
  const [best] = rows
    .filter(({ schedule }) => schedule !== 'ours')
    .toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  yield `\n${link.name}: ${describeLink(link)}`;
  yield HEAD;
  for (const row of rows) yield line(row);
  const ours = rows.find(({ schedule }) => schedule === 'ours');
  if (ours && best)
    yield `ours is ${(ours.bytesPerSecond / best.bytesPerSecond).toFixed(2)} times the fastest other line (${best.schedule})`;
  for (const { schedule, longTasks } of rows)
    if (longTasks && (schedule === 'ours' || longTasks.beside > 0))
      yield `${schedule}: main threads had ${longTasks.beside} tasks over 50 ms, the longest ${longTasks.longest.toFixed(0)} ms; before it began ${longTasks.idle}`;
  for (const { schedule, troubles } of rows)
    for (const trouble of troubles) yield `TROUBLE with ${schedule}: ${trouble}`;
  for (const verdict of verdictsOn(link, rows)) yield verdictLine(verdict);
}

export const verdictLine = ({ target, seen, met }: Verdict): string =>
  `target ${met ? 'met   ' : 'MISSED'}  ${target}: ${seen}`;

export const megabytes = (bytes: number): string => {
  const value = bytes / 1e6;
  return value.toFixed(value < 10 ? 2 : 1);
};

const columns = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(10))).join('');

const HEAD = [
  columns(['', 'MB/s', 'of link', 'seconds', 'CPU s per', '100 MB', 'text, ms', '', '', 'dropped']),
  columns(['', '', '', '< 50 %', 'sender', 'receiver', 'idle p95', 'p50', 'p95', 'packets']),
].join('\n');

function line(row: Row): string {
  const { cpuPer100Mb: cpu, text } = row;
  const known = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? '–';
  return columns([
    row.schedule,
    megabytes(row.bytesPerSecond),
    percent(row.share),
    String(row.weakSeconds),
    known(cpu?.sender, 1),
    known(cpu?.receiver, 1),
    known(text?.idleP95, 0),
    known(text?.p50, 0),
    known(text?.p95, 0),
    String(row.dropped),
  ]);
}
