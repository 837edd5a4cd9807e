import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The path of every file of the project, from the root and with '/', without what .gitignore
 * names. It needs no git, so that it answers the same in an unpacked archive.
 */
export function projectFiles(): readonly string[] {
  const ignored = new Set(
    readFileSync('.gitignore', 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('/'))
      .map((line) => line.slice(0, -1)),
  );
  const walk = (folder: string): readonly string[] =>
    readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      if (entry.name === '.git' || ignored.has(entry.name)) return [];
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('').filter((path) => !path.endsWith('.log'));
}
