import { TestBed } from '@angular/core/testing';
import { byRole, allByRole, textOf } from '../by-role';
import { InstallButton } from './install-button';
import { InstalledApp, SERVICE_WORKERS } from './installed-app';
import { OfflineNotice } from './offline-notice';
import { UpdateNotice } from './update-notice';
import { buildIdOf } from './build-manifest';

/** A browser's service workers, of which only what the page asks for is there. */
class FakeServiceWorkers extends EventTarget {
  registered: string[] = [];
  /** How keeping all files ends. */
  ends: 'activated' | 'redundant' = 'activated';
  isInstalled = false;
  readonly orders: unknown[] = [];

  readonly #registration = {
    active: {
      state: 'activated',
      addEventListener: () => undefined,
      postMessage: (order: unknown, [port]: [MessagePort]) => {
        this.orders.push(order);
        port.postMessage({ failed: true });
      },
    },
    unregister: () => {
      this.isInstalled = false;
      return Promise.resolve(true);
    },
  };

  get ready() {
    return Promise.resolve(this.#registration);
  }
  getRegistration() {
    return Promise.resolve(this.isInstalled ? this.#registration : undefined);
  }
  register(url: URL) {
    this.registered.push(url.href);
    this.isInstalled = this.ends === 'activated';
    const installing = Object.assign(new EventTarget(), { state: this.ends });
    return Promise.resolve({ installing });
  }
}

describe('the client on this device', () => {
  const OWN = 'aaaaaaaaaaaa';
  let workers: FakeServiceWorkers;
  let meta: HTMLMetaElement;
  let manifest: string | undefined;

  beforeEach(() => {
    meta = document.createElement('meta');
    meta.name = 'build-id';
    meta.content = OWN;
    document.head.append(meta);
    workers = new FakeServiceWorkers();
    manifest = undefined;
    // The one thing that it asks of the server.
    spyOn(globalThis, 'fetch').and.callFake(() =>
      manifest === undefined
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(new Response(manifest)),
    );
    TestBed.configureTestingModule({
      providers: [{ provide: SERVICE_WORKERS, useValue: workers }],
    });
  });
  afterEach(() => {
    meta.remove();
  });

  const shown = async (component: typeof InstallButton | typeof UpdateNotice) => {
    const fixture = TestBed.createComponent<InstallButton | UpdateNotice>(component);
    await fixture.whenStable();
    return { page: fixture.nativeElement as HTMLElement, fixture };
  };

  it('is not installed by a visit', async () => {
    const { page } = await shown(InstallButton);
    byRole(page, 'button', 'Install on this device');
    expect(workers.registered).toEqual([]);
  });

  it('is installed by a press, and removed by another', async () => {
    const { page, fixture } = await shown(InstallButton);
    byRole(page, 'button', 'Install on this device').click();
    await fixture.whenStable();
    expect(workers.registered).toEqual([`${location.origin}/service-worker.js`]);
    expect(textOf(page)).toContain('changes only when you say so');
    byRole(page, 'button', 'Remove from this device').click();
    await TestBed.inject(InstalledApp).remove();
    await fixture.whenStable();
    expect(workers.isInstalled).toBeFalse();
    byRole(page, 'button', 'Install on this device');
  });

  it('is installed where the browser says that it has installed it', async () => {
    const { page, fixture } = await shown(InstallButton);
    dispatchEvent(new Event('appinstalled'));
    await fixture.whenStable();
    await Promise.resolve();
    expect(workers.registered).toEqual([`${location.origin}/service-worker.js`]);
    expect(page).toBeTruthy();
  });

  it('says so where not every file could be kept', async () => {
    workers.ends = 'redundant';
    const { page, fixture } = await shown(InstallButton);
    byRole(page, 'button', 'Install on this device').click();
    await fixture.whenStable();
    expect(textOf(page)).toContain('Not installed');
    byRole(page, 'button', 'Install on this device');
  });

  it('cannot be installed where the browser has nothing for it', async () => {
    TestBed.overrideProvider(SERVICE_WORKERS, { useFactory: () => undefined, deps: [] });
    const { page } = await shown(InstallButton);
    expect(textOf(page).trim()).toBe('');
  });

  describe('when the server has another build', () => {
    beforeEach(() => {
      workers.isInstalled = true;
      manifest = 'of the next build';
    });

    it('asks, and stays as it is until the answer is yes', async () => {
      const { page } = await shown(UpdateNotice);
      const app = TestBed.inject(InstalledApp);
      await app.look();
      expect(app.newBuild()).toBe(await buildIdOf('of the next build'));
      TestBed.tick();
      expect(textOf(byRole(page, 'status', ''))).toContain('A new version is there.');
      expect(workers.orders).toEqual([]);
    });

    it('asks no more once it was put off', async () => {
      const { page, fixture } = await shown(UpdateNotice);
      await TestBed.inject(InstalledApp).look();
      await fixture.whenStable();
      byRole(page, 'button', 'Later').click();
      await fixture.whenStable();
      expect(allByRole(page, 'button', 'Update now')).toEqual([]);
    });

    it('says so where the new build could not be kept', async () => {
      const { page, fixture } = await shown(UpdateNotice);
      await TestBed.inject(InstalledApp).look();
      await fixture.whenStable();
      byRole(page, 'button', 'Update now').click();
      await TestBed.inject(InstalledApp).updateNow();
      await fixture.whenStable();
      expect(textOf(page)).toContain('Not updated');
    });
  });

  it('asks nothing where the server has the same build, or is away, or nothing is installed', async () => {
    const app = TestBed.inject(InstalledApp);
    manifest = 'of the next build';
    await app.look();
    expect(app.newBuild()).toBeUndefined();
    workers.isInstalled = true;
    await app.install();
    meta.content = await buildIdOf(manifest);
    manifest = undefined;
    await app.look();
    expect(app.newBuild()).toBeUndefined();
  });
});

describe('the notice of no network', () => {
  it('comes and goes with the network', async () => {
    const fixture = TestBed.createComponent(OfflineNotice);
    const page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
    expect(textOf(page).trim()).toBe('');
    dispatchEvent(new Event('offline'));
    await fixture.whenStable();
    expect(textOf(page)).toContain('You are offline.');
    dispatchEvent(new Event('online'));
    await fixture.whenStable();
    expect(textOf(page).trim()).toBe('');
  });
});
