import type { TabWindow } from './page-life';

/** A tab that is hidden and closed by hand. */
export class FakeTab extends EventTarget implements TabWindow {
  readonly document = new FakeDocument();
  focused = 0;

  focus(): void {
    this.focused += 1;
  }

  show(visibilityState: DocumentVisibilityState): void {
    this.document.visibilityState = visibilityState;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  /** Whether the browser would ask before it closes the tab now. */
  asksBeforeClosing(): boolean {
    return !this.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  }
}

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}
