import { drawnLinks } from './lab/links.ts';
import { readOptions } from './transfer-options.ts';
import { TRIALS } from './trial.ts';

const names = (args: readonly string[]) => readOptions(args).links.map(({ name }) => name);

describe('The options of the transfer bench', () => {
  it('are a quick run of three links unless told otherwise', () => {
    const { links, trialsOn, seconds, rounds, parts } = readOptions([]);
    expect(links.map(({ name }) => name)).toEqual(['10mbit', 'loss1', 'lan']);
    expect({ seconds, rounds, parts }).toEqual({ seconds: 12, rounds: 3, parts: ['links'] });
    // So much has room in a quarter of an hour, at some 16 s each.
    const trials = links.flatMap((link) => trialsOn(link)).length * rounds;
    expect(trials * 16).toBeLessThan(15 * 60);
  });

  it('are every schedule on ten links in a full run, and all but memory', () => {
    const { links, trialsOn, seconds, parts } = readOptions(['--full']);
    expect(links).toHaveSize(10);
    expect(links.map(trialsOn)).toEqual(links.map(() => TRIALS));
    expect({ seconds, parts }).toEqual({ seconds: 20, parts: ['links', 'fairness', 'call'] });
  });

  it('draw links by the seed', () => {
    expect(readOptions(['--seed', '7', '--links', 'drawn2']).links).toEqual(
      drawnLinks(7).slice(1, 2),
    );
  });

  it('take links and schedules by name, in that order', () => {
    const args = ['--links', 'lan,loss1', '--only', 'tcp,ours'];
    expect(names(args)).toEqual(['lan', 'loss1']);
    const { links, trialsOn } = readOptions(args);
    expect(links.map(trialsOn)).toEqual([
      ['tcp', 'ours'],
      ['tcp', 'ours'],
    ]);
  });

  it('leave the links out where another part is asked for', () => {
    expect(readOptions(['--memory', '--call']).parts).toEqual(['call', 'memory']);
  });

  for (const [args, sentence] of [
    [['--links', 'lan,lna'], /no link 'lna', only lan, 10mbit/],
    [['--only', 'toString'], /no schedule 'toString'/],
    [['--rounds', '0'], /--rounds is a whole number from 1 on, not '0'/],
    [['--seed', 'x'], /--seed/],
    [['--seconds', '12.5'], /--seconds/],
  ] as const)
    it(`refuse ${args.join(' ')}`, () => {
      expect(() => readOptions(args)).toThrowError(sentence);
    });
});
