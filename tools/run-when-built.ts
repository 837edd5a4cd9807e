// Starts a bundle as soon as its first build has been written, and again after each later one.
//
//   node tools/run-when-built.ts <file>
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, watch } from 'node:fs';
import { dirname } from 'node:path';

const file = process.argv[2];
if (file === undefined) throw new Error('usage: node tools/run-when-built.ts <file>');
const run = () =>
  spawn(process.execPath, ['--enable-source-maps', '--watch', '--watch-preserve-output', file], {
    stdio: 'inherit',
  });

mkdirSync(dirname(file), { recursive: true });
if (existsSync(file)) run();
else {
  const watcher = watch(dirname(file), () => {
    if (!existsSync(file)) return;
    watcher.close();
    run();
  });
}
