import {
  Component,
  DOCUMENT,
  booleanAttribute,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { canonicalPassword } from '@whispernet/crypto';
import { Icon } from '../../icon';
import { readableRoomNumber } from '../../lobby/invite-link';
import { Texts } from '../../texts/texts';
import type { AllTexts } from '../../texts/translation';
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
      <p class="problem" role="alert">{{ t().notDrawn }}</p>
    } @else {
      <div class="paper">
        @if (qr) {
          <svg
            role="img"
            [attr.aria-label]="t().picture"
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
        <p class="hint"><wn-icon name="info" /> {{ hint }}</p>
      }
      <p>
        <span class="what">{{ t().number }}</span>
        <strong class="number" dir="ltr">{{ number() }}</strong>
      </p>
      <p class="secret">
        <span class="what">{{ t().password }}</span>
        @if (isPasswordShown()) {
          <strong class="password" dir="auto">{{ password() }}</strong>
        } @else {
          <span>
            <span class="dots" aria-hidden="true">{{ DOTS }}</span>
            <span class="cdk-visually-hidden">{{ t().hidden }}</span>
          </span>
        }
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t().showPassword"
          [attr.aria-pressed]="isPasswordShown()"
          (click)="isPasswordShown.set(!isPasswordShown())"
        >
          <wn-icon [name]="isPasswordShown() ? 'eye-off' : 'eye'" />
        </button>
      </p>
      @if (withLink() || qr === 'unavailable') {
        <p>
          <span class="what">{{ t().link }}</span>
          @if (isPasswordShown()) {
            <code class="whole" dir="ltr">{{ active.inviteLink() }}</code>
          } @else {
            <code dir="ltr"
              >{{ linkWithoutPassword()
              }}<span class="dots" aria-hidden="true">{{ DOTS }}</span></code
            >
            <span class="aside">{{ t().linkHidden }}</span>
          }
        </p>
      }
      <p class="warning">{{ withLink() ? t().bothHoldPassword : t().pictureHoldsPassword }}</p>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 1rem 1.5rem;
    }

    .paper {
      flex: none;
      /* Whole, with its quiet zone, in a low window too, beside the frame of a dialog. */
      inline-size: min(100%, var(--wn-qr, 14rem), 50dvh);
      aspect-ratio: 1;
      border-radius: var(--mat-sys-corner-medium);
      overflow: hidden;
      /* Paper in the dark theme too: many readers know dark on light only. */
      background: #fff;
      color: #000;
      forced-color-adjust: none;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      fill: currentColor;
    }

    .words {
      flex: 1 1 15rem;
      min-inline-size: 0;
    }

    p {
      margin: 0 0 0.75rem;
    }

    .what {
      display: block;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-large);
    }

    .number {
      font: var(--mat-sys-headline-small);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }

    .secret {
      /* The eye stands beside the words that it shows, not beside what they are. */
      display: grid;
      align-items: center;
      gap: 0 0.25rem;
      grid-template-columns: auto 1fr;

      .what {
        grid-column: 1 / -1;
      }

      button {
        justify-self: start;
        margin-block: -0.5rem;
      }
    }

    .password {
      font: var(--mat-sys-title-medium);
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }

    .secret .dots {
      letter-spacing: 0.125em;
    }

    .aside {
      display: block;
    }

    code {
      overflow-wrap: anywhere;
    }

    .whole {
      user-select: all;
    }

    .hint {
      display: flex;
      gap: 0.5rem;
      padding: 0.5rem 0.75rem;
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }

    .problem {
      flex: 1 1 100%;
      color: var(--mat-sys-error);
    }

    .aside,
    .warning {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }

    .warning {
      margin: 0;
    }
  `,
})
export class Invite {
  /** Whether the link is spelled out too. */
  readonly withLink = input(false, { transform: booleanAttribute });

  /** Whether the password is shown from the beginning, in the link too. */
  readonly showsPassword = input(false, { transform: booleanAttribute });

  protected readonly active = inject(ActiveRoom);
  protected readonly t = inject(Texts).invite;
  readonly #hostname = inject(DOCUMENT).location.hostname;
  readonly #qrPicture = inject(QR_PICTURE);
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly linkWithoutPassword = computed(() =>
    this.active.inviteLink().replace(/[^/]*$/, ''),
  );
  /** As many for every password. */
  protected readonly DOTS = '••••••';
  protected readonly isPasswordShown = linkedSignal(() => this.showsPassword());
  /** Drawn words with spaces, as they are said. */
  protected readonly password = computed(() => {
    const password = this.active.password();
    return this.active.passwordKind() === 'generated'
      ? canonicalPassword(password).replaceAll('-', ' ')
      : password;
  });
  protected readonly hints = computed(() => hintsOf(this.active, this.#hostname, this.t()));

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
export const hintsOf = (
  active: ActiveRoom,
  hostname: string,
  texts: AllTexts['invite'],
): readonly string[] =>
  inviteHints(
    {
      isFull: active.isFull(),
      door: active.door(),
      rendezvous: active.rendezvous(),
      hostname,
    },
    texts.hints,
  );
