import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  DestroyRef,
  PendingTasks,
  Service,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { type Field, FormField, form, maxLength, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { ErrorStateMatcher } from '@angular/material/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { PasswordError, canonicalPassword } from '@whispernet/crypto/password';
import type { RoomDetails, RoomErrorCode } from '@whispernet/room';
import { Icon } from '../icon';
import { type Refusal, fieldOf } from '../room/room-error-messages';
import { Texts } from '../texts/texts';
import { DeviceCheck } from './device-check';
import { Draft } from './draft';
import { Fold } from './fold';
import { HideAddress } from './hide-address';
import { readableRoomNumber, roomNumberFrom } from './invite-link';
import { LoadedLists } from './lists/loaded-lists';
import { type OwnPasswordProblem, ownPasswordProblem } from './own-password';
import { passwordKind } from './password-kind';
import { PasswordMeter } from './password-meter';
import { passwordStrength } from './password-strength';
import { RefusalAlert } from './refusal-alert';
import { type Suggestion, suggestRoom } from './suggestion';

/** What a person has asked for, checked. */
export interface RoomRequest {
  readonly how: 'create' | 'join';
  readonly details: RoomDetails;
  readonly capacity: number;
}

/** Longer than any name that fits beside a picture; the wire allows 256. */
const MAX_NAME_LENGTH = 64;

/** How many people a room may be for. */
const SIZES = [2] as const;

/** The text beside the password, by the code of libs/crypto or of `ownPasswordProblem`. */
const PASSWORD_PROBLEMS = {
  empty: 'empty',
  'too-long': 'tooLong',
  'control-character': 'controlCharacter',
  'too-short': 'tooShort',
  'room-number': 'roomNumber',
  'too-common': 'tooCommon',
} as const satisfies Record<PasswordError['code'] | OwnPasswordProblem, string>;

/** Shows what is wrong once a field was typed into and left, or was asked for: passing it by is no mistake. */
@Service({ autoProvided: false })
class OnceTyped extends ErrorStateMatcher {
  override isSignalErrorState(field: Field<unknown> | null): boolean {
    const state = field?.();
    return state !== undefined && state.invalid() && state.touched() && state.dirty();
  }
}

/** Between word joiners (U+2060): no line ends at it. */
const UNBROKEN_HYPHEN = '\u2060-\u2060';

/** Number, password and name, as the draft keeps them. */
@Component({
  selector: 'wn-room-form',
  imports: [
    DeviceCheck,
    Fold,
    FormField,
    HideAddress,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    MatProgressBar,
    NgTemplateOutlet,
    PasswordMeter,
    RefusalAlert,
  ],
  providers: [{ provide: ErrorStateMatcher, useClass: OnceTyped }],
  templateUrl: './room-form.html',
  styleUrl: './room-form.scss',
})
export class RoomForm {
  readonly #draft = inject(Draft);
  readonly #lists = inject(LoadedLists);
  readonly #tasks = inject(PendingTasks);
  readonly #texts = inject(Texts);

  protected readonly t = this.#texts.lobby;
  protected readonly SIZES = SIZES;
  protected readonly REFUSAL_ID = 'wn-refusal';

  readonly entering = input<'create' | 'join'>();
  /** Seconds until joining makes sense again. */
  readonly pauseS = input(0);
  /** Whether a join waits for a door that answers slowly. */
  readonly isDoorSlow = input(false);
  /** Why the last request was refused. */
  readonly refused = input<Refusal & { readonly code: RoomErrorCode }>();
  readonly enter = output<RoomRequest>();
  readonly cancelled = output();

  /** What a refusal may concern. */
  readonly #now = computed(() => ({
    ...this.#draft.typed(),
    hideAddress: this.#draft.hideAddress(),
  }));
  /** While the lists are awaited, without which the kind of the password is not known. */
  readonly #preparing = signal<{ readonly how: 'create' | 'join' } | undefined>(undefined);

  /** Whether a request went out whose answer has not come. */
  #waits = false;

  protected readonly fields = form(this.#draft.typed, (path) => {
    validate(path.room, ({ value }) =>
      roomNumberFrom(value()) === undefined
        ? { kind: 'room-number', message: this.#roomWrong(value()) }
        : undefined,
    );
    validate(path.password, ({ value }) => {
      const code = passwordProblem(value());
      return code && this.#passwordWrong(code);
    });
    validate(path.password, ({ value, valueOf }) => {
      // A new room's password has to be better than the one of a room that exists.
      if (this.#draft.purpose() !== 'create') return undefined;
      const typed = { room: valueOf(path.room), password: value() };
      // Where the list cannot be had, length and number still count, and the members' doors hold.
      const code = ownPasswordProblem(typed, this.#lists.latest()?.commonRank);
      return code && this.#passwordWrong(code);
    });
    maxLength(path.name, MAX_NAME_LENGTH);
  });
  protected readonly isPasswordShown = this.#draft.isPasswordShown;
  readonly #suggested = signal<Suggestion | 'impossible' | undefined>(undefined);
  /** Whether the fields hold what was suggested, or why they do not. */
  protected readonly suggestion = computed<'none' | 'made' | 'impossible'>(() => {
    const suggested = this.#suggested();
    if (suggested === undefined || suggested === 'impossible') return suggested ?? 'none';
    const { room, password } = this.#draft.typed();
    return room === suggested.room && password === suggested.password ? 'made' : 'none';
  });

  /** The number as it is read aloud; empty where it is none yet. */
  protected readonly aloud = computed(() => {
    const room = roomNumberFrom(this.#draft.typed().room);
    return room === undefined ? '' : readableRoomNumber(room);
  });
  /** The words of a shown passphrase, which is longer than its field on a small screen; empty else. */
  protected readonly wordsAloud = computed(() =>
    this.isPasswordShown() && this.strength()?.level === 'generated'
      ? canonicalPassword(this.#draft.typed().password).replaceAll('-', ' ')
      : '',
  );
  protected readonly isForJoining = this.#draft.isForJoining;
  /** The number of the room that an invite has filled in; empty where none has. */
  protected readonly invitedTo = computed(() =>
    this.#draft.isInvited() ? this.aloud().replaceAll('-', UNBROKEN_HYPHEN) : '',
  );
  /** What Enter does: who has just drawn a number is the first one there. */
  protected readonly likely = computed(() => (this.suggestion() === 'made' ? 'create' : 'join'));
  protected readonly strength = computed(() => {
    const lists = this.#lists.latest();
    const { password } = this.#draft.typed();
    return lists && passwordProblem(password) === undefined
      ? passwordStrength(password, lists)
      : undefined;
  });
  protected readonly busy = computed(() => this.entering() ?? this.#preparing()?.how);
  protected readonly canJoin = computed(() => this.busy() === undefined && this.pauseS() === 0);
  /** Where the refusal is said: beside the field that it concerns, until that is changed, or above the buttons. */
  protected readonly refusedAt = computed(() => {
    const refused = this.refused();
    if (!refused) return undefined;
    const field = fieldOf(refused.code);
    if (!field) return 'buttons';
    return this.#draft.asked()?.[field] === this.#now()[field] ? field : undefined;
  });

  /** Unfolded by a person, and by a refusal that concerns what is in there. */
  protected readonly areOptionsOpen = linkedSignal<boolean, boolean>({
    source: () => this.refusedAt() === 'hideAddress',
    computation: (isRefused, before) => isRefused || (before?.value ?? false),
  });
  /** While they are tried; nothing is asked of the browser before. */
  protected readonly areDevicesShown = signal(false);
  protected readonly optionsState = computed(() =>
    this.#draft.hideAddress() ? this.t().addressHidden : this.t().addressVisible,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#preparing.set(undefined); // a page that is left asks for nothing any more
    });
    // To where something is to be mended; not to what an earlier visit to this page was refused for.
    effect(() => {
      const at = this.refusedAt();
      if (at === undefined || !this.#waits) return;
      this.#waits = false;
      if (at === 'room' || at === 'password') this.fields[at]().focusBoundControl();
    });
    // Early enough that nobody waits for them when the form is sent.
    effect(() => {
      if (this.#draft.typed().password !== '') void this.#lists.load();
    });
  }

  protected suggest(): void {
    this.#suggested.set(undefined);
    this.#tasks.run(async () => {
      const lists = await this.#lists.load();
      if (!lists) {
        this.#suggested.set('impossible');
        return;
      }
      const drawn = suggestRoom(lists.words, (into) => crypto.getRandomValues(into));
      this.#draft.typed.update((typed) => ({ ...typed, ...drawn }));
      this.#draft.purpose.set(undefined); // this is no longer what was asked for
      this.isPasswordShown.set(true); // two people have to read it to each other
      this.#suggested.set(drawn);
    });
  }

  protected submit(how: 'create' | 'join', event: Event): void {
    event.preventDefault();
    if (this.busy() !== undefined || (how === 'join' && !this.canJoin())) return;
    this.#draft.purpose.set(how);
    for (const field of [this.fields.room(), this.fields.password()]) {
      field.markAsTouched();
      field.markAsDirty(); // what is asked for is no longer merely not yet typed
    }
    if (this.#hasProblems()) return;
    this.areDevicesShown.set(false); // in the room they are off until they are turned on there
    const preparing = { how };
    this.#preparing.set(preparing);
    this.#tasks.run(async () => {
      const lists = await this.#lists.load();
      if (this.#preparing() !== preparing) return; // cancelled
      this.#preparing.set(undefined);
      if (this.#hasProblems()) return; // which the list has shown
      const typed = this.#draft.typed();
      const room = roomNumberFrom(typed.room);
      if (room === undefined) return; // has a problem, as above
      this.#draft.asked.set(this.#now());
      this.#waits = true;
      this.enter.emit({
        how,
        details: {
          room,
          password: typed.password,
          name: typed.name.trim(),
          // Without the list the smaller number of guesses is allowed.
          passwordKind: lists ? passwordKind(typed.password, lists.isWord) : 'own',
          hideAddress: this.#draft.hideAddress(),
        },
        capacity: Number(typed.size),
      });
    });
  }

  protected cancel(): void {
    if (this.#preparing()) this.#preparing.set(undefined);
    else this.cancelled.emit();
  }

  #passwordWrong(code: keyof typeof PASSWORD_PROBLEMS): { kind: string; message: string } {
    const t = this.t();
    const words =
      code === 'empty' && this.#draft.purpose() === 'create'
        ? t.missing.newPassword
        : t.passwordWrong[PASSWORD_PROBLEMS[code]];
    return { kind: code, message: words };
  }

  #roomWrong(typed: string): string {
    const { roomNumberWrong, missing } = this.t();
    if (typed.trim() !== '') return roomNumberWrong;
    return this.#draft.purpose() === 'create' ? missing.newRoom : missing.room;
  }

  /** Whether something has to be mended first; leads to where. */
  #hasProblems(): boolean {
    const [problem] = this.fields().errorSummary();
    problem?.fieldTree().focusBoundControl();
    return problem !== undefined;
  }
}

function passwordProblem(password: string): PasswordError['code'] | undefined {
  try {
    canonicalPassword(password);
    return undefined;
  } catch (error) {
    if (error instanceof PasswordError) return error.code;
    throw error;
  }
}
