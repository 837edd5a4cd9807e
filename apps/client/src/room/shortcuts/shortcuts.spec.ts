import { DestroyRef, EnvironmentInjector, createEnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Shortcut, Shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  let lifetime: EnvironmentInjector;
  let place: HTMLElement;
  let done: string[];

  beforeEach(() => {
    shortcuts = TestBed.inject(Shortcuts);
    lifetime = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    place = document.body.appendChild(document.createElement('div'));
    done = [];
  });
  afterEach(() => {
    place.remove();
  });

  const add = (keys: string, own: Partial<Shortcut> = {}) => {
    const run = () => done.push(keys);
    shortcuts.add({ keys, label: () => keys, run, ...own }, lifetime.get(DestroyRef));
  };
  const key = (kind: 'keydown' | 'keyup', init: KeyboardEventInit, at: Element = document.body) => {
    const event = new KeyboardEvent(kind, { bubbles: true, cancelable: true, ...init });
    at.dispatchEvent(event);
    return event;
  };
  const put = (html: Record<string, string>, tag: string): HTMLElement => {
    const element = place.appendChild(document.createElement(tag));
    for (const [name, value] of Object.entries(html)) element.setAttribute(name, value);
    return element;
  };

  it('does what a key stands for, and keeps the key from the browser', () => {
    add('m');
    expect(key('keydown', { key: 'm', code: 'KeyM' }).defaultPrevented).toBe(true);
    expect(key('keydown', { key: 'n', code: 'KeyN' }).defaultPrevented).toBe(false);
    expect(done).toEqual(['m']);
  });

  for (const [what, init] of [
    ['a capital', { key: 'M', code: 'KeyM', shiftKey: true }],
    ['a Ukrainian keyboard', { key: 'ь', code: 'KeyM' }],
    ['a French keyboard, where it lies elsewhere', { key: 'm', code: 'Semicolon' }],
  ] as const)
    it(`finds a letter by ${what}`, () => {
      add('m');
      key('keydown', init);
      expect(done).toEqual(['m']);
    });

  it('finds the question mark of Arabic keyboards', () => {
    add('?');
    key('keydown', { key: '؟', code: 'Slash', shiftKey: true });
    expect(done).toEqual(['?']);
  });

  it('leaves alone what belongs to the browser by another modifier', () => {
    add('m');
    add('Alt+ArrowUp');
    key('keydown', { key: 'm', code: 'KeyM', ctrlKey: true });
    key('keydown', { key: 'm', code: 'KeyM', metaKey: true });
    key('keydown', { key: 'ArrowUp', code: 'ArrowUp' });
    expect(done).toEqual([]);
    key('keydown', { key: 'ArrowUp', code: 'ArrowUp', altKey: true });
    expect(done).toEqual(['Alt+ArrowUp']);
  });

  for (const [tag, html] of [
    ['textarea', {}],
    ['input', {}],
    ['div', { contenteditable: 'true' }],
  ] as const)
    it(`does nothing while somebody types into ${tag}, but for what may`, () => {
      add('m');
      add('Escape', { whileTyping: true });
      const field = put(html, tag);
      expect(key('keydown', { key: 'm', code: 'KeyM' }, field).defaultPrevented).toBe(false);
      key('keydown', { key: 'Escape', code: 'Escape' }, field);
      expect(done).toEqual(['Escape']);
    });

  for (const role of ['dialog', 'menu', 'listbox', 'tree'])
    it(`does nothing inside a ${role}`, () => {
      add('m');
      key('keydown', { key: 'm', code: 'KeyM' }, put({ role }, 'div'));
      expect(done).toEqual([]);
    });

  it('leaves Space to the button that has the focus, and takes it elsewhere', () => {
    add('Space');
    const space = { key: ' ', code: 'Space' };
    expect(key('keydown', space, put({}, 'button')).defaultPrevented).toBe(false);
    key('keydown', space, put({ tabindex: '0' }, 'div'));
    expect(done).toEqual([]);
    key('keydown', space, put({ tabindex: '-1' }, 'h1'));
    expect(done).toEqual(['Space']);
  });

  it('gives a key back that has nothing to do now', () => {
    add('m', { run: () => false });
    expect(key('keydown', { key: 'm', code: 'KeyM' }).defaultPrevented).toBe(false);
  });

  describe('a key that is held', () => {
    const space = { key: ' ', code: 'Space' };
    beforeEach(() => {
      add('Space', { release: () => done.push('released') });
      key('keydown', space);
    });

    it('runs once and is released once', () => {
      const again = key('keydown', { ...space, repeat: true });
      expect(again.defaultPrevented).toBe(true); // or the page would scroll
      expect(done).toEqual(['Space']);
      key('keyup', space);
      key('keyup', space);
      expect(done).toEqual(['Space', 'released']);
    });

    it('is released when the page loses the keyboard', () => {
      window.dispatchEvent(new Event('blur'));
      expect(done).toEqual(['Space', 'released']);
    });

    it('is released with whoever has added it', () => {
      lifetime.destroy();
      expect(done).toEqual(['Space', 'released']);
    });

    it('is released wherever the focus has gone', () => {
      key('keyup', space, put({}, 'textarea'));
      expect(done).toEqual(['Space', 'released']);
    });
  });

  it('gives the key to who came last, and back when they go', () => {
    add('m');
    const later = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    const run = () => done.push('later');
    shortcuts.add({ keys: 'm', label: () => '', run }, later.get(DestroyRef));
    key('keydown', { key: 'm', code: 'KeyM' });
    later.destroy();
    key('keydown', { key: 'm', code: 'KeyM' });
    expect(done).toEqual(['later', 'm']);
    expect(shortcuts.all().map(({ keys }) => keys)).toEqual(['m']);
  });

  it('does nothing by a single key where these are switched off', () => {
    add('m');
    add('Escape');
    shortcuts.hasSingleKeys.set(false);
    key('keydown', { key: 'm', code: 'KeyM' });
    key('keydown', { key: 'Escape', code: 'Escape' });
    expect(done).toEqual(['Escape']);
  });
});
