import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { NavigationStart, Router, provideRouter } from '@angular/router';
import type { RendezvousState, RoomConnection } from '@whispernet/room';
import { filter, firstValueFrom, map } from 'rxjs';
import { allByRole, byRole, textOf } from '../by-role';
import { OPEN_AUDIO } from '../browser/chime';
import { FakeNotifications } from '../browser/fake-notifications';
import { FakeTab } from '../browser/fake-tab';
import { TAB_WINDOW } from '../browser/page-life';
import { NOTIFICATION_API } from '../browser/system-notes';
import { type FakeRoom, bob, code, insideFakeRoom, message, transfer } from './fake-room';
import { Screen } from './layout/screen';
import { RoomPage } from './room-page';

/** Each part of the room by its name, and what is in it. */
const PARTS = [
  ['Call', 'region', 'Stage'],
  ['Chat', 'log', 'Messages'],
  ['Files', 'list', 'Files'],
  ['People', 'list', 'People'],
] as const;

const QR = 'QR code of the invite link; it holds the password';

describe('RoomPage', () => {
  /** Until the page shows it: code that is loaded late has no promise to wait for. */
  const until = async (shown: () => boolean) => {
    while (!shown()) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await fixture.whenStable();
    }
  };

  let fixture: ComponentFixture<RoomPage>;
  let page: HTMLElement;
  let room: FakeRoom;
  let tab: FakeTab;
  let notifications: FakeNotifications;
  const screen = {
    isNarrow: signal(false),
    hasShortButtons: signal(false),
    heightAboveKeyboard: signal<number | undefined>(undefined),
  };

  /** Where the router goes next. */
  const navigated = () =>
    firstValueFrom(
      TestBed.inject(Router).events.pipe(
        filter((event) => event instanceof NavigationStart),
        map(({ url }) => url),
      ),
    );

  beforeEach(async () => {
    tab = new FakeTab();
    screen.isNarrow.set(false);
    notifications = new FakeNotifications();
    notifications.permission = 'granted';
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: TAB_WINDOW, useValue: tab },
        { provide: Screen, useValue: screen },
        { provide: NOTIFICATION_API, useValue: notifications.api },
        { provide: OPEN_AUDIO, useValue: undefined },
      ],
    });
    ({ room } = await insideFakeRoom());
    fixture = TestBed.createComponent(RoomPage);
    page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  });

  const connections: Record<RoomConnection, string> = {
    waiting: 'Waiting for others',
    connecting: 'Connecting',
    connected: 'Connected',
    reconnecting: 'Reconnecting',
    disconnected: 'Disconnected',
  };
  for (const [connection, words] of Object.entries(connections) as [RoomConnection, string][])
    it(`says that the room is ${connection}`, async () => {
      room.connection$.next(connection);
      await fixture.whenStable();
      expect(textOf(byRole(page, 'status'))).toBe(words);
    });

  const doors: Record<RendezvousState, string> = {
    open: 'Door open',
    closed: 'Door closed',
    away: 'Gateway away',
    gone: 'Gateway gone',
  };
  for (const [door, words] of Object.entries(doors) as [RendezvousState, string][])
    it(`says beside it that the door is ${door}`, async () => {
      room.rendezvous$.next(door);
      await fixture.whenStable();
      expect(textOf(byRole(page, 'banner'))).toContain(words);
    });

  for (const [shut, button, asks] of [
    ['open', 'Close door', 'closeDoor'],
    ['closed', 'Open door', 'openDoor'],
    ['exhausted', 'Open door', 'openDoor'],
  ] as const)
    it(`offers ${button} while the door is ${shut}`, async () => {
      room.door$.next({ state: shut, wrongPasswords: 0 });
      await fixture.whenStable();
      byRole(page, 'button', button).click();
      expect(room.asked.at(-1)).toEqual([asks]);
      expect(allByRole(page, 'button').filter((each) => textOf(each).includes('door')).length).toBe(
        1,
      );
    });

  it('offers Open door where only the gateway says that it is closed', async () => {
    room.rendezvous$.next('closed');
    await fixture.whenStable();
    expect(byRole(page, 'button', 'Open door')).toBeTruthy();
  });

  it('keeps the focus on the button of the door while its name changes', async () => {
    const button = byRole(page, 'button', 'Close door');
    button.focus();
    room.door$.next({ state: 'closed', wrongPasswords: 0 });
    await fixture.whenStable();
    expect(document.activeElement).toBe(byRole(page, 'button', 'Open door'));
  });

  it('tells wrong passwords, in the header and aloud', async () => {
    expect(textOf(byRole(page, 'banner'))).not.toContain('wrong password');
    room.door$.next({ state: 'open', wrongPasswords: 1 });
    await fixture.whenStable();
    expect(textOf(byRole(page, 'banner'))).toContain('1 wrong password at the door');
    const aloud = document.querySelector('[aria-live="polite"].cdk-live-announcer-element');
    await until(() => aloud?.textContent === '1 wrong password at the door');
    room.door$.next({ state: 'open', wrongPasswords: 3 });
    await fixture.whenStable();
    expect(textOf(byRole(page, 'banner'))).toContain('3 wrong passwords at the door');
  });

  it('says aloud who has come and who is not here any more, each once', async () => {
    const aloud = () => document.querySelector('.cdk-live-announcer-element')?.textContent;
    room.members$.next([{ ...bob, link: { phase: 'connecting' } }]);
    await fixture.whenStable();
    expect(aloud()).not.toContain('bob');
    room.members$.next([bob]);
    await until(() => aloud() === 'bob has come in');
    room.members$.next([{ ...bob, microphoneOn: true }]);
    await fixture.whenStable();
    room.members$.next([]);
    await until(() => aloud() === 'bob is not here any more');
    expect(aloud()).toContain('bob');
  });

  it('shows the invite to whoever waits alone, and only then', async () => {
    const invite = () => allByRole(page, 'region', 'Invite').map(textOf).join();
    await until(() => allByRole(page, 'image', QR).length === 1);
    expect(invite()).toContain('482-193-067');
    expect(invite()).toContain('Who is to come in?');
    expect(invite()).toContain('/#482193067/');
    expect(invite()).not.toContain('secret');
    room.members$.next([bob]);
    room.connection$.next('connected');
    await fixture.whenStable();
    expect(invite()).toBe('');
    room.members$.next([]);
    room.connection$.next('waiting');
    await fixture.whenStable();
    expect(invite()).toContain('Nobody else is here now');
    expect(page.querySelector<HTMLDetailsElement>('wn-alone-card details')?.open)
      .withContext('the conversation is in sight')
      .toBe(false);
    room.door$.next({ state: 'closed', wrongPasswords: 0 });
    await fixture.whenStable();
    const hint = page.querySelector<HTMLElement>('wn-alone-card > section > .hint');
    expect(hint?.checkVisibility()).withContext('why nobody can come, unfolded').toBe(true);
    expect(hint?.innerText).toContain('door');
  });

  it('says so, with a next step, where whoever is alone can await nobody any more', async () => {
    room.connection$.next('disconnected');
    room.rendezvous$.next('gone');
    await fixture.whenStable();
    expect(allByRole(page, 'region', 'Invite')).toEqual([]);
    expect(textOf(page)).toContain('Nobody can come in any more Nobody else is here');
    const gone = navigated();
    byRole(page, 'button', 'Leave this room').click();
    expect(await gone).toBe('/');
  });

  for (const [rendezvous, words] of [
    ['away', 'nobody new can come in until it is back'],
    ['gone', 'agree here on a new room'],
  ] as const)
    it(`says to those who are here what it means that the gateway is ${rendezvous}`, async () => {
      room.members$.next([bob]);
      room.connection$.next('connected');
      await fixture.whenStable();
      expect(textOf(page)).not.toContain(words);
      room.rendezvous$.next(rendezvous);
      await fixture.whenStable();
      expect(textOf(page)).toContain(words);
    });

  it('shows the QR code with the number to read aloud, and without the password in words', async () => {
    byRole(page, 'button', 'Show QR code').click();
    await fixture.whenStable();
    const dialog = byRole(document.body, 'dialog', 'Invite somebody');
    await until(() => allByRole(dialog, 'image', QR).length === 1);
    expect(textOf(dialog)).toContain('482-193-067');
    expect(textOf(dialog)).toContain('holds the password');
    expect(textOf(dialog)).not.toContain('secret');
    byRole(dialog, 'button', 'Close').click();
  });

  it('shows the link to be copied by hand where the browser does not let the page copy', async () => {
    spyOn(navigator.clipboard, 'writeText').and.rejectWith(new DOMException('', 'NotAllowedError'));
    byRole(page, 'button', 'Copy invite link').click();
    await until(() => allByRole(document.body, 'dialog').length === 1);
    const dialog = byRole(document.body, 'dialog', 'Invite somebody');
    await until(() => allByRole(dialog, 'image', QR).length === 1);
    expect(textOf(byRole(dialog, 'alert'))).toContain('copy it by hand');
    expect(textOf(dialog)).toMatch(/\/#482193067\/a%20secret/);
    byRole(dialog, 'button', 'Close').click();
  });

  it('leaves the room from a safety code that differs', async () => {
    room.members$.next([{ ...bob, safety: { phase: 'disputed', code } }]);
    await fixture.whenStable();
    byRole(page, 'button', 'Safety code').click();
    await fixture.whenStable();
    const gone = navigated();
    byRole(byRole(document.body, 'dialog'), 'button', 'Leave room').click();
    expect(await gone).toBe('/');
  });

  it('shows the number to read aloud, and in the title nothing but how the connection stands', async () => {
    expect(textOf(byRole(page, 'heading', 'Room 482-193-067'))).toBe('Room 482-193-067');
    expect(document.title).toBe('Waiting for others – whisperNet');
    room.connection$.next('connected');
    await fixture.whenStable();
    expect(document.title).toBe('Connected – whisperNet');
  });

  it('counts in the title what happens while the page is hidden', async () => {
    tab.show('hidden');
    await fixture.whenStable();
    room.conversation$.next([message({}), message({})]);
    await fixture.whenStable();
    expect(document.title).toBe('(2) Waiting for others – whisperNet');
    tab.show('visible');
    await fixture.whenStable();
    expect(document.title).toBe('Waiting for others – whisperNet');
  });

  it('takes its notification back when the page is closed', async () => {
    tab.show('hidden');
    await fixture.whenStable();
    room.conversation$.next([message({})]);
    await fixture.whenStable();
    expect(notifications.open.length).toBe(1);
    window.dispatchEvent(new Event('pagehide'));
    expect(notifications.open.length).toBe(0);
  });

  it('begins at its heading', () => {
    expect(document.activeElement).toBe(byRole(page, 'heading', 'Room 482-193-067'));
  });

  it('says how near the door is to closing itself, and what can be done before', async () => {
    const banner = () => textOf(byRole(page, 'banner'));
    room.door$.next({ state: 'open', wrongPasswords: 1 });
    await fixture.whenStable();
    expect(banner()).withContext('a slip').not.toContain('tries');
    room.door$.next({ state: 'open', wrongPasswords: 3 });
    await fixture.whenStable();
    expect(banner()).toMatch(
      /3 of 50 tries, the last at \d\d:\d\d\. If that is nobody .*"Close door"/,
    );
    room.door$.next({ state: 'exhausted', wrongPasswords: 50 });
    await fixture.whenStable();
    expect(banner()).toMatch(/50 of 50 tries, the last at \d\d:\d\d(?!.*"Close door")/);
  });

  it('says that the door was closed by oneself', async () => {
    byRole(page, 'button', 'Close door').click();
    room.door$.next({ state: 'closed', wrongPasswords: 0 });
    await fixture.whenStable();
    expect(textOf(byRole(page, 'banner'))).toContain('Door closed by you');
  });

  it('says with a copied link why it lets nobody in now', async () => {
    spyOn(navigator.clipboard, 'writeText').and.resolveTo();
    room.members$.next([bob]);
    byRole(page, 'button', 'Copy invite link').click();
    await fixture.whenStable();
    expect(textOf(byRole(page, 'banner'))).toMatch(
      /Copied\. The link holds the password.*Room is full/,
    );
  });

  describe('with a copied link', () => {
    let banner: HTMLElement;
    let copy: HTMLElement;
    const note = () => textOf(banner).includes('Copied.');
    const copies = async () => {
      copy.click();
      while (!note()) await fixture.whenStable();
    };
    const goesOn = async (event: Event) => {
      (document.activeElement ?? page).dispatchEvent(event);
      await fixture.whenStable();
    };
    beforeEach(() => {
      spyOn(navigator.clipboard, 'writeText').and.resolveTo();
      banner = byRole(page, 'banner');
      copy = byRole(banner, 'button', 'Copy invite link');
    });

    it('moves nothing on the page', async () => {
      const before = banner.getBoundingClientRect().height;
      await copies();
      expect(banner.getBoundingClientRect().height).toBe(before);
    });

    it('says so until a press elsewhere, Escape, or until somebody comes', async () => {
      await copies();
      await goesOn(new PointerEvent('pointerdown', { bubbles: true }));
      expect(note()).toBe(false);
      await copies();
      await goesOn(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      expect(note()).toBe(false);
      await copies();
      room.members$.next([bob]);
      await fixture.whenStable();
      expect(note()).toBe(false);
    });

    it('lets its words be selected, and gives the focus back where they are dismissed', async () => {
      await copies();
      const dismiss = byRole(banner, 'button', 'Dismiss');
      dismiss.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      await fixture.whenStable();
      expect(note()).toBe(true);
      dismiss.click();
      await fixture.whenStable();
      expect(note()).toBe(false);
      expect(document.activeElement).toBe(copy);
    });
  });

  it('leaves the room from the alarm about safety codes', async () => {
    room.members$.next([{ ...bob, safety: { phase: 'disputed', code } }]);
    await fixture.whenStable();
    const gone = navigated();
    byRole(page, 'button', 'Leave this room').click();
    expect(await gone).toBe('/');
  });

  describe('in a wide window', () => {
    it('shows all of its parts, and folds each by its button', async () => {
      const bar = byRole(page, 'navigation', 'Parts of the room');
      const buttons = allByRole(bar, 'button').map((each) => each.getAttribute('aria-expanded'));
      expect(buttons).toEqual(['true', 'true', 'true', 'true']);
      for (const [name, role, what] of PARTS) {
        expect(allByRole(page, role, what).length)
          .withContext(what)
          .toBe(1);
        byRole(bar, 'button', name).click();
        await fixture.whenStable();
        expect(allByRole(page, role, what).length)
          .withContext(what)
          .toBe(0);
        expect(byRole(bar, 'button', name).getAttribute('aria-expanded')).toBe('false');
      }
    });
  });

  describe('in a narrow window', () => {
    beforeEach(async () => {
      screen.isNarrow.set(true);
      await fixture.whenStable();
    });
    const bar = () => byRole(page, 'navigation', 'Parts of the room');
    const goTo = async (part: string) => {
      byRole(bar(), 'button', part).click();
      await fixture.whenStable();
    };
    const newsOf = (part: string) => {
      const id = byRole(bar(), 'button', part).getAttribute('aria-describedby');
      return id && page.querySelector(`#${id}`)?.textContent;
    };

    it('shows one part at a time, and says which', async () => {
      for (const [name] of PARTS) {
        await goTo(name);
        expect(byRole(bar(), 'button', name).getAttribute('aria-current')).toBe('true');
        for (const [other, role, what] of PARTS)
          expect(allByRole(page, role, what).length)
            .withContext(`${what} in ${name}`)
            .toBe(other === name ? 1 : 0);
      }
    });

    it('begins with the invite, and shows it nowhere else', async () => {
      expect(allByRole(page, 'region', 'Invite').length).toBe(1);
      await goTo('Chat');
      expect(allByRole(page, 'region', 'Invite').length).toBe(0);
    });

    it('counts the messages of others while the conversation is out of sight', async () => {
      room.conversation$.next([message({}), message({ author: room.self.id })]);
      await fixture.whenStable();
      expect(newsOf('Chat')).toBe('1 new message');
      room.conversation$.next([...room.conversation$.value, message({})]);
      await fixture.whenStable();
      expect(newsOf('Chat')).toBe('2 new messages');
      await goTo('Chat');
      expect(newsOf('Chat')).toBe(null);
      room.conversation$.next([...room.conversation$.value, message({})]);
      await fixture.whenStable();
      await goTo('Files');
      expect(newsOf('Chat')).toBe(null); // it was seen
    });

    it('counts the files that wait for an answer, and the people who have come', async () => {
      room.members$.next([bob]);
      room.transfers$.next([
        transfer({}),
        transfer({ state: { phase: 'done' } }),
        transfer({ direction: 'out', state: { phase: 'waiting' } }),
      ]);
      await fixture.whenStable();
      expect(newsOf('Files')).toBe('1 file offered');
      expect(newsOf('People')).toBe('1 person has come in');
      await goTo('Files');
      expect(newsOf('Files')).toBe(null);
      await goTo('People');
      await goTo('Call');
      expect(newsOf('People')).toBe(null);
      expect(newsOf('Files')).toBe('1 file offered'); // it waits still
    });

    it('keeps the stage of a call beside every part', async () => {
      room.members$.next([{ ...bob, microphoneOn: true }]);
      await goTo('Chat');
      expect(allByRole(page, 'region', 'Stage').length).toBe(1);
      expect(allByRole(page, 'log', 'Messages').length).toBe(1);
    });
  });

  it('says goodbye when the page is closed', () => {
    window.dispatchEvent(new Event('pagehide'));
    expect(room.asked).toContain(['leave']);
  });

  describe('when the tab is closed or reloaded', () => {
    const asks = async () => {
      await fixture.whenStable();
      return tab.asksBeforeClosing();
    };

    it('lets the browser ask nothing where nothing would be lost', async () => {
      room.members$.next([bob]);
      room.transfers$.next([transfer({}), transfer({ state: { phase: 'done' } })]);
      expect(await asks()).toBe(false);
      room.members$.next([]);
      expect(await asks()).toBe(false);
    });

    for (const [phase, state] of [
      ['receiving', { phase: 'receiving', bytes: 1 }],
      ['paused', { phase: 'paused', bytes: 1, by: { here: true, there: false, link: false } }],
    ] as const)
      it(`lets it ask while a transfer is ${phase}, and no longer`, async () => {
        room.transfers$.next([transfer({ state })]);
        expect(await asks()).toBe(true);
        room.transfers$.next([transfer({ state: { phase: 'cancelled', side: 'here' } })]);
        expect(await asks()).toBe(false);
      });

    it('lets it ask while somebody speaks, and no longer', async () => {
      room.members$.next([{ ...bob, microphoneOn: true }]);
      expect(await asks()).toBe(true);
      room.members$.next([{ ...bob, link: { phase: 'closed', end: 'left' }, microphoneOn: true }]);
      expect(await asks()).toBe(false);
    });

    it('lets it ask nothing once the room is left', async () => {
      room.transfers$.next([transfer({ state: { phase: 'receiving', bytes: 1 } })]);
      expect(await asks()).toBe(true);
      fixture.destroy();
      expect(tab.asksBeforeClosing()).toBe(false);
    });
  });

  it('may be left at once where nothing is lost', async () => {
    expect(await fixture.componentInstance.mayLeave()).toBe(true);
    expect(room.asked).toContain(['leave']);
  });

  for (const [button, leaves] of [
    ['Stay', false],
    ['Leave anyway', true],
  ] as const)
    it(`asks before it breaks off a transfer: ${button}`, async () => {
      room.transfers$.next([transfer({ state: { phase: 'receiving', bytes: 1 } })]);
      const answer = fixture.componentInstance.mayLeave();
      await fixture.whenStable();
      const dialog = byRole(document.body, 'dialog', 'Leave the room?');
      expect(textOf(dialog)).toContain('A transfer that is still running will be broken off.');
      byRole(dialog, 'button', button).click();
      expect(await answer).toBe(leaves);
      expect(room.asked.some(([what]) => what === 'leave')).toBe(leaves);
    });

  it('shows the stage alone while it fills the screen, and all else where the stage is folded', async () => {
    const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    const seen = () => getComputedStyle(byRole(page, 'log', 'Messages')).visibility;
    spyOn(document, 'exitFullscreen').and.resolveTo();
    spyOnProperty(document, 'fullscreenElement').and.returnValue(document.documentElement);
    document.dispatchEvent(new Event('fullscreenchange'));
    await fixture.whenStable();
    expect(getComputedStyle(page).visibility).toBe('hidden');
    press('1');
    await fixture.whenStable();
    expect(seen()).toBe('visible');
  });

  it('returns to the start page on Leave room', async () => {
    const gone = navigated();
    byRole(page, 'button', 'Leave room').click();
    expect(await gone).toBe('/');
  });
});
