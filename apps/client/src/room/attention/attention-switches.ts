import { Component, computed, inject } from '@angular/core';
import { type MatSlideToggleChange, MatSlideToggleModule } from '@angular/material/slide-toggle';
import type { NotePermission } from '../../browser/system-notes';
import { Attention } from './attention';

const ABOUT_NOTES: Record<NotePermission, string> = {
  default:
    'Tell me that something is new here while this tab is in the background. Your browser asks you first.',
  granted: 'They say that something is new while this tab is in the background, never what.',
  denied: 'This browser shows none of this site. Its settings for the site can change that.',
  missing: '', // there is nothing to switch
};

/** By what means a person is told of things that happen while they are elsewhere. */
@Component({
  selector: 'wn-attention-switches',
  imports: [MatSlideToggleModule],
  template: `
    <div>
      <mat-slide-toggle
        aria-describedby="about-sounds"
        [checked]="attention.hasSounds()"
        (change)="attention.hasSounds.set($event.checked)"
      >
        Sounds
      </mat-slide-toggle>
      <p id="about-sounds">
        When somebody comes; for messages, files and goodbyes only while this tab is in the
        background.
      </p>
    </div>
    @if (attention.permission() !== 'missing') {
      <div>
        <mat-slide-toggle
          disabledInteractive
          aria-describedby="about-notifications"
          [checked]="attention.hasNotes()"
          [disabled]="attention.permission() === 'denied'"
          (change)="setNotes($event)"
        >
          Notifications
        </mat-slide-toggle>
        <p id="about-notifications">{{ aboutNotes() }}</p>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 1.5rem;
    }

    div {
      flex: 1 1 10rem;
    }

    p {
      margin: 0.25rem 0 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class AttentionSwitches {
  protected readonly attention = inject(Attention);

  protected readonly aboutNotes = computed(() => ABOUT_NOTES[this.attention.permission()]);

  protected async setNotes({ checked, source }: MatSlideToggleChange): Promise<void> {
    await this.attention.setNotes(checked);
    source.checked = this.attention.hasNotes(); // the person may have said no to the browser
  }
}
