import {
  Component,
  DOCUMENT,
  booleanAttribute,
  computed,
  effect,
  inject,
  input,
  resource,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { canonicalPassword } from '@whispernet/crypto';
import { Icon } from '../../icon';
import { readableRoomNumber } from '../../lobby/invite-link';
import { ActiveRoom } from '../active-room';
import { inviteHints } from './invite-hints';
import { QR_PICTURE, type QrPicture } from './qr-picture';

/** All that lets somebody in: a picture to photograph, number and password to read aloud, the link. */
@Component({
  selector: 'wn-invite',
  imports: [Icon, MatButtonModule],
  template: `
    @let qr = picture();
    @if (qr === 'unavailable') {
      <p class="problem" role="alert">
        The picture could not be drawn: a part of this page could not be loaded. Give them the link,
        or number and password.
      </p>
    } @else {
      <div class="paper">
        @if (qr) {
          <svg
            role="img"
            aria-label="QR code of the invite link; it holds the password"
            shape-rendering="crispEdges"
            [attr.viewBox]="'0 0 ' + qr.size + ' ' + qr.size"
          >
            <path [attr.d]="qr.path" />
          </svg>
        }
      </div>
    }
    <div class="words">
      @for (hint of hints(); track hint) {
        <p class="hint">{{ hint }}</p>
      }
      <p>
        Number to read aloud: <strong class="number">{{ number() }}</strong>
      </p>
      <p class="secret">
        <span>
          Password to read aloud:
          @if (isPasswordShown()) {
            <strong class="password">{{ password() }}</strong>
          } @else {
            hidden
          }
        </span>
        <button
          matIconButton
          type="button"
          aria-label="Show password"
          [attr.aria-pressed]="isPasswordShown()"
          (click)="isPasswordShown.set(!isPasswordShown())"
        >
          <wn-icon [name]="isPasswordShown() ? 'eye-off' : 'eye'" />
        </button>
      </p>
      @if (withLink() || qr === 'unavailable') {
        <p>
          Link:
          @if (isPasswordShown()) {
            <code class="whole">{{ active.inviteLink() }}</code>
          } @else {
            <code>{{ linkWithoutPassword() }}</code> and the password, which is hidden here. "Copy
            invite link" copies the whole.
          }
        </p>
      }
      <p class="warning">
        @if (withLink()) {
          The picture and the link hold the password: whoever gets hold of either can come in.
        } @else {
          The picture holds the password: whoever photographs it can come in.
        }
        The number alone lets nobody in.
      </p>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 1rem;
    }

    .paper {
      flex: none;
      /* Whole, with its quiet zone, in a low window too, beside the frame of a dialog. */
      width: min(100%, var(--wn-qr, 14rem), 50dvh);
      aspect-ratio: 1;
      border-radius: var(--mat-sys-corner-small);
      overflow: hidden;
      /* Paper in the dark theme too: many readers know dark on light only. */
      background: #fff;
      color: #000;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      fill: currentColor;
    }

    .words {
      flex: 1 1 14rem;
    }

    p {
      margin: 0 0 0.5rem;
    }

    .number {
      font: var(--mat-sys-title-large);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }

    .secret {
      display: flex;
      align-items: center;
      gap: 0.25rem;
    }

    .password {
      font: var(--mat-sys-title-medium);
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }

    code {
      overflow-wrap: anywhere;
    }

    .whole {
      user-select: all;
    }

    .hint {
      font-weight: 500;
    }

    .problem {
      flex: 1 1 100%;
      color: var(--mat-sys-error);
    }

    .warning {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class Invite {
  /** Whether the link is spelled out too. */
  readonly withLink = input(false, { transform: booleanAttribute });

  protected readonly active = inject(ActiveRoom);
  readonly #hostname = inject(DOCUMENT).location.hostname;
  readonly #qrPicture = inject(QR_PICTURE);
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly linkWithoutPassword = computed(() =>
    this.active.inviteLink().replace(/[^/]*$/, ''),
  );
  protected readonly isPasswordShown = signal(false);
  /** Drawn words with spaces, as they are said. */
  protected readonly password = computed(() => {
    const password = this.active.password();
    return this.active.passwordKind() === 'generated'
      ? canonicalPassword(password).replaceAll('-', ' ')
      : password;
  });
  protected readonly hints = computed(() => hintsOf(this.active, this.#hostname));

  readonly #drawn = resource({
    params: () => this.active.inviteLink() || undefined, // none outside of a room
    loader: ({ params }) => this.#draw(params),
  });
  /** Undefined while it is being drawn. */
  protected readonly picture = computed(() =>
    this.#drawn.hasValue() ? this.#drawn.value() : undefined,
  );

  constructor() {
    effect(() => {
      const bug = this.#drawn.error();
      if (bug) throw bug; // a resource would keep it to itself
    });
  }

  async #draw(link: string): Promise<QrPicture | 'unavailable'> {
    try {
      return await this.#qrPicture(link);
    } catch (error) {
      // What import() rejects with where the network or the gateway is away.
      if (!(error instanceof TypeError)) throw error;
      return 'unavailable';
    }
  }
}

/** Why the invite to this room does not let somebody in now. */
export const hintsOf = (active: ActiveRoom, hostname: string): readonly string[] =>
  inviteHints({
    isFull: active.isFull(),
    door: active.door(),
    rendezvous: active.rendezvous(),
    hostname,
  });
