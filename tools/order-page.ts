// Orders what browsers fetch for the page. What it shows without code comes first: its style, its
// fonts. Then the code, the largest files at the front: browsers fetch six at a time from a server that
// does not speak HTTP/2, and the builder names the file that needs all others last, so that it would
// begin when everything else is there. It has no word for either.
//
//   node tools/order-page.ts [folder]    rewrites <folder>/index.html, twice as well as once
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_CLIENT } from './manifest.ts';

/** The page with its code ordered. `sizeOf` tells the bytes of a file of the build. */
export function ordered(html: string, sizeOf: (file: string) => number): string {
  const [, main] = MAIN.exec(html) ?? [];
  if (main === undefined) throw new Error('The page has no <script type="module"> as we know it.');
  const preloads = [...html.matchAll(PRELOAD)].map(([, file = '']) => file);
  const files = [...new Set([main, ...preloads])].sort((one, other) => sizeOf(other) - sizeOf(one));
  const links = files.map(
    (file) => `<link rel="modulepreload" href="${file}" fetchpriority="low">`,
  );
  return html
    .replace(PRELOAD, '')
    .replace(MAIN, `${links.join('')}<script src="${main}" type="module" fetchpriority="low">`);
}

const PRELOAD = /<link rel="modulepreload" href="([^"]+)"[^>]*>/g;
const MAIN = /<script src="([^"]+)" type="module"[^>]*>/;

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? BUILT_CLIENT;
  const page = join(folder, 'index.html');
  const html = ordered(readFileSync(page, 'utf8'), (file) => statSync(join(folder, file)).size);
  writeFileSync(page, html);
}
