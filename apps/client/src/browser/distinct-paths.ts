/**
 * The paths under which the files of a tree can be laid next to each other on any disk: where one
 * differs from an earlier one, or from a folder, at most in case, it is numbered. Windows and macOS
 * take 'a.txt' and 'A.TXT' for the same file, and the second would be written over the first.
 */
export function distinctPaths(
  paths: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const taken = new Set<string>(); // all folders first: they keep their names
  for (const path of paths)
    for (let depth = 1; depth < path.length; depth += 1) taken.add(folded(path.slice(0, depth)));
  return paths.map((path) => {
    const folder = path.slice(0, -1);
    const name = path.at(-1) ?? '';
    for (let number = 0; ; number += 1) {
      const free = [...folder, numbered(name, number)];
      if (taken.has(folded(free))) continue;
      taken.add(folded(free));
      return free;
    }
  });
}

/** 'a.txt', 'a (1).txt', 'a (2).txt' … */
export function numbered(name: string, number: number): string {
  if (number === 0) return name;
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return `${stem} (${number})${name.slice(stem.length)}`;
}

const folded = (path: readonly string[]) => path.join('/').normalize('NFC').toLowerCase();
