import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { BUILT_CLIENT, manifestOfFolder } from './manifest.ts';
import { projectFiles } from './project-files.ts';
import { pagePolicy, verifySite } from './verify.ts';

describe('The built client', () => {
  const built = manifestOfFolder(BUILT_CLIENT);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'built-client-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the same bytes when it is built in another place, by another clock and in another language', async () => {
    const elsewhere = join(folder, 'some/where', 'else');
    for (const path of projectFiles()) {
      cpSync(path, join(elsewhere, path));
    }
    linkTree('node_modules', join(elsewhere, 'node_modules'));
    await promisify(execFile)('node_modules/.bin/nx', ['build', 'client', '--skip-nx-cache'], {
      cwd: elsewhere,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TZ: 'Asia/Tokyo',
        LC_ALL: 'C',
        NX_DAEMON: 'false',
        NX_NO_CLOUD: 'true',
        NG_CLI_ANALYTICS: 'false',
      },
    });
    expect(manifestOfFolder(join(elsewhere, BUILT_CLIENT)).text).toBe(built.text);
  });

  it('holds nothing of the gallery, which is for development', () => {
    const scripts = [...built.files.keys()].filter((path) => path.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(5);
    for (const path of scripts) {
      const code = readFileSync(join(BUILT_CLIENT, path), 'utf8');
      expect(code.includes('wn-gallery')).withContext(path).toBeFalse();
    }
  });

  describe('as the gateway serves it', () => {
    let gateway: ChildProcess;
    afterEach(() => {
      gateway.kill('SIGKILL');
    });

    /** The address, once the gateway listens. */
    const serve = async (client: string): Promise<URL> => {
      gateway = spawn(process.execPath, ['dist/apps/gateway/main.js'], {
        env: { ...process.env, NO_COLOR: '1', HOST: '127.0.0.1', PORT: '0', CLIENT_DIR: client },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (!gateway.stdout) throw new Error('its output is a pipe');
      for await (const line of createInterface({ input: gateway.stdout })) {
        const [url] = /http:\/\/\S+/.exec(line) ?? [];
        if (line.includes('whisperNet is on') && url !== undefined) return new URL(url);
      }
      throw new Error('the gateway ended before it listened');
    };

    it('verifies, with the id that the page shows', async () => {
      const url = await serve(BUILT_CLIENT);
      expect(await verifySite(url, built)).toEqual([]);
      const page = await (await fetch(url)).text();
      expect(page).toContain(`<meta name="build-id" content="${built.buildId}"/>`);
    });

    it('comes under the very policy that it is compared with', async () => {
      const { headers } = await fetch(await serve(BUILT_CLIENT));
      const policy = headers.get('content-security-policy') ?? '';
      const [, nonce = ''] = /'nonce-(.*?)'/.exec(policy) ?? [];
      expect(policy).toBe(pagePolicy(nonce));
    });

    it('does not verify with a byte more in one script', async () => {
      cpSync(BUILT_CLIENT, folder, { recursive: true });
      const [main = ''] = readdirSync(folder).filter((name) => name.startsWith('main-'));
      appendFileSync(join(folder, main), ' ');
      const findings = await verifySite(await serve(folder), built);
      expect(findings.length).toBe(3);
      expect(findings[0]).toMatch(/^Every page says that it is build [0-9a-f]{12}\. This is /);
      expect(findings[1]).toMatch(new RegExp(`^${main} differs: `));
      expect(findings[2]).toMatch(/^\/build\.sha256 names other files, or other digests, /);
    });
  });
});

/** The tree again, each file under a second name: the bytes of hundreds of megabytes stay where they are. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    // Awaited here: another file system, or one without links.
    if (!['EXDEV', 'EPERM', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    cpSync(source, target);
  }
}
