import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClientBuild } from './client-build';
import { createGateway } from './app-module';
import { readConfig } from './gateway-config';

const page = '<meta name="build-id" content=""/><script src="a.js"></script><wn-app></wn-app>';

describe('readClientBuild', () => {
  let folder: string;
  const write = (path: string, text: string) => {
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'client-'));
    mkdirSync(join(folder, 'media'));
    write('index.html', page);
    write('a.js', 'export {};\n');
    write('B.js', 'WebAssembly.compile(code);\n');
    write('media/font.woff2', 'font');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  // find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-12
  it('names the build as anybody with sha256sum would', () => {
    expect(readClientBuild(folder).id).toBe('eb04e9e4b90c');
  });

  it('names it differently after any change of a byte or of a name', () => {
    const ids = [readClientBuild(folder).id];
    write('a.js', 'export {}; ');
    ids.push(readClientBuild(folder).id);
    write('c.js', 'export {}; ');
    ids.push(readClientBuild(folder).id);
    rmSync(join(folder, 'a.js'));
    ids.push(readClientBuild(folder).id);
    expect(new Set(ids)).toHaveSize(4);
  });

  it('writes the id and the nonce into the page, and nothing else', () => {
    const build = readClientBuild(folder);
    expect(build.page('bm9uY2U')).toBe(
      `<meta name="build-id" content="${build.id}"/><script src="a.js"></script><wn-app ngCspNonce="bm9uY2U"></wn-app>`,
    );
  });

  it('tells workers from other files by their names, and those that compile WebAssembly by their code', () => {
    const build = readClientBuild(folder);
    expect(build.isWorker('worker-ABCD1234.js')).toBeTrue();
    expect(build.isWorker('a.js')).toBeFalse();
    expect(build.isWorker('media/worker-ABCD1234.js')).toBeFalse();
    expect(build.usesWasm('B.js')).toBeTrue();
    expect(build.usesWasm('a.js')).toBeFalse();
  });

  for (const [what, code] of Object.entries({
    'an inline script': '<script>alert(1)</script>',
    'an inline script behind attributes': '<SCRIPT type="module"\n data-src="x">alert(1)</script>',
    'an inline event handler': `<link rel="stylesheet" href="a.css" onload="this.media='all'">`,
  })) {
    it(`refuses a page with ${what}, before anybody is served`, async () => {
      write('index.html', page + code);
      await expectAsync(
        createGateway(readConfig({ CLIENT_DIR: folder, LOG_LEVEL: 'silent' })),
      ).toBeRejectedWithError(/^index\.html has code of its own/);
    });
  }

  it('refuses a page without exactly one place for the id and one for the nonce', () => {
    for (const text of ['<wn-app></wn-app>', page.replace('wn-app', 'other-app'), page + page]) {
      write('index.html', text);
      expect(() => readClientBuild(folder)).toThrowError(/^index\.html should hold <.*> once/);
    }
  });

  it('refuses a folder without a page', () => {
    rmSync(join(folder, 'index.html'));
    expect(() => readClientBuild(folder)).toThrowError(/^There is no built client in .*client-/);
  });
});
