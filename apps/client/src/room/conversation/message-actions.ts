import { Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';

export type MessageAction = 'react' | 'reply' | 'copy' | 'edit' | 'delete';

/** What a person wants to do with a message, and the button that said so. */
export interface Asked {
  readonly action: MessageAction;
  readonly by: HTMLElement;
}

/** The buttons of a message. */
@Component({
  selector: 'wn-message-actions',
  imports: [Icon],
  template: `
    @for (action of actions(); track action) {
      <button
        #button
        type="button"
        [class.delete]="action === 'delete'"
        [attr.aria-label]="t()[action]"
        [title]="t()[action]"
        [tabIndex]="tabStop()"
        (click)="asked.emit({ action, by: button })"
      >
        <wn-icon [name]="action === 'copy' && isCopied() ? 'check' : action" />
      </button>
    }
  `,
  styleUrl: './message-actions.scss',
  host: { role: 'group', '[attr.aria-label]': 't().actions' },
})
export class MessageActions {
  readonly isOwn = input.required<boolean>();
  readonly canEdit = input.required<boolean>();
  readonly isCopied = input.required<boolean>();
  /** Of every button: 0 or -1. */
  readonly tabStop = input.required<number>();
  readonly asked = output<Asked>();

  protected readonly t = inject(Texts).chat;
  protected readonly actions = computed((): readonly MessageAction[] => [
    'react',
    'reply',
    'copy',
    ...(this.canEdit() ? (['edit'] as const) : []),
    ...(this.isOwn() ? (['delete'] as const) : []),
  ]);
}
