import { Component, booleanAttribute, computed, inject, input, resource } from '@angular/core';
import { readableRoomNumber } from '../../lobby/invite-link';
import { ActiveRoom } from '../active-room';
import { qrPicture } from './qr-picture';

/** All that lets somebody in: a picture to photograph, the number to read aloud, the link. */
@Component({
  selector: 'wn-invite',
  template: `
    <div class="paper">
      @if (picture.hasValue()) {
        @let qr = picture.value();
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
    <div class="words">
      <p>
        Number to read aloud: <strong class="number">{{ number() }}</strong>
      </p>
      @if (withLink()) {
        <p>
          Link: <code>{{ active.inviteLink() }}</code>
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
      width: min(100%, var(--wn-qr, 14rem));
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

    code {
      overflow-wrap: anywhere;
      user-select: all;
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
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly picture = resource({
    params: () => this.active.inviteLink() || undefined, // none outside of a room
    loader: ({ params }) => qrPicture(params),
  });
}
