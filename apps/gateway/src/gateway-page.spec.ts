import { readFileSync } from 'node:fs';
import {
  type RequestName,
  decodeNotice,
  decodeReply,
  notices,
  requestBodies,
} from '@whispernet/protocol';
import * as v from 'valibot';
import { readConfig } from './gateway-config';

const page = readFileSync('docs/protocol/gateway.md', 'utf8');

describe('docs/protocol/gateway.md', () => {
  const lines = (/```jsonl\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly [string, string, unknown, unknown?]);

  it('tells a conversation in which every body and every answer is of the protocol', () => {
    for (const [speaker, event, body, reply] of lines) {
      const line = `${speaker}: ${event}`;
      if (speaker.startsWith('to ')) {
        expect(decodeNotice(event, body)).withContext(line).toBeDefined();
      } else {
        const name = event as RequestName; // an unknown one has no schema, and fails in the next line
        expect(v.is(requestBodies[name], body)).withContext(line).toBeTrue();
        expect(decodeReply(name, reply)).withContext(line).toBeDefined();
      }
    }
    expect(lines.length).toBeGreaterThan(20);
  });

  it('names every request and every notice', () => {
    for (const name of [...Object.keys(requestBodies), ...Object.keys(notices)]) {
      expect(page).toContain(`\`${name}\``);
    }
  });

  it('names every setting with its default', () => {
    const rows = [...page.matchAll(/^\| `([A-Z].*?) *\| *`?(.*?)`? *\|/gm)];
    const told = rows.flatMap(([, names = '', fallback = '']) =>
      [...names.matchAll(/[A-Z][A-Z0-9_]+/g)].map(([name]) => [name, fallback]),
    );
    const real = Object.entries(readConfig({})).map(([name, value]) => [name, String(value)]);
    const unset = ['CLIENT_DIR', 'TLS_CERT', 'TLS_KEY'].map((name) => [name, '']);
    expect(told.sort()).toEqual([...real, ...unset].sort());
  });
});
