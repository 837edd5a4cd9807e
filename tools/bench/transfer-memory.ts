import { setTimeout as pass } from 'node:timers/promises';
import { LINKS } from './lab/links.ts';
import { residentBytesIn } from './lab/processes.ts';
import { median } from './transfer-figures.ts';
import { megabytes, verdictLine } from './transfer-report.ts';
import { type Stage, prepare } from './trial.ts';
import { type Reading, growthPerGib } from './memory-figures.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const MOST_GROWTH = 20 * MIB;
/** A small file against a large one: what setting up costs. */
const SMALL = 64 * MIB;
const MIDDLE = 2 * GIB;
const LEAST_RATIO = 0.8;
const LOOK_EVERY_MS = 2_000;

/**
 * A large file through the whole engine, and what the browsers' memory does meanwhile. The file is made as
 * it is read and compared, byte by byte, as it is written: no disk is between.
 */
export async function memoryReport(stage: Stage, gib: number): Promise<readonly string[]> {
  const small = [await send(stage, SMALL), await send(stage, SMALL), await send(stage, SMALL)];
  const middle = await send(stage, MIDDLE);
  const large = await send(stage, gib * GIB);
  const ratio = median(small.map(({ rate }) => rate)) / middle.rate;
  const growth = {
    sender: growthPerGib(large.readings, 'sender'),
    receiver: growthPerGib(large.readings, 'receiver'),
  };
  const ends = [...small, middle, large].map(({ end }) => end);
  const right = ends.every((end) => end === 'done');
  return [
    `\nmemory: one file through the whole engine into a sink that compares every byte`,
    ...large.readings
      .filter(
        ({ bytes }, at, all) =>
          Math.floor(bytes / GIB) > Math.floor((all[at - 1]?.bytes ?? -1) / GIB),
      )
      .map(
        ({ bytes, sender, receiver }) =>
          `${(bytes / GIB).toFixed(2).padStart(5)} GiB   sender ${(sender / MIB).toFixed(0)} MiB, receiver ${(receiver / MIB).toFixed(0)} MiB`,
      ),
    `64 MiB ${megabytes(median(small.map(({ rate }) => rate)))} MB/s, 2 GiB ${megabytes(middle.rate)} MB/s, ${gib} GiB ${megabytes(large.rate)} MB/s`,
    ...(['sender', 'receiver'] as const).map((side) =>
      verdictLine({
        target: `after the first GiB the ${side}'s browser grows by at most 20 MiB a GiB`,
        seen: `${(growth[side] / MIB).toFixed(1)} MiB`,
        met: growth[side] <= MOST_GROWTH,
      }),
    ),
    verdictLine({
      target: 'every byte and both digests right',
      seen: right ? 'right' : ends.join(', '),
      met: right,
    }),
    verdictLine({
      target: '64 MiB at 0.8 of the speed of 2 GiB or better',
      seen: ratio.toFixed(2),
      met: ratio >= LEAST_RATIO,
    }),
  ];
}

async function send({ lab, pair }: Stage, size: number) {
  const [lan] = LINKS;
  if (!lan) throw new Error('the first link is the LAN');
  await lab.shape(lan, 1);
  const meeting = await pair.meet();
  try {
    await prepare(meeting, 'ours', size);
    let ended = false;
    const receiving = meeting.bob('receiveAll').finally(() => (ended = true));
    const readings: Reading[] = [];
    const look = async () => {
      while (!ended) {
        readings.push({
          bytes: await meeting.bob('progress'),
          sender: residentBytesIn(lab.alice.inode),
          receiver: residentBytesIn(lab.bob.inode),
        });
        await pass(LOOK_EVERY_MS);
      }
    };
    const [{ ms, bytes, end }] = await Promise.all([receiving, look()]);
    const whole = end === 'done' && bytes !== size ? `done with ${bytes} bytes of ${size}` : end;
    console.log(`· ${size / MIB} MiB: ${whole}, ${megabytes((bytes / ms) * 1000)} MB/s`);
    return { rate: (bytes / ms) * 1000, end: whole, readings };
  } finally {
    await meeting.close();
  }
}
