// Two people make sure that nobody sits between them. Their browsers make a code over the bound
// link, the two compare it with their own voices and eyes:
//
//   A  sas-commit   SHA-256 over the binding and A's nonce  → B
//   B  sas-nonce                                            → A
//   A  sas-reveal   A's nonce                               → B   B checks it against the commitment
//   both  sas-ok    when the person has said whether they match, and again on second thoughts
//
// The first three are sent once and taken once, in this order: whoever could see a nonce before
// committing could choose a code.
import type { SafetyCode, SafetyCodes } from '@whispernet/crypto';
import type { Certificates, LinkRole } from '@whispernet/peer';
import { type Control, fromBase64url, toBase64url } from '@whispernet/protocol';
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  Subject,
  asyncScheduler,
  concatMap,
  takeUntil,
  timer,
} from 'rxjs';
import { randomBytes } from './admission';
import type { SafetyState } from './room-session';

/** Three messages on an open path; when none has come by then, the other page takes no part. */
const MAKING_MS = 10_000;

export type SafetyMessage = Control<'sas-commit' | 'sas-nonce' | 'sas-reveal' | 'sas-ok'>;

export interface SafetyCheckOptions {
  readonly role: LinkRole;
  readonly codes: SafetyCodes;
  readonly messages$: Observable<SafetyMessage>;
  readonly send: (message: SafetyMessage) => void;
  /** Ends the check. */
  readonly ended$: Observable<unknown>;
  readonly scheduler?: SchedulerLike;
}

/** What this side waits for next. */
type Step =
  | { readonly awaits: 'nothing' } // before the start
  | { readonly awaits: 'nonce'; readonly own: Bytes }
  | { readonly awaits: 'commit' }
  | { readonly awaits: 'reveal'; readonly own: Bytes; readonly commitment: Bytes }
  | { readonly awaits: 'people' };
type Bytes = Uint8Array<ArrayBuffer>;

/** The check of one link: a code made with the other side, and what both people say of it. */
export class SafetyCheck {
  readonly state$ = new BehaviorSubject<SafetyState>({ phase: 'pending' });
  /** Emits once: the other side has broken the order, or revealed what it had not committed to. */
  readonly violated$: Observable<void>;
  readonly #violated$ = new Subject<void>();
  #step: Step = { awaits: 'nothing' };
  #certificates: Certificates | undefined;
  #code: SafetyCode | undefined;
  /** What the two people say: whether the codes match. */
  #here: boolean | undefined;
  #there: boolean | undefined;

  constructor(private readonly options: SafetyCheckOptions) {
    this.violated$ = this.#violated$;
    options.messages$
      .pipe(
        concatMap((message) => this.#hear(message)), // one after the other: hashing takes a moment
        takeUntil(options.ended$),
      )
      .subscribe();
  }

  /** Begins, once the link is bound by these certificates. A second call changes nothing. */
  async start(certificates: Certificates): Promise<void> {
    if (this.#certificates) return; // begun, or over: a violated check does not begin again
    const { role, codes, send, ended$, scheduler = asyncScheduler } = this.options;
    this.#certificates = certificates;
    timer(MAKING_MS, scheduler)
      .pipe(takeUntil(ended$))
      .subscribe(() => {
        if (this.state$.value.phase === 'pending') this.state$.next({ phase: 'missing' });
      });
    if (role === 'B') {
      this.#step = { awaits: 'commit' };
      return;
    }
    const own = randomBytes(32);
    this.#step = { awaits: 'nonce', own };
    const commitment = await codes.commitment(certificates, own);
    send({ t: 'sas-commit', commitment: toBase64url(commitment) });
  }

  /** The person says that the codes match. */
  confirm(): void {
    this.#say(true);
  }

  /** The person says that the codes differ, also on second thoughts. */
  dispute(): void {
    this.#say(false);
  }

  #say(match: boolean): void {
    if (!this.#code || this.#here === match) return;
    this.#here = match;
    this.options.send({ t: 'sas-ok', match });
    this.#show();
  }

  async #hear(message: SafetyMessage): Promise<void> {
    const { codes, send } = this.options;
    const step = this.#step;
    const certificates = this.#certificates;
    if (message.t === 'sas-commit' && step.awaits === 'commit') {
      const own = randomBytes(32);
      this.#step = { awaits: 'reveal', own, commitment: bytesOf(message.commitment) };
      send({ t: 'sas-nonce', nonce: toBase64url(own) });
    } else if (message.t === 'sas-nonce' && step.awaits === 'nonce' && certificates) {
      send({ t: 'sas-reveal', nonce: toBase64url(step.own) });
      await this.#spell(codes.code(certificates, step.own, bytesOf(message.nonce)));
    } else if (message.t === 'sas-reveal' && step.awaits === 'reveal' && certificates) {
      const nonce = bytesOf(message.nonce);
      if (!(await codes.opens(step.commitment, certificates, nonce))) this.#violate();
      else await this.#spell(codes.code(certificates, nonce, step.own));
    } else if (message.t === 'sas-ok' && step.awaits === 'people') {
      this.#there = message.match;
      this.#show();
    } else {
      this.#violate();
    }
  }

  async #spell(code: Promise<SafetyCode>): Promise<void> {
    this.#step = { awaits: 'people' };
    this.#code = await code;
    this.#show();
  }

  #violate(): void {
    this.#step = { awaits: 'nothing' };
    this.#violated$.next();
  }

  #show(): void {
    const code = this.#code;
    if (!code) return;
    this.state$.next({ phase: this.#phase(), code });
  }

  #phase(): Extract<SafetyState, { code: SafetyCode }>['phase'] {
    if (this.#here === false || this.#there === false) return 'disputed';
    if (this.#here) return this.#there ? 'verified' : 'confirmed-here';
    return this.#there ? 'confirmed-there' : 'unconfirmed';
  }
}

/** The schemas have let canonical base64url of 32 bytes through only. */
function bytesOf(text: string): Bytes {
  return fromBase64url(text) ?? new Uint8Array();
}
