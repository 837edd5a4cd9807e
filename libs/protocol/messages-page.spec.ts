import page from '../../docs/protocol/messages.md';
import { decodeControl, encodeControl } from './control-messages';

describe('docs/protocol/messages.md', () => {
  const [, examples = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  const lines = examples.trim().split('\n');

  it('shows an example of every message that it draws', () => {
    const [, drawing = ''] = /```\nalice(.*?)```/s.exec(page) ?? [];
    const drawn = new Set(drawing.match(/(?<=── |◀─+ )[a-z][a-z-]*/g));
    const shown = new Set(lines.map((line) => decodeControl(line)?.t ?? line));
    expect(drawn.size).toBeGreaterThan(0);
    expect([...shown].sort()).toEqual([...drawn].sort());
  });

  for (const line of lines) {
    it(`shows ${line} as it goes over the wire`, () => {
      const message = decodeControl(line);
      expect(message && encodeControl(message)).toBe(line);
    });
  }
});
