import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayProcess } from './gateway-process';
import { Person } from './person';
import { aRoom } from './scene';

const CLIENT = 'dist/apps/client/browser';

/** Chromium's own question, which nobody can answer here, holds back every press until it is answered. */
const NO_DIALOG = `
  addEventListener('beforeinstallprompt', (event) => event.stopImmediatePropagation());
`;

describe('The installed client', () => {
  let gateway: GatewayProcess;
  let alice: Person;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'next-client-'));
    gateway = await GatewayProcess.start();
    alice = await Person.arrive('Alice', { url: gateway.url, initScript: NO_DIALOG });
  });
  afterEach(async () => {
    await alice.goesHome();
    await gateway.kill();
    await rm(folder, { recursive: true });
  });

  const installs = async () => {
    await alice.press('Install on this device');
    await alice.page.getByRole('button', { name: 'Remove from this device' }).waitFor();
  };
  const readsBuild = async () => {
    const text = await alice.page
      .getByRole('contentinfo')
      .getByText(/Build [0-9a-f]/)
      .innerText();
    return /[0-9a-f]{12}/.exec(text)?.[0];
  };
  /** A gateway with another build in the place of the one that is there. */
  const deploysNextBuild = async () => {
    const next = join(folder, 'client');
    await cp(CLIENT, next, { recursive: true });
    await appendFile(join(next, 'favicon.svg'), '<!-- the next build -->');
    await gateway.kill();
    gateway = await gateway.replacement({ CLIENT_DIR: next });
  };
  const keeps = () =>
    alice.page.evaluate(async () => ({
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));

  it('opens without its server, says that there is no network, and what to do', async () => {
    const build = await readsBuild();
    await installs();
    await gateway.kill();
    await alice.page.context().setOffline(true);
    await alice.reloads();
    await alice.page.getByRole('button', { name: 'Create room' }).waitFor();
    await alice.page.getByText('You are offline.').waitFor();
    expect(await readsBuild()).toBe(build);
    await alice.page.context().setOffline(false);
    await alice.page.getByText('You are offline.').waitFor({ state: 'detached' });
    await alice.createRoom(aRoom());
    expect(await alice.readsRefusal()).toContain('cannot be reached');
  });

  it('enters rooms as any other page does, also when the network was away meanwhile', async () => {
    await installs();
    await gateway.kill();
    await alice.reloads();
    await alice.page.getByRole('button', { name: 'Create room' }).waitFor();
    gateway = await gateway.replacement();
    const bob = await Person.arrive('Bob', { url: gateway.url });
    try {
      const room = aRoom();
      await alice.createRoom(room);
      await alice.sees('Waiting for others');
      await bob.joinRoom(room);
      await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
      await alice.say('from what I keep');
      await bob.seesMessage('from what I keep');
      expect(await bob.readsMessageTexts()).toEqual(['from what I keep']);
    } finally {
      await bob.goesHome();
    }
  });

  it('changes to another version only when its person says so, and never in a room', async () => {
    const first = await readsBuild();
    await installs();
    await deploysNextBuild();
    await alice.reloads();
    await alice.page.getByText('A new version is there.').waitFor();
    expect(await readsBuild()).toBe(first);

    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    expect(await alice.page.getByText('A new version is there.').isVisible()).toBeFalse();
    await alice.leave();
    await alice.press('Later');
    await alice.page.getByText('A new version is there.').waitFor({ state: 'detached' });
    await alice.reloads();
    expect(await readsBuild()).toBe(first);

    await alice.press('Update now');
    await alice.page
      .getByText(/^\s*Build (?!ABC)/)
      .last()
      .waitFor();
    await alice.page.waitForFunction(
      (old) => document.querySelector<HTMLMetaElement>('meta[name="build-id"]')?.content !== old,
      first,
    );
    const second = await readsBuild();
    expect(second).toMatch(/^[0-9a-f]{12}$/);
    await gateway.kill();
    await alice.reloads();
    await alice.page.getByRole('button', { name: 'Create room' }).waitFor();
    expect(await readsBuild()).toBe(second);
  });

  it('keeps the client alone, and nothing once it is removed', async () => {
    expect(await keeps()).toEqual({ caches: 0, workers: 0 });
    await installs();
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');
    await alice.leave();
    const kept = await alice.page.evaluate(async () => {
      const texts = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          texts.push(name, request.url, (await (await cache.match(request))?.text()) ?? '');
        }
      }
      return texts.join('\n');
    });
    expect(kept).toContain('/favicon.svg');
    for (const secret of [room.number, room.password]) expect(kept).not.toContain(secret);
    await alice.press('Remove from this device');
    await alice.page.getByRole('button', { name: 'Install on this device' }).waitFor();
    expect(await keeps()).toEqual({ caches: 0, workers: 0 });
    expect(alice.problems).toEqual([]);
  });

  it('is made known to browsers, with pictures that are there', async () => {
    const manifest: unknown = await (await fetch(`${gateway.url}/manifest.webmanifest`)).json();
    const { start_url, display, icons } = manifest as {
      readonly start_url: string;
      readonly display: string;
      readonly icons: readonly { readonly src: string; readonly sizes: string }[];
    };
    expect([start_url, display]).toEqual(['/', 'standalone']);
    expect(icons.map(({ sizes }) => sizes)).toContain('512x512');
    for (const { src } of icons) {
      const response = await fetch(new URL(src, gateway.url));
      expect(response.headers.get('content-type'))
        .withContext(src)
        .toMatch(/^image\//);
    }
    const link = alice.page.locator('link[rel="manifest"]');
    expect(await link.getAttribute('href')).toBe('manifest.webmanifest');
  });
});
