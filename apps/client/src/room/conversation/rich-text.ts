import { Component, computed, input } from '@angular/core';
import { visibleText } from '../visible-text';
import { CodeBlock } from './code-block';
import { isEmojiOnly, readMessage } from './message-text';

/**
 * The text of a message: links that can be judged by reading them, and code. Made of nodes, never of
 * markup; nothing is fetched for it.
 */
@Component({
  selector: 'wn-rich-text',
  imports: [CodeBlock],
  // Texts are bound, not written between tags: the layout of this template adds no spaces to them.
  template: `
    @for (part of parts(); track $index) {
      @if (part.kind === 'code') {
        <wn-code-block [code]="part.code" [language]="part.language" />
      } @else {
        <div class="prose" dir="auto">
          @for (span of part.spans; track $index) {
            @switch (span.kind) {
              @case ('link') {
                <a
                  [href]="span.href"
                  dir="ltr"
                  target="_blank"
                  rel="noopener noreferrer"
                  referrerpolicy="no-referrer"
                  [textContent]="span.text"
                ></a>
                @if (span.trueHost) {
                  <bdi class="host" dir="ltr" [textContent]="' (' + span.trueHost + ')'"></bdi>
                }
              }
              @case ('code') {
                <code dir="ltr" [textContent]="span.text"></code>
              }
              @default {
                <span [textContent]="span.text"></span>
              }
            }
          }
        </div>
      }
    }
  `,
  host: { '[class.large]': 'isLarge()' },
  styles: `
    :host {
      display: block;
      overflow-wrap: anywhere;
    }

    .prose {
      unicode-bidi: plaintext;
      white-space: pre-wrap;
    }

    :host(.large) .prose {
      font-size: 2.25rem;
      line-height: 1.25;
    }

    a {
      color: inherit;
      text-underline-offset: 0.15em;
      unicode-bidi: isolate;
    }

    .host {
      font-weight: 600;
    }

    code {
      padding: 0.0625rem 0.25rem;
      border-radius: var(--mat-sys-corner-extra-small);
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      font:
        0.875em ui-monospace,
        'Cascadia Mono',
        Menlo,
        Consolas,
        'DejaVu Sans Mono',
        monospace;
      unicode-bidi: isolate;
    }
  `,
})
export class RichText {
  readonly text = input.required<string>();
  protected readonly parts = computed(() => readMessage(visibleText(this.text())));
  protected readonly isLarge = computed(() => isEmojiOnly(this.text()));
}
