import { readFileSync } from 'node:fs';
import { projectFiles } from './project-files.ts';

/** What counts as text here; a picture may hold any bytes. */
const TEXT = /\.(c?js|mjs|ts|json|md|ya?ml|html|s?css|svg|txt|sh)$|(^|\/)[^./]+$|^\.[a-z]+/;

describe('the lockfile', () => {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly version: string; readonly resolved?: string; readonly link?: true }>
    >;
  };
  const versionsOf = (name: string) =>
    Object.entries(lockfile.packages)
      .filter(([path]) => path.endsWith(`node_modules/${name}`))
      .map(([, { version }]) => version);

  it('names no server from which a package once came', () => {
    const resolved = Object.entries(lockfile.packages).filter(([, entry]) => entry.resolved);
    expect(resolved).toEqual([]);
  });

  // Older ones take the gateway down: memory without bound from one connection, and from
  // attachments that are announced and never sent.
  for (const [name, least] of [
    ['engine.io', '6.6.7'],
    ['socket.io-parser', '4.2.7'],
  ] as const) {
    it(`has ${name} ${least} or later`, () => {
      const versions = versionsOf(name);
      expect(versions.length).toBeGreaterThan(0);
      for (const version of versions) {
        expect(version.localeCompare(least, 'en', { numeric: true }))
          .withContext(version)
          .toBeGreaterThanOrEqual(0);
      }
    });
  }

  it('has one copy of each package that must be one', () => {
    for (const name of ['rxjs', '@angular/core', 'socket.io', 'jasmine-core']) {
      expect(versionsOf(name)).withContext(name).toHaveSize(1);
    }
  });
});

describe('the files of the project', () => {
  it('name no package registry: npm knows its own', () => {
    const naming = projectFiles()
      .filter((path) => TEXT.test(path))
      .filter((path) =>
        /\bregistry\.[a-z]+\.[a-z]|^\s*registry\s*=|https?:\/\/\S+\.tgz/m.test(
          readFileSync(path, 'utf8'),
        ),
      );
    expect(naming).toEqual([]);
  });
});

describe('the map in README.md', () => {
  const folders = new Set(
    projectFiles().flatMap((path) => {
      const names = path.split('/').slice(0, -1);
      return names.slice(0, 3).map((_, depth) => names.slice(0, depth + 1).join('/'));
    }),
  );
  const drawn = new Set(readMap(readFileSync('README.md', 'utf8')));

  it('shows every folder, three deep', () => {
    expect([...folders].filter((folder) => !drawn.has(folder)).sort()).toEqual([]);
  });

  it('shows no folder that is not there', () => {
    expect([...drawn].filter((folder) => !folders.has(folder)).sort()).toEqual([]);
  });
});

/** The folders that the tree under the heading 'Map' draws: `│   ├── room/    what it is`. */
function readMap(readme: string): readonly string[] {
  const tree = /^## Map\n[^]*?```\w*\n([^]*?)```/m.exec(readme)?.[1];
  if (tree === undefined) throw new Error("README.md has no block of code under '## Map'");
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const match = /^((?:[│ ] {3})*)[├└]── ([^\s]+)\//.exec(line);
    if (!match) return [];
    const [, indent = '', name = ''] = match;
    above.splice(indent.length / 4);
    above.push(name);
    return [above.join('/')];
  });
}
