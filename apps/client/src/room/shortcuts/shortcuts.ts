import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';

/**
 * The keys of the room. Whoever does something adds its key here, for as long as it lives:
 *
 *     constructor() {
 *       inject(Shortcuts).add(
 *         { keys: 'm', label: () => this.t().toggleMicrophone, run: () => this.#call.toggle() },
 *         inject(DestroyRef),
 *       );
 *     }
 *
 * and the sheet behind `?` lists it. What a key does is left out
 * - while somebody types, is in a dialog or a menu, or in a list that is searched by typing;
 * - for Space and Enter, and the arrows, on a control that knows them itself;
 * - where `run` answers false: the browser then does with the key what it always does;
 * - for single characters, where the person has switched them off (WCAG 2.1.4): those who dictate
 *   press them without meaning to.
 *
 * A key that is held runs once. What lasts while it is held, such as talking, ends in `release`: when
 * the key goes up, when the page loses the keyboard, or with whoever has added it.
 */
export interface Shortcut {
  /**
   * As `KeyboardEvent.key` says it, with `Ctrl+`, `Alt+` before it where they are held: `?`, `m`,
   * `Space`, `Escape`, `Alt+ArrowUp`. Letters are found on every keyboard layout, small or capital.
   */
  readonly keys: string;
  /** What it does, as the sheet says it, in the language of the moment. */
  readonly label: () => string;
  /** What happens when the key goes down; false: nothing to do here, the browser may have it. */
  readonly run: (event: KeyboardEvent) => unknown;
  readonly release?: () => void;
  /** Works while somebody types, too: only for keys that write nothing. */
  readonly whileTyping?: boolean;
}

/** Finds out what a key does, wherever the focus is. The newest of two for one key has it. */
@Service()
export class Shortcuts {
  readonly #all = signal<readonly Shortcut[]>([]);
  readonly #held = new Map<string, Shortcut>();

  /** In the order in which they were added. */
  readonly all = this.#all.asReadonly();
  /** Whether single characters do something by themselves. */
  readonly hasSingleKeys = signal(true);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const ended = new AbortController();
    const until = { signal: ended.signal };
    inject(DestroyRef).onDestroy(() => {
      ended.abort();
    });
    const press = (event: KeyboardEvent) => {
      this.#press(event);
    };
    const release = ({ code }: KeyboardEvent) => {
      this.#release(code);
    };
    const releaseAll = () => {
      for (const code of [...this.#held.keys()]) this.#release(code);
    };
    window?.addEventListener('keydown', press, until);
    window?.addEventListener('keyup', release, until);
    window?.addEventListener('blur', releaseAll, until); // a key that goes up elsewhere is never heard of
  }

  add(shortcut: Shortcut, lifetime: DestroyRef): void {
    this.#all.update((all) => [...all, shortcut]);
    lifetime.onDestroy(() => {
      this.#all.update((all) => all.filter((each) => each !== shortcut));
      for (const [code, held] of this.#held) if (held === shortcut) this.#release(code);
    });
  }

  #press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    if (this.#held.has(event.code)) {
      event.preventDefault(); // its repetition, which would scroll the page for Space
      return;
    }
    if (event.repeat) return;
    const shortcut = this.#all().findLast((each) => this.#means(event, each));
    if (!shortcut || shortcut.run(event) === false) return;
    event.preventDefault();
    if (shortcut.release) this.#held.set(event.code, shortcut);
  }

  #release(code: string): void {
    const held = this.#held.get(code);
    this.#held.delete(code);
    held?.release?.();
  }

  #means(event: KeyboardEvent, { keys, whileTyping = false }: Shortcut): boolean {
    if (!isPressed(keys, event)) return false;
    if (!this.hasSingleKeys() && isSingle(keys)) return false;
    const at = event.target instanceof Element ? event.target : undefined;
    if (!at) return true;
    if (at.closest(APART) || (CONTROL_KEYS.test(keys) && at.closest(CONTROLS))) return false;
    return whileTyping || !at.closest(TEXT);
  }
}

/** What has keys of its own for everything. */
const APART =
  '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="tree"], select';
const TEXT =
  'textarea, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"], [type="file"])';
/** What does something with Space, Enter or the arrows by itself. */
const CONTROLS =
  'button, a[href], summary, input, textarea, audio, video, [tabindex="0"], [contenteditable]';
const CONTROL_KEYS = /^(Space|Enter|Arrow\w+|Home|End|Page\w+)$/;

const isSingle = (keys: string): boolean => Array.from(keys).length === 1 || keys === 'Space';

function isPressed(keys: string, event: KeyboardEvent): boolean {
  const [key = '', ...modifiers] = keys.split(/\+(?=.)/).reverse();
  // Shift says nothing: on many layouts it is how `?` is typed.
  if (event.ctrlKey !== modifiers.includes('Ctrl') || event.metaKey) return false;
  if (event.altKey !== modifiers.includes('Alt')) return false;
  if (key === 'Space') return event.code === 'Space';
  if (/^[a-z]$/i.test(key)) return letterOf(event) === key.toLowerCase();
  return event.key === key || (key === '?' && event.key === '؟'); // as Arabic keyboards write it
}

/** A letter of ours: by what is written on the key, or, under another script, by where it lies. */
function letterOf({ key, code }: KeyboardEvent): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;
}
