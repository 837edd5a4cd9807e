import { Directive, ElementRef, afterEveryRender, inject, output } from '@angular/core';

interface Place {
  readonly control: HTMLElement;
  readonly row: HTMLElement;
}

/**
 * Keeps the keyboard in a row of a list whose buttons come and go: where the one in focus is gone,
 * the row's first one takes its place, or the row itself. Else browsers begin at the top of the page.
 */
@Directive({
  selector: '[wnKeepFocus]',
  host: { '(focusin)': 'enter($event.target)', '(focusout)': 'leave()' },
})
export class KeepFocus {
  /** The row that had it is gone, too. */
  readonly lost = output();

  readonly #list = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Where the focus is, or was when its control went away or was disabled. */
  #place: Place | undefined;

  constructor() {
    afterEveryRender(() => {
      this.#mend();
    });
  }

  protected enter(control: EventTarget | null): void {
    if (!(control instanceof HTMLElement)) return;
    const row = [...this.#list.children].find((each) => each.contains(control));
    this.#place = row instanceof HTMLElement ? { control, row } : undefined;
  }

  /** Also what a browser says while it takes a button away: which of the two it was shows afterwards. */
  protected leave(): void {
    const left = this.#place;
    queueMicrotask(() => {
      const isByPerson = document.hasFocus() && left && isUsable(left.control);
      if (isByPerson && this.#place === left && document.activeElement !== left.control)
        this.#place = undefined;
    });
  }

  #mend(): void {
    if (!this.#place) return;
    const { control, row } = this.#place;
    const { activeElement } = document;
    if (activeElement === control && isUsable(control)) return;
    if (activeElement && activeElement !== document.body && activeElement !== control) {
      if (!row.contains(activeElement)) this.#place = undefined; // the person is elsewhere by now
      return;
    }
    if (!row.isConnected) {
      this.#place = undefined;
      this.lost.emit();
      return;
    }
    // One that is disabled comes back, or is taken away: then there is something to go on with.
    if (control.isConnected && !isUsable(control)) return;
    const next =
      row.querySelector<HTMLElement>('.actions button:enabled') ??
      row.querySelector<HTMLElement>('button:enabled');
    (isUsable(control) ? control : (next ?? row)).focus({ preventScroll: true });
  }
}

function isUsable(control: HTMLElement): boolean {
  return control.isConnected && !control.matches(':disabled');
}
