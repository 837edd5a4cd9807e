import { Component, InjectionToken, computed, inject, input, resource } from '@angular/core';
import type { Token } from './code-colours';

/** Where code gets its colours. */
export const COLOUR_CODE = new InjectionToken<
  (code: string, language: string) => Promise<readonly Token[]>
>('colours of code', {
  providedIn: 'root',
  factory: () => async (code: string, language: string) =>
    (await import('./code-colours')).coloured(code, language),
});

/** Code as it was typed, in colours where its language is known and they could be loaded. */
@Component({
  selector: 'wn-code-block',
  template: `
    <code dir="ltr">
      @for (token of tokens(); track $index) {
        <span [class]="token.kind" [textContent]="token.text"></span>
      }
    </code>
  `,
  styles: `
    code {
      display: block;
      margin: 0.25rem 0;
      padding: 0.5rem 0.625rem;
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      font:
        0.8125rem/1.5 ui-monospace,
        'Cascadia Mono',
        Menlo,
        Consolas,
        'DejaVu Sans Mono',
        monospace;
      // Wrapped, not scrolled: what is in a box of its own is out of reach for fingers and keys.
      overflow-wrap: anywhere;
      tab-size: 4;
      text-align: start;
      white-space: pre-wrap;
    }

    .keyword {
      color: var(--mat-sys-primary);
      font-weight: 600;
    }

    .string,
    .added {
      color: var(--mat-sys-tertiary);
    }

    .number {
      color: var(--mat-sys-secondary);
      font-weight: 600;
    }

    .name {
      color: var(--mat-sys-secondary);
    }

    .comment {
      color: var(--mat-sys-on-surface-variant);
      font-style: italic;
    }

    .removed {
      color: var(--mat-sys-error);
    }
  `,
})
export class CodeBlock {
  readonly code = input.required<string>();
  readonly language = input.required<string>();

  readonly #colour = inject(COLOUR_CODE);
  readonly #coloured = resource({
    params: () => (this.language() === '' ? undefined : ([this.code(), this.language()] as const)),
    loader: ({ params: [code, language] }) => this.#colour(code, language),
  });
  protected readonly tokens = computed<readonly Token[]>(() =>
    // Where the server is gone meanwhile, colours cannot be had: code is code without them.
    this.#coloured.hasValue() ? this.#coloured.value() : [{ text: this.code(), kind: undefined }],
  );
}
