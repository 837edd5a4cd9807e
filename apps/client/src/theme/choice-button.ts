import {
  ChangeDetectorRef,
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon, type IconName } from '../icon';

/** Something to choose. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly words: string;
  readonly icon?: IconName;
  /** The language of the words, where it is not that of the page. */
  readonly language?: string;
}

let made = 0;

/**
 * A button that opens a short list of which one is always chosen: radio buttons in a popover, so that
 * arrow keys, Escape and a click beside it do what browsers make them do.
 */
@Component({
  selector: 'wn-choice-button',
  imports: [Icon, MatButtonModule],
  templateUrl: './choice-button.html',
  styleUrl: './choice-button.scss',
})
export class ChoiceButton<Value extends string> {
  readonly label = input.required<string>();
  readonly icon = input.required<IconName>();
  readonly choices = input.required<readonly Choice<Value>[]>();
  readonly chosen = input.required<Value>();
  readonly choose = output<Value>();

  protected readonly id = `wn-choice-${String((made += 1))}`;
  protected readonly hasIcons = computed(() => this.choices().some(({ icon }) => icon));

  /** From its first opening on: a page that is on its way has better things to do. */
  protected readonly isFilled = signal(false);
  readonly #changes = inject(ChangeDetectorRef);

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  protected fill(): void {
    this.isFilled.set(true);
    this.#changes.detectChanges(); // before it is seen, and the chosen one gets the focus
  }

  protected focusChosen({ newState }: ToggleEvent): void {
    if (newState !== 'open') return;
    this.list().nativeElement.querySelector<HTMLElement>('input:checked')?.focus();
  }

  /** By the keyboard people look at one after the other, and close it themselves. */
  protected closeAfterPointer({ detail }: MouseEvent): void {
    if (detail > 0) this.list().nativeElement.hidePopover();
  }

  protected close(event: Event): void {
    event.preventDefault();
    this.list().nativeElement.hidePopover();
  }
}
