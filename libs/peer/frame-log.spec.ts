import { FrameLog } from './frame-log';

describe('FrameLog', () => {
  const written = (log: FrameLog, most = Infinity) => {
    const frames: string[] = [];
    for (let frame; frames.length < most && (frame = log.write()) !== undefined;)
      frames.push(frame);
    return frames;
  };
  const logOf = (count: number, frame = (number: number) => `${number}`) => {
    const log = new FrameLog();
    for (let number = 0; number < count; number += 1) log.add(frame(number));
    return log;
  };

  it('writes in order, each once', () => {
    const log = logOf(3);

    expect(log.waits).toBeTrue();
    expect(written(log)).toEqual(['0', '1', '2']);
    expect(log.waits).toBeFalse();
    log.add('3');
    expect(written(log)).toEqual(['3']);
  });

  it('writes again what the peer has not heard, then what waits', () => {
    const log = logOf(5);
    written(log, 4);

    expect(log.goOnFrom(2)).toBe('ready');
    expect(written(log)).toEqual(['2', '3', '4']);
    expect(log.goOnFrom(5)).toBe('ready');
    expect(log.waits).toBeFalse();
  });

  it('believes that what was written once may have been heard, though it was to be written again', () => {
    const log = logOf(5);
    written(log);
    log.goOnFrom(2);

    expect(log.goOnFrom(5)).toBe('ready');
    expect(log.waits).toBeFalse();
  });

  it('knows who claims to have heard what was never written', () => {
    const log = logOf(5);
    written(log, 3);

    expect(log.goOnFrom(4)).toBe('invented');
  });

  it('keeps the last 2,048 frames that were written, and all that wait', () => {
    const log = logOf(5_000);
    written(log, 3_000);

    expect(log.goOnFrom(951)).toBe('forgotten');
    expect(log.goOnFrom(952)).toBe('ready');
    expect(written(log).length).toBe(5_000 - 952);
  });

  it('keeps no more than 8 Mi characters of them', () => {
    const log = logOf(300, () => 'x'.repeat(64 * 1024));
    written(log);

    expect(log.goOnFrom(300 - 129)).toBe('forgotten');
    expect(log.goOnFrom(300 - 128)).toBe('ready');
    expect(written(log).length).toBe(128);
  });

  it('has nothing to write once cleared', () => {
    const log = logOf(3);
    written(log, 1);
    log.clear();

    expect(log.waits).toBeFalse();
    expect(log.write()).toBeUndefined();
  });
});
