// Bundles a project's *.spec.ts with rolldown (which emits decorator metadata and knows the
// tsconfig paths), then runs them with jasmine in this process and prints every name: the list
// of names is the specification.
//
//   node tools/jasmine.ts <project folder> [part of a file name …]
import { globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Jasmine from 'jasmine';
import { rolldown } from 'rolldown';
import { external } from './external.ts';
import { specReporter } from './spec-reporter.ts';

const [root, ...only] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node tools/jasmine.ts <project folder> [part …]');
const specs = globSync(join(root, '**/*.spec.ts')).filter(
  (file) => only.length === 0 || only.some((part) => file.includes(part)),
);
if (specs.length === 0) throw new Error(`no specs under ${root}`);

const out = join('tmp/specs', root);
rmSync(out, { recursive: true, force: true });
process.setSourceMapsEnabled(true);
const bundle = await rolldown({
  input: Object.fromEntries(
    specs.map((file) => [file.replace(/[\\/]/g, '__').replace(/\.ts$/, ''), resolve(file)]),
  ),
  platform: 'node',
  tsconfig: join(root, 'tsconfig.json'),
  external,
});
await bundle.write({ dir: out, format: 'esm', sourcemap: true, entryFileNames: '[name].mjs' });
await bundle.close();

await import('reflect-metadata');
const jasmine = new Jasmine({ projectBaseDir: resolve('.') });
jasmine.loadConfig({
  spec_dir: '.',
  spec_files: [`${out}/*.spec.mjs`],
  env: { failSpecWithNoExpectations: true },
});
jasmine.clearReporters();
jasmine.addReporter(specReporter(root));
await jasmine.execute();
