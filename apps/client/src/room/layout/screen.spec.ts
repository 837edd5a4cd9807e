import { DOCUMENT, Injector } from '@angular/core';
import { Screen } from './screen';

/** A window whose width and keyboard are set by hand. */
class FakeWindow {
  innerHeight = 740;
  readonly visualViewport = Object.assign(new EventTarget(), { height: 740, scale: 1 });
  readonly #lists = new Map<string, FakeList>();

  matchMedia(query: string): FakeList {
    const list = this.#lists.get(query) ?? new FakeList();
    this.#lists.set(query, list);
    return list;
  }

  match(query: string, matches: boolean): void {
    const list = this.matchMedia(query);
    list.matches = matches;
    list.dispatchEvent(Object.assign(new Event('change'), { matches }));
  }

  show(viewport: { height: number; scale: number }): void {
    Object.assign(this.visualViewport, viewport);
    this.visualViewport.dispatchEvent(new Event('resize'));
  }
}

class FakeList extends EventTarget {
  matches = false;
}

describe('Screen', () => {
  let window: FakeWindow;
  let screen: Screen;

  beforeEach(() => {
    window = new FakeWindow();
    const document = { provide: DOCUMENT, useValue: { defaultView: window } };
    screen = Injector.create({ providers: [document, Screen] }).get(Screen);
  });

  it('follows the width of the window', () => {
    expect([screen.isNarrow(), screen.hasShortButtons()]).toEqual([false, false]);
    window.match('(width < 80rem)', true);
    expect([screen.isNarrow(), screen.hasShortButtons()]).toEqual([false, true]);
    window.match('(width < 60rem)', true);
    expect(screen.isNarrow()).toBe(true);
    window.match('(width < 60rem)', false);
    expect(screen.isNarrow()).toBe(false);
  });

  it('tells the height above a keyboard that lies over the page, as long as it does', () => {
    expect(screen.heightAboveKeyboard()).toBeUndefined();
    window.show({ height: 430, scale: 1 });
    expect(screen.heightAboveKeyboard()).toBe(430);
    window.show({ height: 740, scale: 1 });
    expect(screen.heightAboveKeyboard()).toBeUndefined();
  });

  it('takes neither two fingers that zoom in nor a bar of the browser for a keyboard', () => {
    window.show({ height: 370, scale: 2 });
    expect(screen.heightAboveKeyboard()).toBeUndefined();
    window.show({ height: 684, scale: 1 });
    expect(screen.heightAboveKeyboard()).toBeUndefined();
  });
});
