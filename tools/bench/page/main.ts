// What each of the two pages runs: `window.bench`, as bench-page.ts describes it.
import { type BenchPage, type BenchWindow, type Received, SAMPLE_MS } from '../bench-page.ts';
import { BareConnections } from './bare-connections.ts';
import { BenchLink } from './bench-link.ts';
import { OwnTransfer } from './own-transfer.ts';
import { OTHERS, type Receiver, plainLoops } from './schedules.ts';

const outside = globalThis as unknown as BenchWindow; // the bench puts `tellOther` there
const longTasks: number[] = [];
new PerformanceObserver((list) => {
  longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask', buffered: true });

const tell: BenchWindow['tellOther'] = (message) => outside.tellOther(message);
const link = new BenchLink((signal) => void tell({ t: 'link', signal }));
const bare = new BareConnections((message) => void tell({ t: 'bare', ...message }));
/** What comes of a transfer, and what makes it begin. */
let receiver: Receiver | undefined;
let go: () => void = () => undefined;
let own: OwnTransfer | undefined;

const bench: BenchPage = {
  hear: (message) => {
    if (message.t === 'link') link.hear(message.signal);
    if (message.t === 'bare') void bare.hear(message);
    if (message.t === 'go') go();
  },

  meet: (role) => link.open(role),

  prepare: async (side, { schedule, size }) => {
    if (schedule === 'ours') {
      own = new OwnTransfer(link.filePort());
      if (side === 'send') own.offer(size);
      else receiver = await own.offered();
      return;
    }
    const plain = /^plain(\d+)$/.exec(schedule)?.[1];
    const rival = OTHERS[schedule];
    if (plain === undefined && rival === undefined) throw new Error(`no schedule ${schedule}`);
    const count = Number(plain ?? 1);
    const channels = await bare.open(side, count, plain === undefined);
    const loops = rival ?? plainLoops;
    if (side === 'send') {
      go = () => {
        loops.send(channels);
      };
    } else {
      receiver = loops.receive(channels);
    }
  },

  receive: async (seconds): Promise<Received> => {
    const come = await begin();
    const bytes: number[] = [];
    const began = performance.now();
    for (let tick = 1; tick <= (seconds * 1000) / SAMPLE_MS; tick += 1) {
      await until(began + tick * SAMPLE_MS);
      bytes.push(come.bytes());
    }
    const trouble = come.trouble?.();
    return { bytes, ...(trouble !== undefined && { trouble }) };
  },

  receiveAll: async () => {
    const began = performance.now();
    await begin();
    if (!own) throw new Error('only our own engine sends whole files');
    const { bytes, end } = await own.ended();
    return { ms: performance.now() - began, bytes, end };
  },

  progress: () => receiver?.bytes() ?? 0,
  text: (seconds) => link.text(seconds),
  showCamera: () => link.showCamera(),
  seen: () => link.seen(),
  longTasks: () => longTasks,
};
outside.bench = bench;

async function begin(): Promise<Receiver> {
  if (!receiver) throw new Error('nothing has been prepared');
  receiver.begin();
  await tell({ t: 'go' });
  return receiver;
}

/** Never early; a page whose main thread is busy is late, and the sample with it. */
function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}
