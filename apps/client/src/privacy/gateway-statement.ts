import { InjectionToken, PendingTasks, Service, computed, inject, signal } from '@angular/core';
import {
  type PrivacyStatement,
  decodePrivacyStatement,
} from '@whispernet/protocol/privacy-statement';

/** What became of the last question. `unreachable`: no answer; `unreadable`: none that this page understands. */
export type Answer =
  | { readonly outcome: 'asking' | 'unreachable' | 'unreadable' }
  | {
      readonly outcome: 'answered';
      readonly statement: PrivacyStatement;
      /** As it came, for whoever wants to see for themselves. */
      readonly raw: string;
    };

export const FETCH = new InjectionToken<(url: string, init: RequestInit) => Promise<Response>>(
  'fetch',
  { providedIn: 'root', factory: () => (url, init) => fetch(url, init) },
);

/** What the gateway says of itself at `/privacy.json`, as of the last time that it was asked. */
@Service()
export class GatewayStatement {
  readonly #fetch = inject(FETCH);
  readonly #tasks = inject(PendingTasks);
  readonly #answer = signal<Answer>({ outcome: 'asking' });
  readonly #isAsking = signal(false);
  #question: AbortController | undefined;

  readonly isAsking = this.#isAsking.asReadonly();
  readonly answer = this.#answer.asReadonly();
  /** Whether there is a relay that hides addresses; `unknown` where the gateway has not said so. */
  readonly relay = computed<'asking' | 'configured' | 'none' | 'unknown'>(() => {
    const answer = this.#answer();
    if (answer.outcome === 'answered') return answer.statement.relay;
    return answer.outcome === 'asking' ? 'asking' : 'unknown';
  });

  /** Asks again. The answer before stands meanwhile; where two are asked, the later one counts. */
  async ask(): Promise<void> {
    this.#question?.abort();
    const question = new AbortController();
    this.#question = question;
    this.#isAsking.set(true);
    const answered = this.#tasks.add(); // the page is not settled before
    try {
      const answer = await this.#ask(question.signal);
      if (answer && this.#question === question) this.#answer.set(answer);
    } finally {
      if (this.#question === question) this.#isAsking.set(false);
      answered();
    }
  }

  async #ask(signal: AbortSignal): Promise<Answer | undefined> {
    let raw: string;
    try {
      const response = await this.#fetch('/privacy.json', { cache: 'no-store', signal });
      if (!response.ok) return { outcome: 'unreadable' };
      raw = await response.text();
    } catch (error) {
      if (signal.aborted) return undefined;
      // What fetch() rejects with where the network or the gateway is away.
      if (!(error instanceof TypeError)) throw error;
      return { outcome: 'unreachable' };
    }
    const statement = decodePrivacyStatement(parsedOrUndefined(raw));
    return statement ? { outcome: 'answered', statement, raw } : { outcome: 'unreadable' };
  }
}

function parsedOrUndefined(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
