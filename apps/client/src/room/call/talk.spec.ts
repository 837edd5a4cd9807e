import { Talk } from './talk';

describe('Talk', () => {
  const said = (...levels: number[]) => {
    const talk = new Talk();
    return levels.map((level) => (talk.take(level) ? 'x' : '-')).join('');
  };

  it('begins with the second tenth of a second of sound', () => {
    expect(said(0, 0.1, 0.1, 0.1)).toBe('--xx');
  });

  it('is no click', () => {
    expect(said(0, 0.5, 0, 0.5, 0, 0)).toBe('------');
  });

  it('does not stop between two words', () => {
    expect(said(0.1, 0.1, 0, 0, 0, 0, 0, 0, 0.1, 0, 0, 0, 0, 0, 0)).toBe('-xxxxxxxxxxxxxx');
  });

  it('ends after seven tenths of a second of silence', () => {
    expect(said(0.1, 0.1, 0, 0, 0, 0, 0, 0, 0, 0)).toBe('-xxxxxxx--');
  });

  it('hears no quiet room', () => {
    expect(said(0.009, 0.009, 0.009)).toBe('---');
  });
});
