import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Person } from './person';
import { setScene } from './scene';

/** Keeps what the browser refuses to do for the page, and why. */
const KEEP_VIOLATIONS = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    globalThis.violations.push(effectiveDirective + ' ' + blockedURI);
  });
`;

describe('The page', () => {
  const scene = setScene();

  it('lives through a whole visit without breaking its policy, calling anybody else or keeping a thing', async () => {
    const { alice, bob } = await scene.pair({ initScript: KEEP_VIOLATIONS });
    const file = {
      name: 'plan.bin',
      mimeType: 'application/octet-stream',
      buffer: randomBytes(300_000),
    };
    await alice.say('hello');
    await alice.seesMessage('hello', 'Delivered');
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    await alice.sendFiles(file);
    await bob.answer(file.name, 'Accept');
    await bob.seesTransfer(file.name, 'Done');
    await bob.saves(file.name);
    for (const person of [alice, bob]) expect(await keptBy(person)).toEqual(NOTHING);
    await bob.leave();
    await alice.leave();
    for (const person of [alice, bob]) {
      await person.page.getByRole('button', { name: 'Create room' }).waitFor();
      expect(await keptBy(person)).toEqual(NOTHING);
      expect(await person.page.evaluate(namesInOpfs)).toEqual([]);
      expect(await violationsOf(person.page)).toEqual([]);
      expect(person.problems).toEqual([]);
    }
  });

  it('weighs less than 200 kB on its way, with everything that it fetches by itself', async () => {
    const { page: cached } = await scene.arrive('Alice');
    const page = await cached.context().newPage();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Network.enable');
    await devTools.send('Network.clearBrowserCache');
    const paths = new Map<string, string>();
    const fetched = new Map<string, number>();
    devTools.on('Network.requestWillBeSent', ({ requestId, request }) => {
      paths.set(requestId, new URL(request.url).pathname);
    });
    // Of the bodies: what the headers weigh, HTTP/2 decides, which a proxy in front speaks.
    devTools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      const path = paths.get(requestId) ?? requestId;
      fetched.set(path, encodedDataLength + (fetched.get(path) ?? 0));
    });
    await page.goto(scene.gateway.url, { waitUntil: 'networkidle' }); // nothing more comes by itself
    const bytes = [...fetched.values()].reduce((sum, each) => sum + each, 0);
    const list = [...fetched].map(([path, each]) => `${each} ${path}`).join('\n');
    expect(bytes).withContext(list).toBeLessThan(200_000);
    // It was the whole page, packed: the scripts alone are more.
    expect(bytes).withContext(list).toBeGreaterThan(100_000);
  });

  it('shows which build it is', async () => {
    const alice = await scene.arrive('Alice');
    const shown = await alice.page.getByRole('contentinfo').innerText();
    expect(shown).toMatch(/^Build [0-9a-f]{12}$/m);
  });
});

describe('Of an attacker in the page, the browser stops', () => {
  const scene = setScene();
  let stranger: Server;
  let strangersUrl: string;
  let asked: string[];

  beforeAll(async () => {
    // It lets everybody read everything: what is stopped, is stopped by the page's policy.
    stranger = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('cross-origin-resource-policy', 'cross-origin');
      response.setHeader('content-type', 'text/html');
      response.end(`<iframe src="${scene.gateway.url}"></iframe>`);
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo; // it listens on TCP
    strangersUrl = `http://127.0.0.1:${port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => {
    stranger.close();
  });

  /** A page into whose HTML the attacker has got something, as the last thing of its body. */
  const arriveAtPageWith = async (html: string): Promise<Page> => {
    const { page } = await scene.arrive('Alice', { initScript: KEEP_VIOLATIONS });
    await page.route(scene.gateway.url, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('</body>', `${html}</body>`);
      await route.fulfill({ response, body });
    });
    await page.goto(scene.gateway.url);
    return page;
  };

  const arrive = () => arriveAtPageWith('');

  it('innerHTML from a string', async () => {
    const page = await arrive();
    const outcome = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const place = document.createElement('div');
      try {
        place.innerHTML = '<b>pwned</b>';
      } catch (error) {
        return (error as Error).name; // whatever a browser throws is an Error
      }
      return place.innerHTML;
    });
    expect(outcome).toBe('TypeError');
    expect(await stopped(page)).toEqual(['require-trusted-types-for trusted-types-sink']);
  });

  it('an inline script', async () => {
    const page = await arriveAtPageWith('<script>globalThis.pwned = true</script>');
    await page.getByRole('button', { name: 'Create room' }).waitFor();
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBeFalse();
    expect(await stopped(page)).toEqual(['script-src-elem inline']);
  });

  it('an inline event handler', async () => {
    const page = await arriveAtPageWith(
      '<button onclick="globalThis.pwned = true">Free money</button>',
    );
    await page.getByRole('button', { name: 'Free money' }).click();
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBeFalse();
    expect(await stopped(page)).toEqual(['script-src-attr inline']);
  });

  it('an inline style', async () => {
    const page = await arriveAtPageWith('<style>h1 { display: none }</style>');
    await page.getByRole('heading', { name: 'whisperNet' }).waitFor();
    expect(await stopped(page)).toEqual(['style-src-elem inline']);
  });

  it('eval', async () => {
    const page = await arrive();
    const outcome = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame); // out of the debugger's own call, which may eval
      try {
        return (0, eval)('"pwned"') as unknown;
      } catch (error) {
        return (error as Error).name; // whatever a browser throws is an Error
      }
    });
    expect(outcome).toBe('EvalError');
    // By the rule that comes first; 'unsafe-eval' is missing besides.
    expect(await stopped(page)).toEqual(['require-trusted-types-for trusted-types-sink']);
  });

  it('WebAssembly', async () => {
    const page = await arrive();
    const outcome = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
      return WebAssembly.compile(empty).then(
        () => 'compiled',
        (error: unknown) => (error as Error).name, // whatever a browser throws is an Error
      );
    });
    expect(outcome).toBe('CompileError');
    expect(await stopped(page)).toEqual(['script-src wasm-eval']);
  });

  it('a worker that is not of the build', async () => {
    const page = await arrive();
    const outcomes = await page.evaluate(async (elsewhere) => {
      const code = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      const main = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
      await new Promise(requestAnimationFrame);
      return [code, main, elsewhere].map((url) => {
        try {
          new Worker(url);
          return 'started';
        } catch (error) {
          return (error as Error).name; // whatever a browser throws is an Error
        }
      });
    }, `${strangersUrl}/worker-ABCDEFGH.js`);
    expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError']);
    expect(asked).toEqual([]);
  });

  it('a request to a stranger', async () => {
    const page = await arrive();
    const outcome = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'answered',
          (error: unknown) => (error as Error).name, // whatever a browser throws is an Error
        ),
      `${strangersUrl}/secret`,
    );
    expect(outcome).toBe('TypeError');
    expect(asked).toEqual([]);
    expect(await stopped(page)).toEqual([`connect-src ${strangersUrl}/secret`]);
  });

  it('a WebSocket to a stranger', async () => {
    const page = await arrive();
    const url = `${strangersUrl.replace('http', 'ws')}/secret`;
    await page.evaluate(
      (address) =>
        new Promise((resolve) => {
          try {
            const socket = new WebSocket(address);
            socket.onerror = resolve;
            socket.onclose = resolve;
          } catch (error) {
            resolve(error); // some browsers throw at once instead
          }
        }),
      url,
    );
    expect(asked).toEqual([]);
    expect(await stopped(page)).toEqual([`connect-src ${url}`]);
  });

  it('an image from a stranger', async () => {
    const page = await arriveAtPageWith(`<img alt="" src="${strangersUrl}/secret.png">`);
    await page.getByRole('button', { name: 'Create room' }).waitFor();
    expect(asked).toEqual([]);
    expect(await stopped(page)).toEqual([`img-src ${strangersUrl}/secret.png`]);
  });

  it('a form that posts to a stranger', async () => {
    const page = await arriveAtPageWith(`<form action="${strangersUrl}/secret"></form>`);
    await page.evaluate(() => {
      document.querySelector<HTMLFormElement>('form[action*=secret]')?.submit();
    });
    expect(await stopped(page)).toEqual([`form-action ${strangersUrl}/secret?`]);
    expect(asked).toEqual([]);
  });

  it('a frame around the page', async () => {
    const { page } = await scene.arrive('Alice');
    const told = page.waitForEvent('console', (message) => message.type() === 'error');
    await page.goto(`${strangersUrl}/frame`);
    expect((await told).text()).toContain("frame-ancestors 'none'");
    expect(await page.frames()[1]?.locator('wn-app').count()).toBe(0);
  });
});

/** Waits until the browser has told the page that it stopped something, and resolves with all that. */
async function stopped(page: Page): Promise<readonly string[]> {
  // A function: text would be evaluated anew at each look, which the page's policy forbids.
  await page.waitForFunction(
    () => (globalThis as unknown as { violations: string[] }).violations.length > 0,
    undefined,
    { timeout: 5_000 },
  );
  return violationsOf(page);
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}

/** Whatever a page could keep, apart from files. */
async function keptBy({ page }: Person) {
  const inPage = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { cookies: (await page.context().cookies()).length, ...inPage };
}

const NOTHING = { cookies: 0, local: 0, session: 0, databases: 0, caches: 0, workers: 0 };

/** Runs in the page: what lies in the root of the origin's private file system. */
async function namesInOpfs(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  // The DOM's types have it only where DOM.AsyncIterable is among the libraries.
  const names = (root as unknown as { keys(): AsyncIterable<string> }).keys();
  const found: string[] = [];
  for await (const name of names) found.push(name);
  return found;
}
