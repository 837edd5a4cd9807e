import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Chime, type Tune } from '../../browser/chime';
import { FakeNotifications } from '../../browser/fake-notifications';
import { FakeTab } from '../../browser/fake-tab';
import { TAB_WINDOW } from '../../browser/page-life';
import { WAKE_LOCK } from '../../browser/screen-awake';
import { NOTIFICATION_API } from '../../browser/system-notes';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, bob, insideFakeRoom, message, transfer } from '../fake-room';
import { Attention } from './attention';
import { AttentionOffer } from './attention-offer';
import { AttentionSwitches } from './attention-switches';

@Component({
  imports: [AttentionOffer, AttentionSwitches],
  providers: [Attention],
  template: '<wn-attention-offer /><wn-attention-switches />',
})
class Visit {
  readonly attention = inject(Attention);
}

/** Screens that stay on as long as somebody holds them. */
class FakeWakeLock {
  held = 0;
  refusal: DOMException | undefined;

  request(): Promise<WakeLockSentinel> {
    if (this.refusal) return Promise.reject(this.refusal);
    this.held += 1;
    const release = () => {
      this.held -= 1;
      return Promise.resolve();
    };
    // Of a sentinel only this is used.
    return Promise.resolve({ release } as WakeLockSentinel);
  }
}

