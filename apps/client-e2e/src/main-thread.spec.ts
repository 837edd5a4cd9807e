import { MARK, type TraceEvent, mainThreadOf } from './main-thread';

const here = { pid: 1, tid: 1 };
const mark: TraceEvent = { name: MARK, ...here, ts: 0 };
/** Times in milliseconds; on a processor for the whole of it where nothing else is said. */
function event(name: string, at: number, ms: number, cpuMs = ms): TraceEvent {
  return { name, ...here, ts: at * 1000, dur: ms * 1000, tdur: cpuMs * 1000 };
}
const task = (at: number, ms: number, cpuMs = ms) =>
  event('ThreadControllerImpl::RunTask', at, ms, cpuMs);

describe('What held a main thread', () => {
  it('are tasks of over 50 ms, by the clock', () => {
    const { longTasks, heaviestTaskMs } = mainThreadOf([mark, task(0, 51, 3), task(60, 50, 40)]);
    expect([longTasks, heaviestTaskMs]).toEqual([1, 40]);
  });

  it('are its own scripts, as far as one task ran them: calls within calls count once', () => {
    const { heaviestOwnMs } = mainThreadOf([
      mark,
      task(0, 100),
      event('FunctionCall', 10, 20),
      event('FunctionCall', 15, 5),
      event('RunMicrotasks', 30, 10, 8),
      task(200, 25),
      event('FunctionCall', 200, 25),
    ]);
    expect(heaviestOwnMs).toBe(28);
  });

  it('is not what other threads did', () => {
    const worker = { ...task(0, 500), tid: 2 };
    expect(mainThreadOf([mark, worker, task(0, 7)]).heaviestTaskMs).toBe(7);
  });

  it('cannot be told from a trace of another page', () => {
    expect(() => mainThreadOf([task(0, 7)])).toThrowError('an empty trace');
  });
});
