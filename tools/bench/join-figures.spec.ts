import {
  PAGE_MARK,
  blockageWithin,
  heaviestTaskMs,
  joinFigures,
  spreadOf,
} from './join-figures.ts';
import type { PageMarks } from './page-marks.ts';

const MARKS: PageMarks = {
  pressed: 1000,
  sent: { knock: 1020, answer: 1330, take: 1400 },
  received: { offered: 1050, admitted: 1380, relayed: 1450 },
  secretAsked: 1010,
  secretAnswered: 1310,
  connected: 1600,
  longTasks: [],
  longFrames: [],
};

describe('The figures of a join', () => {
  it('tell the worker apart from the handshake, which waits for it', () => {
    expect(joinFigures(MARKS)).toEqual({
      worker: 300,
      knockToOffer: 30,
      readyToAnswer: 20,
      answerToAdmitted: 50,
      handshake: 100,
      clickToAdmitted: 380,
      admittedToSignal: 70,
      signalToConnected: 150,
      clickToConnected: 600,
    });
  });

  it('count from the offer where the secret was there before it', () => {
    const { readyToAnswer, handshake } = joinFigures({ ...MARKS, secretAnswered: 1040 });
    expect(readyToAnswer).toBe(280);
    expect(handshake).toBe(360);
  });

  for (const [what, marks] of [
    ['pressed', { ...MARKS, pressed: undefined }],
    ['admitted', { ...MARKS, received: { offered: 1050 } }],
    ['secret asked', { ...MARKS, secretAsked: undefined }],
    ['relayed', { ...MARKS, received: { offered: 1050, admitted: 1380 } }],
    ['connected', { ...MARKS, connected: undefined }],
  ] as const) {
    it(`are none without '${what}'`, () => {
      expect(() => joinFigures(marks)).toThrowError(`the join has no mark '${what}'`);
    });
  }
});

describe('A spread', () => {
  it('has the middle value, or the middle of the middle two', () => {
    expect(spreadOf([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30 });
    expect(spreadOf([100, 9, 20, 10])).toEqual({ median: 15, min: 9, max: 100 });
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  it('is none of no values', () => {
    expect(() => spreadOf([])).toThrowError('no values, no spread');
  });
});

describe('The blockage within a span', () => {
  const script = (at: number, ms: number) => ({ at, ms, source: 'main.js', invoker: 'click' });
  const marks: PageMarks = {
    ...MARKS,
    longTasks: [
      { at: 900, ms: 100 }, // ends as it begins
      { at: 950, ms: 60 },
      { at: 1100, ms: 70 },
      { at: 1200, ms: 80 }, // begins as it ends
    ],
    longFrames: [
      { at: 950, ms: 100, scripts: [script(900, 50), script(990, 20)] },
      { at: 1100, ms: 90, scripts: [script(1110, 55)] },
    ],
  };

  it('counts every long task that reaches into it', () => {
    expect(blockageWithin(marks, { from: 1000, to: 1200 }).longTasks).toEqual([60, 70]);
  });

  it('names the scripts that ran meanwhile, the longest first', () => {
    const { scripts } = blockageWithin(marks, { from: 1000, to: 1200 });
    expect(scripts.map(({ ms }) => ms)).toEqual([55, 20]);
  });
});

describe('The heaviest task', () => {
  const task = (tid: number, dur: number, tdur?: number) => ({
    name: 'ThreadControllerImpl::RunTask',
    pid: 1,
    tid,
    dur,
    ...(tdur !== undefined && { tdur }),
  });
  const marked = { name: PAGE_MARK, pid: 1, tid: 1 };

  it('is the one that worked the most, not the one that waited the most', () => {
    expect(heaviestTaskMs([marked, task(1, 90_000, 2_000), task(1, 12_000, 11_000)])).toBe(11);
  });

  it('is one of the thread that the page has marked', () => {
    expect(heaviestTaskMs([marked, task(2, 300_000, 290_000), task(1, 9_000, 4_000)])).toBe(4);
  });

  it('is none where nothing ran', () => {
    expect(heaviestTaskMs([marked])).toBe(0);
    expect(heaviestTaskMs([marked, task(1, 90_000)])).toBe(0);
  });
});
