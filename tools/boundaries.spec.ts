import { globSync } from 'node:fs';
import { ESLint } from 'eslint';

// The rule reads the graph of projects that nx has cached, and says nothing at all without one.
// Hence probes: an import that the map forbids must be refused, or nobody is on guard.
const RULE = '@nx/enforce-module-boundaries';
const eslint = new ESLint({ ruleFilter: ({ ruleId }) => ruleId === RULE });

/** What the rule says about this source, were it in that file. */
async function refusals(file: string, source: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(source, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId, message }) => {
    if (ruleId !== RULE) throw new Error(`the probe itself is wrong: ${message}`);
    return message;
  });
}

/** A file of each project in which nothing but production code stands. */
const fileOf = {
  client: 'apps/client/src/main.ts',
  gateway: 'apps/gateway/src/main.ts',
  'client-e2e': 'apps/client-e2e/src/person.ts',
  room: 'libs/room/index.ts',
  peer: 'libs/peer/index.ts',
  transfer: 'libs/transfer/index.ts',
  crypto: 'libs/crypto/index.ts',
  protocol: 'libs/protocol/index.ts',
  testing: 'libs/testing/index.ts',
  tools: 'tools/browser.ts',
} as const;
type Project = keyof typeof fileOf;

const forbidden: Readonly<Record<Project, readonly string[]>> = {
  client: ['@nestjs/common', 'socket.io', '@whispernet/peer', '@whispernet/testing'],
  gateway: ['@angular/core', '@whispernet/room', '@whispernet/crypto', '@whispernet/peer'],
  'client-e2e': ['@whispernet/room', '@whispernet/peer', '@nestjs/common', '@angular/core'],
  room: ['@angular/core', '@nestjs/common', 'socket.io-client', '@whispernet/testing'],
  peer: ['@angular/core', '@whispernet/room', '@whispernet/transfer', '@whispernet/crypto'],
  transfer: ['@angular/core', '@whispernet/peer', '@whispernet/room', '@whispernet/crypto'],
  crypto: ['@angular/core', '@nestjs/common', '@whispernet/protocol', '@whispernet/room'],
  protocol: ['@angular/core', '@nestjs/common', '@whispernet/crypto'],
  testing: ['@angular/core', '@whispernet/protocol', '@whispernet/room'],
  tools: ['@whispernet/room', '@whispernet/crypto', '@angular/core'],
};

const allowed: Readonly<Partial<Record<Project, readonly string[]>>> = {
  client: ['@angular/core', '@whispernet/room', '@whispernet/transfer', '@whispernet/protocol'],
  gateway: ['@nestjs/common', '@whispernet/protocol'],
  'client-e2e': ['@whispernet/protocol', '@whispernet/crypto', 'socket.io', 'socket.io-client'],
  room: ['rxjs', '@whispernet/peer', '@whispernet/transfer', '@whispernet/crypto'],
  peer: ['rxjs', '@whispernet/protocol'],
  transfer: ['@whispernet/protocol'],
  tools: ['@whispernet/peer', '@whispernet/transfer'],
};

describe('module boundaries', () => {
  for (const [project, imports] of Object.entries(forbidden)) {
    for (const name of imports) {
      it(`keep ${name} out of ${project}`, async () => {
        const source = `import * as probe from '${name}';\nconsole.log(probe);\n`;
        expect(await refusals(fileOf[project as Project], source)).toHaveSize(1);
      });
    }
  }

  for (const [project, imports] of Object.entries(allowed)) {
    for (const name of imports) {
      it(`let ${project} import ${name}`, async () => {
        const source = `import * as probe from '${name}';\nconsole.log(probe);\n`;
        expect(await refusals(fileOf[project as Project], source)).toEqual([]);
      });
    }
  }

  for (const [file, path] of [
    ['libs/room/index.ts', '../peer'],
    ['libs/transfer/index.ts', '../protocol/lane-frames'],
    ['apps/client/src/main.ts', '../../../libs/room'],
    ['apps/client-e2e/src/person.ts', '../../../tools/browser'],
  ] as const) {
    it(`refuse the path ${path} in ${file}, where the project's name belongs`, async () => {
      expect(await refusals(file, `import * as probe from '${path}';\nconsole.log(probe);\n`))
        .withContext(path)
        .toHaveSize(1);
    });
  }

  it('let specs, and nobody else, use the fakes', async () => {
    const specs = globSync('libs/{room,peer,transfer}/*.spec.ts');
    expect(specs.length).toBeGreaterThan(0);
    for (const spec of specs) {
      const source = "import * as probe from '@whispernet/testing';\nconsole.log(probe);\n";
      expect(await refusals(spec, source))
        .withContext(spec)
        .toEqual([]);
    }
  });
});
