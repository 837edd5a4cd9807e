import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { RoomError } from '@whispernet/room';
import type { Invite } from './invite-link';
import { InviteInbox } from './invite-inbox';

/** What the fields of the start page hold. */
export interface Typed {
  readonly room: string;
  readonly password: string;
  readonly name: string;
  readonly size: string;
}

const EMPTY: Typed = { room: '', password: '', name: '', size: '2' };

/** What is typed on the start page: in memory only, so that looking at another page loses nothing of it. */
@Service()
export class Draft {
  readonly #invites = inject(InviteInbox);

  /** An invite that comes fills number and password. */
  readonly typed = linkedSignal<Invite | undefined, Typed>({
    source: this.#invites.latest,
    computation: (invite, before) => ({ ...(before?.value ?? EMPTY), ...invite }),
  });
  readonly isPasswordShown = signal(false);
  /** Whether a person has chosen that no address of theirs reaches anybody. Only that person takes it back. */
  readonly hideAddress = signal(false);

  /** Whether the number is the one that an invite has brought. */
  readonly isInvited = computed(() => this.#invites.latest()?.room === this.typed().room);

  /** What was asked for last with what is typed now; undefined before. */
  readonly purpose = signal<'create' | 'join' | undefined>(undefined);
  /** Whether it is for joining: somebody has chosen the password already, and it is too late to judge it. */
  readonly isForJoining = computed(() => this.purpose() === 'join' || this.isInvited());

  /** What of it was asked for last, that a refusal may concern; undefined before. */
  readonly asked = signal<(Typed & { readonly hideAddress: boolean }) | undefined>(undefined);
  /** Why what was typed led into no room; undefined where nothing was refused. */
  readonly refusal = signal<RoomError | undefined>(undefined);

  /** Forgets what was typed, and the invite, once it has been used. */
  forget(): void {
    this.#invites.forget();
    this.typed.set(EMPTY);
    this.isPasswordShown.set(false);
    this.purpose.set(undefined);
    this.asked.set(undefined);
    this.refusal.set(undefined);
  }
}
