import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import { Component, computed, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MAX_CHAT_BYTES } from '@whispernet/protocol';
import { Icon } from '../../icon';

/** Where a message is written: Enter sends it, Shift+Enter breaks the line. */
@Component({
  selector: 'wn-composer',
  imports: [CdkTextareaAutosize, Icon, MatButtonModule, MatFormFieldModule, MatInputModule],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  readonly said = output<string>();
  /** Why nothing can be sent now, as a sentence; what is typed stays. */
  readonly hindrance = input<string>();

  #hasJustComposed = false;

  protected readonly text = signal('');
  protected readonly isTooLong = computed(
    () => new TextEncoder().encode(this.text()).byteLength > MAX_CHAT_BYTES,
  );
  protected readonly canSend = computed(
    () => this.text().trim() !== '' && !this.isTooLong() && this.hindrance() === undefined,
  );

  protected send(): void {
    if (!this.canSend()) return;
    this.said.emit(this.text());
    this.text.set('');
  }

  protected sendOnEnter(event: Event): void {
    // Angular's `keydown.enter` names the key, not the type.
    if (!(event instanceof KeyboardEvent) || event.isComposing || this.#hasJustComposed) return;
    event.preventDefault();
    this.send();
  }

  /** Safari ends a composition before it reports the Enter that ended it: that one sends nothing. */
  protected noteComposition(): void {
    this.#hasJustComposed = true;
  }

  protected noteKeyUp(): void {
    this.#hasJustComposed = false;
  }
}
