import {
  DOCUMENT,
  DestroyRef,
  InjectionToken,
  Service,
  computed,
  inject,
  signal,
} from '@angular/core';
import { readBuildId } from '../build-id';
import { MANIFEST_PATH, buildIdOf } from './build-manifest';
import { KEEP_LATEST, type Outcome } from './orders';

/** What a browser has for it; undefined in one that has nothing, and on a page that is not secure. */
export const SERVICE_WORKERS = new InjectionToken<ServiceWorkerContainer | undefined>(
  'navigator.serviceWorker',
  {
    providedIn: 'root',
    factory: () => ('serviceWorker' in navigator ? navigator.serviceWorker : undefined),
  },
);

/** Chromium's offer to put the page among the system's own programs; in no standard. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const WORKER = '/service-worker.js';

/**
 * The client on this device: installed only when the person says so, then opened without a network
 * and changed only when the person says so. Where it is not installed, nothing of it is kept.
 */
@Service()
export class InstalledApp {
  readonly #workers = inject(SERVICE_WORKERS);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #build = readBuildId(inject(DOCUMENT));
  readonly #state = signal<'absent' | 'installing' | 'installed' | 'failed'>('absent');
  readonly #latest = signal<string | undefined>(undefined);
  readonly #update = signal<'idle' | 'updating' | 'failed'>('idle');
  readonly #isPutOff = signal(false);
  #prompt: InstallPrompt | undefined;

  /** Whether this browser can do it at all. A development server has no build to keep. */
  readonly isPossible = this.#workers !== undefined && this.#build !== '';
  readonly state = this.#state.asReadonly();
  readonly update = this.#update.asReadonly();
  /** The build that the server has, where it is another one than this page's and was not put off. */
  readonly newBuild = computed(() => {
    const latest = this.#latest();
    return latest === this.#build || this.#isPutOff() ? undefined : latest;
  });

  constructor() {
    const page = this.#window;
    if (!page || !this.isPossible) return;
    const controller = new AbortController();
    inject(DestroyRef).onDestroy(() => {
      controller.abort();
    });
    const on = (name: string, does: (event: Event) => void) => {
      page.addEventListener(name, does, { signal: controller.signal });
    };
    on('beforeinstallprompt', (event) => {
      event.preventDefault(); // asked when the person does, not by a bar of the browser's own
      this.#prompt = event as InstallPrompt; // by its name
    });
    // Installed by a menu of the browser's own.
    on('appinstalled', () => void this.#keep());
    on('online', () => void this.look());
    page.document.addEventListener('visibilitychange', () => void this.look(), {
      signal: controller.signal,
    });
    void this.#begin(page);
  }

  async #begin(page: Window): Promise<void> {
    if (await this.#workers?.getRegistration()) {
      this.#state.set('installed');
      await this.look();
    } else if (page.matchMedia('(display-mode: standalone)').matches) await this.#keep();
  }

  /** Call it inside the click: where the browser has a question of its own, it asks it only then. */
  async install(): Promise<void> {
    const asked = this.#prompt?.prompt();
    this.#prompt = undefined; // good for once
    await this.#keep();
    await asked;
  }

  async #keep(): Promise<void> {
    if (this.#state() === 'installing') return;
    this.#state.set('installing');
    try {
      // An absolute URL: the page's rule for what may run (trusted-types.ts) takes no other.
      const worker = new URL(WORKER, this.#window?.location.href);
      const registration = await this.#workers?.register(worker, { updateViaCache: 'none' });
      const isKept = registration !== undefined && (await becomesActive(registration));
      this.#state.set(isKept ? 'installed' : 'failed');
    } catch (error) {
      // What register rejects with where the network or the server is away.
      if (!(error instanceof TypeError)) throw error;
      this.#state.set('failed');
    }
  }

  /** Nothing of the client stays here but this page. */
  async remove(): Promise<void> {
    await (await this.#workers?.getRegistration())?.unregister();
    const { KeptBuilds } = await import('./kept-builds');
    await new KeptBuilds(caches, fetch.bind(globalThis)).forgetAll();
    this.#latest.set(undefined);
    this.#state.set('absent');
  }

  /** Asks the server whether it has another build than this one. */
  async look(): Promise<void> {
    if (this.#state() !== 'installed' || this.#window?.document.visibilityState === 'hidden')
      return;
    try {
      const response = await fetch(MANIFEST_PATH, { cache: 'no-store', credentials: 'omit' });
      if (response.ok) this.#latest.set(await buildIdOf(await response.text()));
    } catch (error) {
      // What fetch rejects with where the network or the server is away: there is no news then.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Leaves this page as it is until it is opened again. */
  putOff(): void {
    this.#isPutOff.set(true);
  }

  /** Keeps the server's build instead of this one, and opens it. */
  async updateNow(): Promise<void> {
    this.#update.set('updating');
    const outcome = await this.#askToKeepLatest();
    if ('failed' in outcome) this.#update.set('failed');
    else this.#window?.location.reload();
  }

  async #askToKeepLatest(): Promise<Outcome> {
    const registration = await this.#workers?.ready;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<Outcome>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<Outcome>) => {
        resolve(data);
      };
    });
    registration?.active?.postMessage(KEEP_LATEST, [port2]);
    return answer;
  }
}

/** Whether the worker has kept all that it is to keep; where not, it goes, and has told why. */
async function becomesActive({
  installing,
  waiting,
  active,
}: ServiceWorkerRegistration): Promise<boolean> {
  const worker = installing ?? waiting ?? active;
  if (!worker) return false;
  const isSettled = () => worker.state === 'activated' || worker.state === 'redundant';
  await new Promise<void>((resolve) => {
    if (isSettled()) resolve();
    worker.addEventListener('statechange', () => {
      if (isSettled()) resolve();
    });
  });
  return worker.state === 'activated';
}