describe('Attention', () => {
  let tab: FakeTab;
  let browser: FakeNotifications;
  let screen: FakeWakeLock;
  let tunes: Tune[];
  let now: jasmine.Spy<() => number>;
  let room: FakeRoom;
  let leave: () => Promise<void>;
  let page: HTMLElement;
  let attention: Attention;
  let settled: () => Promise<unknown>;
  let end: () => void;

  const begin = async () => {
    TestBed.configureTestingModule({
      providers: [
        { provide: TAB_WINDOW, useValue: tab },
        { provide: NOTIFICATION_API, useValue: browser.api },
        { provide: WAKE_LOCK, useValue: screen },
        {
          provide: Chime,
          useValue: {
            play: (tune: Tune) => {
              tunes.push(tune);
              return Promise.resolve();
            },
          },
        },
      ],
    });
    const inside = await insideFakeRoom();
    ({ room } = inside);
    leave = () => inside.active.leave();
    const fixture = TestBed.createComponent(Visit);
    page = fixture.nativeElement as HTMLElement;
    ({ attention } = fixture.componentInstance);
    settled = () => fixture.whenStable();
    end = () => {
      fixture.destroy();
    };
    await settled();
  };

  beforeEach(() => {
    tab = new FakeTab();
    browser = new FakeNotifications();
    screen = new FakeWakeLock();
    tunes = [];
    now = spyOn(Date, 'now').and.returnValue(1_000_000);
  });

  const hide = async () => {
    tab.show('hidden');
    await settled();
  };
  const comeBack = async () => {
    tab.show('visible');
    await settled();
  };
  const hear = async (text = 'hello') => {
    room.conversation$.next([...room.conversation$.value, message({ text })]);
    await settled();
  };
  const later = (ms: number) => now.and.returnValue(Date.now() + ms);

  describe('asks whether to show notes', () => {
    const questions = () => allByRole(page, 'button', 'Tell me').length;
    beforeEach(begin);

    it('when somebody comes back to something new, and not before', async () => {
      expect(questions()).toBe(0);
      await hear();
      await hide();
      await comeBack();
      expect(questions()).toBe(0);
      await hide();
      await hear();
      expect(questions()).toBe(0);
      await comeBack();
      expect(questions()).toBe(1);
      expect(browser.asked).toBe(0);
      byRole(page, 'button', 'Tell me').click();
      await settled();
      expect([browser.asked, questions(), attention.hasNotes()]).toEqual([1, 0, true]);
    });

    it('never again once somebody has said no', async () => {
      await hide();
      await hear();
      await comeBack();
      byRole(page, 'button', 'Not now').click();
      await settled();
      await hide();
      await hear();
      await comeBack();
      expect([browser.asked, questions()]).toEqual([0, 0]);
    });
  });

  describe('counts', () => {
    beforeEach(begin);

    it('what happens while the page is hidden, until it is seen', async () => {
      await hear();
      expect(attention.unseen()).toBe(0);
      await hide();
      room.members$.next([bob]);
      room.transfers$.next([transfer({})]);
      await hear();
      expect(attention.unseen()).toBe(3);
      await comeBack();
      expect(attention.unseen()).toBe(0);
      await hide();
      expect(attention.unseen()).toBe(0);
    });

    it('nothing of leaving', async () => {
      room.members$.next([bob]);
      await settled();
      await hide();
      room.members$.next([]);
      await leave();
      await settled();
      expect(attention.unseen()).toBe(0);
    });

    it('by a dot on the icon of the tab, without a word to any server', async () => {
      const link = document.head.appendChild(document.createElement('link'));
      link.rel = 'icon';
      link.href = 'data:,';
      const icon = async () => (await fetch(link.href)).text();
      await hide();
      await hear();
      expect(link.href).toMatch(/^blob:/);
      expect(await icon()).toContain('#ba1a1a');
      await comeBack();
      expect(link.href).toMatch(/^blob:/);
      expect(await icon()).not.toContain('#ba1a1a');
      link.remove();
    });
  });

  describe('sounds', () => {
    beforeEach(begin);
    const happen = {
      'an arrival': () => {
        room.members$.next([bob]);
      },
      'a message': () => {
        room.conversation$.next([message({})]);
      },
      'a file offered': () => {
        room.transfers$.next([transfer({})]);
      },
    };

    for (const [what, happens] of Object.entries(happen)) {
      it(`tell of ${what} while the page is hidden`, async () => {
        await hide();
        happens();
        await settled();
        expect(tunes.length).toBe(1);
      });

      it(`${what === 'an arrival' ? 'tell' : 'say nothing'} of ${what} in sight`, async () => {
        happens();
        await settled();
        expect(tunes.length).toBe(what === 'an arrival' ? 1 : 0);
      });
    }

    it('tell of a departure while the page is hidden, by another tune than of an arrival', async () => {
      await hide();
      room.members$.next([bob]);
      await settled();
      later(1_000);
      room.members$.next([]);
      await settled();
      const [came, went] = tunes;
      expect(went).toEqual(came?.toReversed());
      expect(went).not.toEqual(came);
    });

    it('come once a second at most', async () => {
      await hide();
      await hear();
      later(999);
      await hear();
      expect(tunes.length).toBe(1);
      later(1);
      await hear();
      expect(tunes.length).toBe(2);
    });

    it('can be switched off', async () => {
      const toggle = byRole(page, 'switch', 'Sounds');
      expect(toggle.ariaChecked).toBe('true');
      toggle.click();
      await hide();
      await hear();
      expect(tunes).toEqual([]);
    });
  });

  describe('notifications', () => {
    const toggle = () => byRole(page, 'switch', 'Notifications');

    it('ask for nothing until they are switched on, and then show once what is new', async () => {
      await begin();
      await hide();
      await hear();
      expect([browser.asked, browser.notes.length]).toEqual([0, 0]);
      await comeBack();
      toggle().click();
      await settled();
      expect(browser.asked).toBe(1);
      expect(toggle().ariaChecked).toBe('true');
      await hear();
      expect(browser.notes.length).toBe(0);
      await hide();
      await hear();
      await hear();
      expect(browser.open.length).toBe(1);
      expect(browser.notes.length).toBe(1);
    });

    it('show nothing of what was said, of what is offered or of who did it', async () => {
      browser.permission = 'granted';
      await begin();
      await hide();
      room.members$.next([bob]);
      room.transfers$.next([transfer({})]);
      await hear('the secret plan');
      const [note] = browser.notes;
      expect(note?.title).toBe('whisperNet');
      expect(note?.options).toEqual({ body: 'Something new in your room', silent: true });
    });

    it('bring the tab to the front when pressed', async () => {
      browser.permission = 'granted';
      await begin();
      await hide();
      await hear();
      browser.open[0]?.dispatchEvent(new Event('click'));
      expect(tab.focused).toBe(1);
      expect(browser.open.length).toBe(0);
    });

    it('come again for what happens half a minute later, in place of the last one', async () => {
      browser.permission = 'granted';
      await begin();
      await hide();
      await hear();
      later(29_999);
      await hear();
      expect(browser.notes.length).toBe(1);
      later(1);
      await hear();
      expect([browser.notes.length, browser.open.length]).toEqual([2, 1]);
    });

    for (const [when, happens] of [
      ['the page is seen again', comeBack],
      [
        'the visit to the room ends',
        () => {
          end();
          return Promise.resolve();
        },
      ],
      [
        'they are switched off',
        async () => {
          toggle().click();
          await settled();
        },
      ],
    ] as const)
      it(`are gone when ${when}`, async () => {
        browser.permission = 'granted';
        await begin();
        await hide();
        await hear();
        expect(browser.open.length).toBe(1);
        await happens();
        expect(browser.open.length).toBe(0);
      });

    it('stay off where the person says no to the browser', async () => {
      browser.answer = 'denied';
      await begin();
      toggle().click();
      await settled();
      expect(toggle().ariaChecked).toBe('false');
      expect(toggle().ariaDisabled).toBe('true');
      expect(textOf(page)).toContain('Its settings for the site can change that.');
      await hide();
      await hear();
      expect(browser.notes.length).toBe(0);
    });

    it('stay off where the person closes the question of the browser', async () => {
      browser.answer = 'default';
      await begin();
      toggle().click();
      await settled();
      expect(toggle().ariaChecked).toBe('false');
      toggle().click();
      await settled();
      expect(browser.asked).toBe(2);
    });

    it('are not offered where the browser shows none for pages', async () => {
      browser.permission = 'granted';
      spyOn(browser, 'noteShown').and.throwError(new TypeError('Illegal constructor.'));
      await begin();
      await hide();
      await hear();
      await comeBack();
      expect(allByRole(page, 'switch', 'Notifications')).toEqual([]);
    });
  });

  describe('keeps the screen on', () => {
    beforeEach(begin);
    const receiving = transfer({ state: { phase: 'receiving', bytes: 1 } });

    it('while a file moves, and not while it is paused', async () => {
      expect(screen.held).toBe(0);
      room.transfers$.next([receiving]);
      await settled();
      expect(screen.held).toBe(1);
      const by = { here: true, there: false, link: false };
      room.transfers$.next([{ ...receiving, state: { phase: 'paused', bytes: 1, by } }]);
      await settled();
      expect(screen.held).toBe(0);
    });

    it('during a call', async () => {
      room.members$.next([{ ...bob, microphoneOn: true }]);
      await settled();
      expect(screen.held).toBe(1);
      room.members$.next([bob]);
      await settled();
      expect(screen.held).toBe(0);
    });

    it('once, however often a file says how far it is', async () => {
      const request = spyOn(screen, 'request').and.callThrough();
      for (const bytes of [1, 2, 3]) {
        room.transfers$.next([{ ...receiving, state: { phase: 'receiving', bytes } }]);
        await settled();
      }
      expect(request).toHaveBeenCalledTimes(1);
    });

    it('again after the page was hidden', async () => {
      room.transfers$.next([receiving]);
      await hide();
      expect(screen.held).toBe(0);
      await comeBack();
      expect(screen.held).toBe(1);
    });

    it('not where the browser refuses, and says nothing of it', async () => {
      screen.refusal = new DOMException('the battery is low', 'NotAllowedError');
      room.transfers$.next([receiving]);
      await settled();
      end();
      expect(screen.held).toBe(0);
    });
  });
});
