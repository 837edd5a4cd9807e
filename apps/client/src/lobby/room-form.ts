import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, maxLength, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatProgressBarModule } from '@angular/material/progress-bar';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { PasswordError, canonicalPassword } from '@whispernet/crypto';
import type { RoomDetails } from '@whispernet/room';
import { Icon } from '../icon';
import { type Invite, roomNumberFrom } from './invite-link';

/** What a person has asked for, checked. */
export interface RoomRequest {
  readonly how: 'create' | 'join';
  readonly details: RoomDetails;
  readonly capacity: number;
}

interface Typed {
  readonly room: string;
  readonly password: string;
  readonly name: string;
  readonly size: string;
}

/** Longer than any name that fits beside a picture; the wire allows 256. */
const MAX_NAME_LENGTH = 64;

const EMPTY: Typed = { room: '', password: '', name: '', size: '2' };

/** The sentences beside the password, by the code of libs/crypto. */
const PASSWORD_PROBLEMS: Record<PasswordError['code'], string> = {
  empty: 'Type the password that you have agreed on.',
  'too-long': 'This password is too long.',
  'control-character': 'This password holds an invisible character. Type it by hand.',
};

/** Number, password and name; keeps what was typed until the page is left. */
@Component({
  selector: 'wn-room-form',
  imports: [
    FormField,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    MatProgressBarModule,
    MatSlideToggleModule,
  ],
  templateUrl: './room-form.html',
  styleUrl: './room-form.scss',
})
export class RoomForm {
  /** Fills number and password when it comes. */
  readonly invite = input<Invite>();
  readonly entering = input<'create' | 'join'>();
  /** Seconds until joining makes sense again. */
  readonly pauseS = input(0);
  readonly enter = output<RoomRequest>();
  readonly cancelled = output();

  readonly #typed = linkedSignal<Invite | undefined, Typed>({
    source: this.invite,
    computation: (invite, before) => ({ ...(before?.value ?? EMPTY), ...invite }),
  });
  protected readonly fields = form(this.#typed, (path) => {
    validate(path.room, ({ value }) =>
      roomNumberFrom(value()) === undefined
        ? { kind: 'room-number', message: 'A room number has 4 to 12 digits.' }
        : undefined,
    );
    validate(path.password, ({ value }) => {
      const code = passwordProblem(value());
      return code && { kind: code, message: PASSWORD_PROBLEMS[code] };
    });
    maxLength(path.name, MAX_NAME_LENGTH);
  });
  protected readonly isPasswordShown = signal(false);
  protected readonly canJoin = computed(() => this.entering() === undefined && this.pauseS() === 0);

  protected submit(how: 'create' | 'join', event: Event): void {
    event.preventDefault();
    if (this.entering() !== undefined || (how === 'join' && !this.canJoin())) return;
    this.fields.room().markAsTouched();
    this.fields.password().markAsTouched();
    const { room: typedRoom, password, name, size } = this.#typed();
    const room = roomNumberFrom(typedRoom);
    if (room === undefined || this.fields().invalid()) return;
    this.enter.emit({
      how,
      details: {
        room,
        password,
        name: name.trim(),
        passwordKind: 'own',
        hideAddress: false,
      },
      capacity: Number(size),
    });
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
