// What the processes of a network namespace use, by /proc: a browser is a dozen of them, and
// nothing else runs in there.
import { readFileSync, readdirSync, statSync } from 'node:fs';

/** Linux counts processor time for people in hundredths of a second, whatever the kernel's own tick is. */
const TICKS_PER_S = 100;

/** Processor seconds, user and system, that the living processes in it have used. */
export function cpuSecondsIn(inode: number): number {
  return sum(processesIn(inode).map((pid) => attempt(() => cpuSecondsOf(read(pid, 'stat')))));
}

/**
 * Resident bytes of the processes in it. What several share counts once in all (the kernel's
 * proportional set size): each of a browser's processes maps the same program.
 */
export function residentBytesIn(inode: number): number {
  return sum(
    processesIn(inode).map((pid) => attempt(() => residentBytesOf(read(pid, 'smaps_rollup')))),
  );
}

export function killProcessesIn(inode: number): void {
  for (const pid of processesIn(inode)) attempt(() => Number(process.kill(pid, 'SIGKILL')));
}

/** From a line of /proc/<pid>/stat, whose second field, a name in brackets, may hold anything. */
export function cpuSecondsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[11], fields[12]].map(Number); // proc_pid_stat(5): 14 and 15, from 1
  if (user === undefined || system === undefined || !Number.isFinite(user + system))
    throw new Error(`no line of /proc/<pid>/stat: ${stat}`);
  return (user + system) / TICKS_PER_S;
}

/** From /proc/<pid>/smaps_rollup. */
export function residentBytesOf(rollup: string): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kibibytes === undefined) throw new Error(`no Pss in ${rollup}`);
  return Number(kibibytes) * 1024;
}

function processesIn(inode: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => attempt(() => statSync(`/proc/${pid}/ns/net`).ino) === inode);
}

const read = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** 0 of a process that is gone, or going, by the time it is asked about. */
function attempt(about: () => number): number {
  try {
    return about();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return 0;
    throw error;
  }
}
