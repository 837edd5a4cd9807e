import { FakeServer } from './fake-server';
import { KeptBuilds, NotKept } from './kept-builds';

describe('KeptBuilds', () => {
  let server: FakeServer;
  let builds: KeptBuilds;

  const kept = async () => (await caches.keys()).filter((name) => name.startsWith('whispernet-'));
  const navigate = () => builds.answer({ mode: 'navigate', url: `${location.origin}/room` });
  const ask = (path: string) => builds.answer({ mode: 'cors', url: location.origin + path });

  beforeEach(async () => {
    server = new FakeServer();
    builds = new KeptBuilds(caches, server.fetch);
    await builds.forgetAll();
  });
  afterEach(async () => {
    await builds.forgetAll();
  });

  it('have no answer before the first build is kept', async () => {
    await server.deploy('one', { 'main-AAAAAAAA.js': 'one()' });
    expect(await builds.current()).toBeUndefined();
    expect(await navigate()).toBeUndefined();
    expect(await ask('/main-AAAAAAAA.js')).toBeUndefined();
  });

  it('answer for every page and file of the build, without the server', async () => {
    const id = await server.deploy('one', { 'main-AAAAAAAA.js': 'one()', 'media/a.svg': '<svg/>' });
    expect(await builds.keepLatest()).toBe(id);
    server.isAway = true;
    server.asked.length = 0;
    expect(await builds.current()).toBe(id);
    expect(await (await navigate())?.text()).toContain(`content="${id}"`);
    const script = await ask('/main-AAAAAAAA.js');
    expect(await script?.text()).toBe('one()');
    expect(script?.headers.get('x-of')).toBe('main-AAAAAAAA.js'); // its policy is a header
    expect(await (await ask('/media/a.svg'))?.text()).toBe('<svg/>');
    expect(server.asked).toEqual([]);
  });

  it('leave to the server what the build does not have', async () => {
    await server.deploy('one', { 'main-AAAAAAAA.js': 'one()' });
    await builds.keepLatest();
    expect(await ask('/privacy.json')).toBeUndefined();
  });

  it('give each page a nonce of its own, in its policy too', async () => {
    await server.deploy('one', {});
    await builds.keepLatest();
    const nonces = new Set<string>();
    for (let page = 0; page < 3; page += 1) {
      const response = await navigate();
      const [, nonce = ''] = /ngCspNonce="([\w-]{22})"/.exec((await response?.text()) ?? '') ?? [];
      expect(response?.headers.get('content-security-policy')).toBe(
        `style-src 'self' 'nonce-${nonce}'`,
      );
      nonces.add(nonce);
    }
    expect(nonces).toHaveSize(3);
  });

  it('stay with a build until the next is asked for', async () => {
    const one = await server.deploy('one', { 'main-AAAAAAAA.js': 'one()' });
    await builds.keepLatest();
    const two = await server.deploy('two', { 'main-BBBBBBBB.js': 'two()' });
    expect(await (await navigate())?.text()).toContain(one);
    expect(await builds.keepLatest()).toBe(two);
    const page = await (await navigate())?.text();
    expect(page).toContain(two);
    expect(page).toContain('<title>two</title>');
  });

  it('still answer a page of the build before, until nobody needs it any more', async () => {
    await server.deploy('one', { 'main-AAAAAAAA.js': 'one()', 'icon.svg': 'one' });
    await builds.keepLatest();
    await server.deploy('two', { 'icon.svg': 'two' });
    await builds.keepLatest();
    expect(await (await ask('/main-AAAAAAAA.js'))?.text()).toBe('one()');
    expect(await (await ask('/icon.svg'))?.text()).toBe('two');
    await builds.forgetOthers();
    expect(await ask('/main-AAAAAAAA.js')).toBeUndefined();
    expect(await kept()).toHaveSize(2); // the pointer and the current build
  });

  const spoiled: Readonly<Record<string, (server: FakeServer) => void>> = {
    'a file is not what its digest says': ({ tampered }) => {
      tampered.set('main-BBBBBBBB.js', 'evil()');
    },
    'a script was put into the page': ({ tampered }) => {
      tampered.set('index.html', '<script src="evil.js"></script><wn-app></wn-app>');
    },
    'the server goes away': (away) => {
      away.isAway = true;
    },
  };
  for (const [what, spoil] of Object.entries(spoiled)) {
    it(`keep the build before, and nothing of the next, where ${what}`, async () => {
      const one = await server.deploy('one', { 'main-AAAAAAAA.js': 'one()' });
      await builds.keepLatest();
      await server.deploy('two', { 'main-BBBBBBBB.js': 'two()' });
      spoil(server);
      await expectAsync(builds.keepLatest()).toBeRejectedWithError(NotKept);
      expect(await builds.current()).toBe(one);
      expect(await (await navigate())?.text()).toContain('<title>one</title>');
      expect(await kept()).toHaveSize(2);
    });
  }

  it('leave nothing when everything is forgotten, and touch nothing that is not theirs', async () => {
    await caches.open('of somebody else');
    await server.deploy('one', {});
    await builds.keepLatest();
    await builds.forgetAll();
    expect(await kept()).toEqual([]);
    expect(await caches.has('of somebody else')).toBeTrue();
    await caches.delete('of somebody else');
  });
});
