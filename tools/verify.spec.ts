import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { certificateFor } from './certificate.ts';
import { manifestOf, sha256 } from './manifest.ts';
import {
  FILE_POLICY,
  SERVICE_WORKER_POLICY,
  WASM_WORKER_POLICY,
  WORKER_POLICY,
  pagePolicy,
  verifySite,
} from './verify.ts';

const INDEX = `<!doctype html><title>whisperNet</title><meta name="build-id" content=""/>
<script src="main-ABCDEFGH.js" type="module"></script><wn-app></wn-app>`;
const FILES: Readonly<Record<string, string>> = {
  'index.html': INDEX,
  'main-ABCDEFGH.js': 'start();',
  'media/font-ABCDEFGH.woff2': 'font',
  'service-worker.js': 'addEventListener("fetch", answer)',
  'worker-FOLDER00.js': 'navigator.storage.getDirectory()',
  'worker-SECRET00.js': 'WebAssembly.compile(code)',
};
const manifest = manifestOf(
  new Map(Object.entries(FILES).map(([path, bytes]) => [path, sha256(bytes)])),
);

/** What the gateway says in every response. */
const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), clipboard-write=(self), screen-wake-lock=(self), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), browsing-topics=(), idle-detection=(), local-fonts=()',
};
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
};

