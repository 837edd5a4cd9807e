import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pass } from 'node:timers/promises';
import { SCHEDULES, type ScheduleName } from './bench-page.ts';
import type { Lab } from './lab/lab.ts';
import type { Link } from './lab/links.ts';
import { cpuSecondsIn } from './lab/processes.ts';
import type { Meeting, Pair } from './pair.ts';
import type { Trial } from './transfer-figures.ts';

/** TCP beside the browsers' schedules, by the kernel's congestion control. */
export const TCP = { tcp: 'cubic', bbr: 'bbr' } as const;
export type TrialName = ScheduleName | keyof typeof TCP;
export const TRIALS: readonly TrialName[] = [
  ...SCHEDULES,
  ...(Object.keys(TCP) as (keyof typeof TCP)[]), // its keys, and no others
];

/** More than is sent in any run that is timed: 64 GiB. */
export const ENDLESS = 64 * 1024 ** 3;
const IDLE_S = 2;
/** Between that all is ready and the go: a person decides meanwhile. */
const DECISION_MS = 500;
const TCP_PORT = 5001;

export interface Stage {
  readonly lab: Lab;
  readonly pair: Pair;
}

/** Sends from alice to bob for some seconds from a cold start. */
export async function runTrial(
  { lab, pair }: Stage,
  link: Link,
  schedule: TrialName,
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
): Promise<Trial> {
  await lab.shape(link, seed);
  if (isTcp(schedule)) {
    const bytes = await tcpDownload(lab, schedule, seconds);
    const [{ dropped }] = await lab.count();
    return { schedule, bytes, browsers: undefined, dropped };
  }
  const meeting = await pair.meet();
  try {
    const { alice, bob } = meeting;
    const textIdle = await alice('text', IDLE_S);
    const longTasks = async () => [await alice('longTasks'), await bob('longTasks')] as const;
    const idle = await longTasks();
    await prepare(meeting, schedule, ENDLESS);
    await pass(DECISION_MS);
    const cpuSeconds = () => ({
      sender: cpuSecondsIn(lab.alice.inode),
      receiver: cpuSecondsIn(lab.bob.inode),
    });
    const before = cpuSeconds();
    let after = before;
    const [received, textBeside] = await Promise.all([
      bob('receive', seconds).finally(() => (after = cpuSeconds())),
      alice('text', seconds),
    ]);
    const beside = await longTasks();
    const [{ dropped }] = await lab.count();
    return {
      schedule,
      bytes: received.bytes,
      dropped,
      ...(received.trouble !== undefined && { trouble: received.trouble }),
      browsers: {
        cpuSeconds: {
          sender: after.sender - before.sender,
          receiver: after.receiver - before.receiver,
        },
        textIdle,
        textBeside,
        longTasksIdle: idle.flat(),
        longTasksBeside: beside.flatMap((tasks, at) => tasks.slice(idle[at]?.length)),
      },
    };
  } finally {
    await meeting.close();
  }
}

/** Connections stand, and a file of this size is offered to bob. */
export async function prepare(
  { alice, bob }: Meeting,
  schedule: ScheduleName,
  size: number,
): Promise<void> {
  const plan = { schedule, size };
  await Promise.all([alice('prepare', 'send', plan), bob('prepare', 'receive', plan)]);
}

const isTcp = (name: TrialName): name is keyof typeof TCP => name in TCP;

/** Bytes that bob had in all, every SAMPLE_MS. */
export async function tcpDownload(
  { alice, bob, congestionControl }: Lab,
  name: keyof typeof TCP,
  seconds: number,
): Promise<readonly number[]> {
  const program = [process.execPath, join(import.meta.dirname, 'lab/tcp.ts')];
  const run = (enter: readonly string[], ...args: readonly string[]) => {
    const [file = '', ...rest] = [...enter, ...program, ...args];
    return spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const address = [alice.address, String(TCP_PORT)];
  congestionControl(TCP[name]);
  const sender = run(alice.enter, 'send', ...address);
  try {
    await firstLine(sender);
    const receiver = run(bob.enter, 'receive', ...address, String(seconds));
    return JSON.parse(await firstLine(receiver)) as readonly number[]; // see lab/tcp.ts
  } finally {
    if (sender.kill('SIGKILL')) await once(sender, 'exit');
  }
}

async function firstLine(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('one end of the TCP download has ended; its reason is above');
}
