// Bundles a project's *.spec.ts with rolldown (which emits decorator metadata and knows the
// tsconfig paths), then runs them with jasmine in this process and prints every name: the list
// of names is the specification.
//
//   node tools/jasmine.ts <project folder> [--journeys] [part of a file name …]
//
// With --journeys it takes *.journey.ts instead: slow stories in real browsers.
import { globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Jasmine from 'jasmine';
import { rolldown } from 'rolldown';
import { external } from './external.ts';
import { specReporter } from './spec-reporter.ts';

const { values, positionals } = parseArgs({
  options: { journeys: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [root, ...only] = positionals;
if (root === undefined) {
  throw new Error('usage: node tools/jasmine.ts <project folder> [--journeys] [part …]');
}
const kind = values.journeys ? 'journey' : 'spec';
const specs = globSync(join(root, `**/*.${kind}.ts`)).filter(
  (file) => only.length === 0 || only.some((part) => file.includes(part)),
);
if (specs.length === 0) throw new Error(`no ${kind}s under ${root}`);

const out = join(`tmp/${kind}s`, root);
rmSync(out, { recursive: true, force: true });
process.setSourceMapsEnabled(true);
const bundle = await rolldown({
  input: Object.fromEntries(
    specs.map((file) => [file.replace(/[\\/]/g, '__').replace(/\.ts$/, ''), resolve(file)]),
  ),
  platform: 'node',
  tsconfig: join(root, 'tsconfig.json'),
  external,
  moduleTypes: { '.md': 'text' }, // a protocol's page, whose examples a spec checks
});
await bundle.write({ dir: out, format: 'esm', sourcemap: true, entryFileNames: '[name].mjs' });
await bundle.close();

await import('reflect-metadata');
const jasmine = new Jasmine({ projectBaseDir: resolve('.') });
jasmine.loadConfig({
  spec_dir: '.',
  spec_files: [`${out}/*.${kind}.mjs`],
});
jasmine.env.configure({ failSpecWithNoExpectations: true });
// This only catches what hangs: no spec says how fast a machine has to be. In journeys, Playwright's
// own waits end long before and say for what.
globalThis.jasmine.DEFAULT_TIMEOUT_INTERVAL = values.journeys ? 180_000 : 60_000;
jasmine.clearReporters();
jasmine.addReporter(specReporter(root));
await jasmine.execute();
