/** A window as far as the inbox looks at it; `open` changes the fragment as the address bar does. */
export class FakePage extends EventTarget {
  readonly history = {
    state: { navigationId: 1 },
    replaceState: (_state: unknown, _title: string, url: string) => {
      this.location = new URL(url, this.location);
    },
  };

  constructor(public location: URL) {
    super();
  }

  open(hash: string): void {
    this.location.hash = hash;
    this.dispatchEvent(new Event('popstate'));
    this.dispatchEvent(new Event('hashchange'));
  }
}
