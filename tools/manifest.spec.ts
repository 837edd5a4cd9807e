import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestOf, manifestOfFolder, parseManifest } from './manifest.ts';

describe('A manifest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'build-'));
    mkdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'index.html'), '<wn-app></wn-app>');
    writeFileSync(join(folder, 'a.js'), 'a');
    writeFileSync(join(folder, 'B.js'), 'b');
    writeFileSync(join(folder, 'media/c.woff2'), 'c');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  // find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum
  it('is what sha256sum says of the files, in the order of their bytes', () => {
    const { text, buildId } = manifestOfFolder(folder);
    expect(text.trimEnd().split('\n')).toEqual([
      '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  B.js',
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.js',
      '4c10ebcc874a2ffee157a725a0f4b70c3ce54e6131cb38a7623a0fc2e6657a4f  index.html',
      '2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6  media/c.woff2',
    ]);
    expect(buildId).toBe('f6b27269fb33'); // sha256sum of the above
  });

  it('is the same whatever the order in which the files were found', () => {
    const manifest = manifestOfFolder(folder);
    expect(manifestOf(new Map([...manifest.files].reverse()))).toEqual(manifest);
  });

  it('is read back as it was written', () => {
    const manifest = manifestOfFolder(folder);
    expect(parseManifest(manifest.text)).toEqual(manifest);
  });

  it('is refused where a line is none, or where there is no page', () => {
    const { text } = manifestOfFolder(folder);
    expect(() => parseManifest(`${text}hello\n`)).toThrowError(
      'This is no line of a manifest: hello',
    );
    expect(() => parseManifest(text.replace('index.html', 'index.htm'))).toThrowError(
      'The manifest names no index.html.',
    );
  });

  it('is printed by the command, which says what to do where nothing is built', () => {
    const run = (of: string) =>
      spawnSync(process.execPath, ['tools/manifest.ts', of], { encoding: 'utf8' });
    expect(run(folder).stdout).toBe(manifestOfFolder(folder).text);
    const { status, stderr } = run(join(folder, 'media'));
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^There is no built client in .*media\. Build it first: npm run build\n$/,
    );
  });
});
