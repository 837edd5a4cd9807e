// Which model checkers this machine has. Nx runs this file, so that an answer without a checker
// is not taken for one with it:
//
//   node docs/security/models/checkers.ts
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** The first line in which the program tells its version; undefined where there is no such program. */
export function versionOf(program: string, flag: string): string | undefined {
  const { error, stdout } = spawnSync(program, [flag], { encoding: 'utf8', input: '' });
  return error ? undefined : stdout.split('\n')[0];
}

export const checkers = {
  spin: versionOf('spin', '-V'),
  cc: versionOf('cc', '--version'),
  maude: versionOf('maude', '--version'),
} as const;

const asked = process.argv[1];
if (asked !== undefined && pathToFileURL(asked).href === import.meta.url) {
  console.log(JSON.stringify(checkers));
}
