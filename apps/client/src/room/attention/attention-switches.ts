import { Component, computed, inject } from '@angular/core';
import { type MatSlideToggleChange, MatSlideToggleModule } from '@angular/material/slide-toggle';
import { Texts } from '../../texts/texts';
import { Attention } from './attention';

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
        {{ t().sounds }}
      </mat-slide-toggle>
      <p id="about-sounds">{{ t().aboutSounds }}</p>
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
          {{ t().notifications }}
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
  protected readonly t = inject(Texts).attention;
  protected readonly attention = inject(Attention);

  protected readonly aboutNotes = computed(() => {
    const permission = this.attention.permission();
    return permission === 'missing' ? '' : this.t().aboutNotifications[permission];
  });

  protected async setNotes({ checked, source }: MatSlideToggleChange): Promise<void> {
    await this.attention.setNotes(checked);
    source.checked = this.attention.hasNotes(); // the person may have said no to the browser
  }
}
