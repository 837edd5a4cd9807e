/// <reference lib="dom" />

/** What happened in a page, and when, in milliseconds since 1970: comparable across processes. */
export interface PageMarks {
  /** The last press of a button. */
  pressed: number | undefined;
  /** From then on: each event of Socket.IO by name, when it went or came. */
  readonly sent: Record<string, number>;
  readonly received: Record<string, number>;
  /** The question to the worker that stretches the password, and its answer. */
  secretAsked: number | undefined;
  secretAnswered: number | undefined;
  /** When the screen first said `Connected`. */
  connected: number | undefined;
  readonly longTasks: Stretch[];
  readonly longFrames: LongFrame[];
}

export interface Stretch {
  readonly at: number;
  readonly ms: number;
}

/** An animation frame of over 50 ms, with the scripts that ran in it. */
export interface LongFrame extends Stretch {
  readonly scripts: readonly ScriptRun[];
}

export interface ScriptRun extends Stretch {
  /** Where the function stands that was called from outside; empty where the browser does not say. */
  readonly source: string;
  /** Who called: an event, a promise, a timer. */
  readonly invoker: string;
}

/** What a page keeps for its bench. */
export interface BenchedWindow {
  readonly benchMarks: PageMarks;
  /** Asks a new worker of the same code the same thing twice; the milliseconds of each. */
  askSecretTwice(): Promise<readonly [number, number]>;
}

/**
 * Runs in the page before its own scripts. It watches from outside (what goes into sockets and
 * workers, what the screen says), so that the product needs no marks of its own.
 */
export function recordMarks(): void {
  const marks: PageMarks = {
    pressed: undefined,
    sent: {},
    received: {},
    secretAsked: undefined,
    secretAnswered: undefined,
    connected: undefined,
    longTasks: [],
    longFrames: [],
  };
  const { timeOrigin } = performance;
  const now = () => timeOrigin + performance.now();

  addEventListener(
    'click',
    (event) => {
      marks.pressed = timeOrigin + event.timeStamp;
    },
    { capture: true },
  );

  // Socket.IO's events and requests begin with 42 and, where an answer is due, its number.
  const nameOf = (data: unknown) =>
    typeof data === 'string' ? /^42\d*\["([\w-]+)"/.exec(data)?.[1] : undefined;
  const OriginalWebSocket = WebSocket;
  globalThis.WebSocket = class extends OriginalWebSocket {
    constructor(...args: ConstructorParameters<typeof OriginalWebSocket>) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const name = nameOf(data);
        if (name !== undefined) marks.received[name] ??= now();
      });
    }
    override send(data: Parameters<WebSocket['send']>[0]) {
      const name = nameOf(data);
      if (name !== undefined) marks.sent[name] ??= now();
      super.send(data);
    }
  };

  let ask: (() => Promise<readonly [number, number]>) | undefined;
  const OriginalWorker = Worker;
  globalThis.Worker = class extends OriginalWorker {
    readonly #args: ConstructorParameters<typeof OriginalWorker>;
    #keepsSecret = false;
    constructor(...args: ConstructorParameters<typeof OriginalWorker>) {
      super(...args);
      this.#args = args;
      // Before the page's own listener, which goes on to work with the answer.
      this.addEventListener('message', () => {
        if (this.#keepsSecret) marks.secretAnswered ??= now();
      });
    }
    override postMessage(message: unknown, ...rest: never[]) {
      if (typeof message === 'object' && message !== null && 'password' in message) {
        this.#keepsSecret = true;
        marks.secretAsked ??= now();
        ask = () => askTwice(new OriginalWorker(...this.#args), message);
      }
      super.postMessage(message, ...rest);
    }
  };
  const askTwice = async (worker: Worker, message: unknown) => {
    const took = async () => {
      const began = performance.now();
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = reject;
        worker.postMessage(message);
      });
      return performance.now() - began;
    };
    const times = [await took(), await took()] as const;
    worker.terminate();
    return times;
  };

  new MutationObserver((_changes, observer) => {
    const said = [...document.querySelectorAll('[role="status"]')].some((status) =>
      /\bConnected\b/.test(status.textContent),
    );
    if (!said) return;
    marks.connected = now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, characterData: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      marks.longTasks.push({ at: timeOrigin + startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    // lib.dom does not know the Long Animation Frames API yet.
    for (const entry of list.getEntries() as unknown as readonly LongAnimationFrame[])
      marks.longFrames.push({
        at: timeOrigin + entry.startTime,
        ms: entry.duration,
        scripts: entry.scripts.map((script) => ({
          at: timeOrigin + script.startTime,
          ms: script.duration,
          source: `${script.sourceURL} ${script.sourceFunctionName}`.trim(),
          invoker: script.invoker,
        })),
      });
  }).observe({ type: 'long-animation-frame', buffered: true });

  const kept: BenchedWindow = {
    benchMarks: marks,
    askSecretTwice: () => {
      if (!ask) throw new Error('no worker was asked for a secret');
      return ask();
    },
  };
  Object.assign(globalThis, kept);
}

/** The members read here of https://w3c.github.io/long-animation-frames. */
interface LongAnimationFrame {
  readonly startTime: number;
  readonly duration: number;
  readonly scripts: readonly {
    readonly startTime: number;
    readonly duration: number;
    readonly sourceURL: string;
    readonly sourceFunctionName: string;
    readonly invoker: string;
  }[];
}