/** An answer of the site, which a spec tampers with. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

describe('verifySite', () => {
  let server: Server;
  let site: URL;
  let tamper: (path: string, answer: Answer) => void;
  let hint: string | undefined;
  let count: number;

  const answerTo: RequestListener = (request, response) => {
    const path = request.url?.slice(1) ?? '';
    const isFile = path in FILES && path !== 'index.html';
    const answer = path === 'build.sha256' ? digests() : isFile ? file(path) : page();
    tamper(path, answer);
    if (hint !== undefined) response.writeEarlyHints({ link: hint });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const page = (): Answer => {
    const nonce = String((count += 1)).padStart(22, 'n');
    const body = INDEX.replace('content=""', `content="${manifest.buildId}"`).replace(
      '<wn-app',
      `<wn-app ngCspNonce="${nonce}"`,
    );
    const headers = {
      ...HEADERS,
      'content-security-policy': pagePolicy(nonce),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    };
    return { status: 200, headers, body };
  };
  const digests = (): Answer => ({
    status: 200,
    headers: {
      ...HEADERS,
      'content-security-policy': FILE_POLICY,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
    },
    body: manifest.text,
  });
  const file = (path: string): Answer => {
    const policies: Readonly<Record<string, string>> = {
      'service-worker.js': SERVICE_WORKER_POLICY,
      'worker-SECRET00.js': WASM_WORKER_POLICY,
      'worker-FOLDER00.js': WORKER_POLICY,
    };
    const headers = {
      ...HEADERS,
      'content-security-policy': policies[path] ?? FILE_POLICY,
      'content-type': TYPES[path.split('.').at(-1) ?? ''] ?? '',
      'cache-control': 'no-cache',
    };
    return { status: 200, headers, body: FILES[path] ?? '' };
  };
  const listen = async (on: Server) => {
    on.listen(0);
    await once(on, 'listening');
    return (on.address() as AddressInfo).port; // it listens on TCP
  };

  beforeEach(async () => {
    count = 0;
    hint = undefined;
    tamper = () => undefined;
    server = createServer(answerTo);
    site = new URL(`http://localhost:${await listen(server)}`);
  });
  afterEach(() => {
    server.close();
  });

  it('finds nothing at a site that serves the build', async () => {
    expect(await verifySite(site, manifest)).toEqual([]);
  });

  it('finds a changed byte in a script', async () => {
    tamper = (path, answer) => {
      if (path === 'main-ABCDEFGH.js') answer.body = 'start():';
    };
    expect(await verifySite(site, manifest)).toEqual([
      `main-ABCDEFGH.js differs: it is ${sha256('start():')}, and should be ${sha256('start();')}.`,
    ]);
  });

  it('finds a script more in the page, of its own or of another place, and names it', async () => {
    tamper = (path, answer) => {
      if (path === '') answer.body += '<script src=/evil.js></script><script>evil()</script>';
    };
    expect(await verifySite(site, manifest)).toEqual([
      "The page at / differs from the build's index.html.",
      'The page at / has a script that is not of the build: /evil.js',
      'The page at / has an inline script.',
    ]);
  });

  for (const path of ['index.html', 'room', 'privacy']) {
    it(`finds a changed byte in the page at /${path}`, async () => {
      tamper = (asked, answer) => {
        if (asked === path) answer.body = answer.body.replace('</title>', ' </title>');
      };
      expect(await verifySite(site, manifest)).toEqual([
        `The page at /${path} differs from the build's index.html.`,
      ]);
    });
  }

  it('finds another page at an address that nobody could know before', async () => {
    const known = ['', 'index.html', 'room', 'privacy', 'build.sha256', ...Object.keys(FILES)];
    const asked = new Set<string>();
    tamper = (path, answer) => {
      if (known.includes(path)) return;
      asked.add(path);
      answer.body = answer.body.replace('</title>', ' </title>');
    };
    for (let times = 0; times < 2; times += 1) {
      expect(await verifySite(site, manifest)).toEqual([
        "The page at an unknown address differs from the build's index.html.",
      ]);
    }
    expect(asked.size).toBe(2);
  });

  it('finds what leads a browser elsewhere though every byte is as built', async () => {
    for (const [name, value] of [
      ['refresh', '0; url=/other'],
      ['link', '</other.js>; rel=modulepreload'],
      ['clear-site-data', '"*"'],
    ] as const) {
      for (const [at, path] of [
        ['The page at /', ''],
        ['The page at /privacy', 'privacy'],
        ['main-ABCDEFGH.js', 'main-ABCDEFGH.js'],
        ['worker-FOLDER00.js', 'worker-FOLDER00.js'],
      ] as const) {
        tamper = (asked, { headers }) => {
          if (asked === path) headers[name] = value;
        };
        expect(await verifySite(site, manifest)).toEqual([
          `${at} comes with a header that ours does not have: ${name}: ${value}`,
        ]);
      }
    }
  });

  it('finds an early hint', async () => {
    hint = '</other.js>; rel=preload; as=script';
    expect(await verifySite(site, manifest)).toEqual([
      `Every response comes with a header that ours does not have: early link: ${hint}`,
    ]);
  });

  it('finds a page that sends its visitors on', async () => {
    tamper = (path, answer) => {
      if (path !== 'privacy') return;
      Object.assign(answer, { status: 302, headers: { location: '/other' } });
    };
    expect(await verifySite(site, manifest)).toEqual([
      'The page at /privacy sends its visitors on (status 302) to /other',
    ]);
  });

  it('finds a file that is sent from elsewhere', async () => {
    tamper = (path, answer) => {
      if (path !== 'main-ABCDEFGH.js') return;
      Object.assign(answer, { status: 307, headers: { location: '/other.js' } });
    };
    expect(await verifySite(site, manifest)).toEqual(['main-ABCDEFGH.js is missing (status 307).']);
  });

  it('finds the same bytes that a browser would read otherwise', async () => {
    for (const [path, of, type] of [
      ['', 'The page at /', 'text/html; charset=iso-2022-jp'],
      ['room', 'The page at /room', 'multipart/x-mixed-replace; boundary=x'],
      ['main-ABCDEFGH.js', 'main-ABCDEFGH.js', 'text/html; charset=utf-8'],
      ['media/font-ABCDEFGH.woff2', 'media/font-ABCDEFGH.woff2', 'image/svg+xml'],
    ] as const) {
      tamper = (asked, { headers }) => {
        if (asked === path) headers['content-type'] = type;
      };
      expect(await verifySite(site, manifest)).toEqual([
        `${of} comes with another content-type than ours: ${type}`,
      ]);
    }
  });

  it('finds a page, and a worker, that a browser would keep', async () => {
    for (const [path, of] of [
      ['', 'The page at /'],
      ['worker-SECRET00.js', 'worker-SECRET00.js'],
    ] as const) {
      tamper = (asked, { headers }) => {
        if (asked === path) headers['cache-control'] = 'public, max-age=600';
      };
      expect(await verifySite(site, manifest)).toEqual([
        `${of} comes with another cache-control than ours: public, max-age=600`,
      ]);
    }
  });

  it('takes no more than the two slots for filled in', async () => {
    for (const [from, to] of [
      ['</wn-app>', `</wn-app><meta name="build-id" content="${manifest.buildId}"/>`],
      ['<wn-app ', '<wn-app onclick="evil()" '],
      ['</wn-app>', `</wn-app><wn-app ngCspNonce="${'n'.repeat(22)}"></wn-app>`],
    ] as const) {
      tamper = (path, answer) => {
        if (path === '') answer.body = answer.body.replace(from, to);
      };
      expect(await verifySite(site, manifest))
        .withContext(to)
        .toContain("The page at / differs from the build's index.html.");
    }
  });

  it('finds a weakened policy', async () => {
    tamper = (path, { headers }) => {
      if (path === '') {
        headers['content-security-policy'] =
          `${headers['content-security-policy'] ?? ''}; script-src-attr data:`;
      }
    };
    expect(await verifySite(site, manifest)).toEqual([
      'The page at / is less protected: its policy lets script-src-attr have data:.',
    ]);
  });

  it('finds a policy that is only reported, and not obeyed', async () => {
    tamper = (path, { headers }) => {
      if (path !== 'room') return;
      headers['content-security-policy-report-only'] = headers['content-security-policy'] ?? '';
      delete headers['content-security-policy'];
    };
    expect(await verifySite(site, manifest)).toContain(
      'The page at /room is less protected: there is no Content-Security-Policy.',
    );
  });

  it('finds a worker that may do more than compute', async () => {
    tamper = (path, { headers }) => {
      if (path === 'worker-FOLDER00.js') headers['content-security-policy'] = WASM_WORKER_POLICY;
    };
    expect(await verifySite(site, manifest)).toEqual([
      "worker-FOLDER00.js is less protected: its policy lets script-src have 'wasm-unsafe-eval'.",
      "worker-FOLDER00.js is less protected: its policy lets script-src-elem have 'wasm-unsafe-eval'.",
      "worker-FOLDER00.js is less protected: its policy lets script-src-attr have 'wasm-unsafe-eval'.",
      "worker-FOLDER00.js is less protected: its policy lets worker-src have 'wasm-unsafe-eval'.",
    ]);
  });

  it('finds a worker of the installed client that may talk to others', async () => {
    tamper = (path, answer) => {
      if (path === 'service-worker.js') {
        answer.headers['content-security-policy'] =
          `${WORKER_POLICY}; connect-src 'self' https://elsewhere.example`;
      }
    };
    expect(await verifySite(site, manifest)).toEqual([
      'service-worker.js is less protected: its policy lets connect-src have https://elsewhere.example.',
    ]);
  });

  it('finds digests that are of another build, which an installed client would update to', async () => {
    tamper = (path, answer) => {
      if (path === 'build.sha256') answer.body = answer.body.replace(/^./, 'x');
    };
    expect(await verifySite(site, manifest)).toEqual([
      '/build.sha256 names other files, or other digests, than the build has.',
    ]);
  });

  it('finds a missing file', async () => {
    tamper = (path, answer) => {
      if (path.startsWith('media/')) answer.status = 404;
    };
    expect(await verifySite(site, manifest)).toEqual([
      'media/font-ABCDEFGH.woff2 is missing (status 404).',
    ]);
  });

  it('finds another build, and says which one it calls itself', async () => {
    tamper = (_path, answer) => {
      answer.body = answer.body.replace(manifest.buildId, '0123456789ab');
    };
    expect(await verifySite(site, manifest)).toEqual([
      `Every page says that it is build 0123456789ab. This is ${manifest.buildId}.`,
    ]);
  });

  it('finds a nonce that is served twice', async () => {
    tamper = () => {
      count = 0;
    };
    expect(await verifySite(site, manifest)).toEqual([
      'The page has the same nonce twice, so that a nonce protects nothing.',
    ]);
  });

  it('says that a site is no whisperNet', async () => {
    tamper = (_path, answer) => {
      answer.body = 'It works!';
    };
    await expectAsync(verifySite(site, manifest)).toBeRejectedWithError(
      `${site.origin} is no whisperNet: its page (status 200) is another one.`,
    );
  });

  it('follows nobody, and says where it was sent', async () => {
    tamper = (_path, answer) => {
      Object.assign(answer, { status: 301, headers: { location: 'https://other.example/' } });
    };
    await expectAsync(verifySite(site, manifest)).toBeRejectedWithError(
      `${site.origin} sends its visitors on to https://other.example/. Check that address instead.`,
    );
  });

  it('says that nothing listens, or that there is no such host', async () => {
    server.close();
    await expectAsync(verifySite(site, manifest)).toBeRejectedWithError(
      `Nothing listens at ${site.origin}.`,
    );
    await expectAsync(verifySite(new URL('http://nobody.invalid'), manifest)).toBeRejectedWithError(
      'There is no host named nobody.invalid.',
    );
  });

  it('says that a site speaks no TLS', async () => {
    const secure = new URL(site.href.replace('http:', 'https:'));
    await expectAsync(verifySite(secure, manifest)).toBeRejectedWithError(
      `${secure.origin} does not speak TLS. Is its address one with http:// instead?`,
    );
  });

  describe('over TLS with a certificate of its own', () => {
    let folder: string;
    let secure: Server;
    let secureSite: URL;
    let certificate: string;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'certificate-'));
      const files = await certificateFor(['localhost'], folder);
      certificate = readFileSync(files.TLS_CERT, 'utf8');
      secure = createSecureServer(
        { cert: certificate, key: readFileSync(files.TLS_KEY) },
        answerTo,
      );
      secureSite = new URL(`https://localhost:${await listen(secure)}`);
    });
    afterEach(() => {
      secure.close();
      rmSync(folder, { recursive: true });
    });

    it('trusts nobody, and says how to check it nevertheless', async () => {
      await expectAsync(verifySite(secureSite, manifest)).toBeRejectedWithError(
        `${secureSite.origin} has a certificate that nobody vouches for. If you have it as a file: --certificate <file>`,
      );
    });

    it('trusts the certificate that it is given', async () => {
      expect(await verifySite(secureSite, manifest, { certificate })).toEqual([]);
    });

    it('trusts it under its own names only', async () => {
      const other = new URL(secureSite.href.replace('localhost', '127.0.0.1'));
      await expectAsync(verifySite(other, manifest, { certificate })).toBeRejectedWithError(
        /^The certificate of .* is not good: .*does not match/,
      );
    });
  });

  describe('as a command', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'manifest-'));
      writeFileSync(join(folder, 'whispernet.sha256'), manifest.text);
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });
    const run = async (...args: readonly string[]) => {
      const child = spawn(process.execPath, ['tools/verify.ts', ...args]);
      const [out, errors, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit') as Promise<[number]>,
      ]);
      return { code, out, errors };
    };

    it('ends with 0 and a sentence where all is well', async () => {
      const file = join(folder, 'whispernet.sha256');
      expect(await run(site.href, '--manifest', file)).toEqual({
        code: 0,
        out: `${site.origin} serves build ${manifest.buildId}: 6 files, every byte as built, under the same policy or a stricter one.\n`,
        errors: '',
      });
    });

    it('ends with 1 and what it has found', async () => {
      tamper = (path, answer) => {
        if (path === 'main-ABCDEFGH.js') answer.status = 404;
      };
      expect(await run(site.href, '--manifest', join(folder, 'whispernet.sha256'))).toEqual({
        code: 1,
        out: `✗ main-ABCDEFGH.js is missing (status 404).\n\n${site.origin} does not serve build ${manifest.buildId} as it is.\n`,
        errors: '',
      });
    });

    it('lets no site move the cursor to write the verdict itself', async () => {
      tamper = (path, answer) => {
        if (path === '') answer.body += '<script src="\u001b[2J\u009b2J\u202e"></script>';
      };
      const { code, out } = await run(site.href, '--manifest', join(folder, 'whispernet.sha256'));
      expect(code).toBe(1);
      expect(out).toContain('has a script that is not of the build: \u{fffd}[2J');
      expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    });

    it('ends with 1 and a sentence where it cannot compare', async () => {
      for (const [args, sentence] of [
        [
          ['whisper.example'],
          "'whisper.example' is no address that starts with https:// or http://.",
        ],
        [[], 'It takes one address.'],
        [
          [site.href, '--manifest', join(folder, 'none')],
          `There is no file ${join(folder, 'none')}.`,
        ],
        [[site.href, '--insecure'], "Unknown option '--insecure'"],
      ] as const) {
        const { code, out, errors } = await run(...args);
        expect({ code, out }).toEqual({ code: 1, out: '' });
        expect(errors).toContain(sentence);
        expect(errors).not.toContain('    at ');
      }
    });
  });
});
