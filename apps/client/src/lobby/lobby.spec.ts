import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RoomError, type RoomSession } from '@whispernet/room';
import { Component } from '@angular/core';
import { allByRole, byRole, isEnabled, textOf, textboxNamed, type } from '../by-role';
import { ActiveRoom } from '../room/active-room';
import { FakeRoom } from '../room/fake-room';
import { ROOM_ENTRANCE } from '../room/way-in';
import { FakeFetch, aStatement } from '../privacy/fake-gateway-statement';
import { FETCH } from '../privacy/gateway-statement';
import { Draft } from './draft';
import { FakePage } from './fake-page';
import { InviteInbox } from './invite-inbox';
import { PASSWORD_LISTS, loadPasswordLists } from './lists/password-lists';
import { Lobby } from './lobby';
import { RoomForm } from './room-form';
import { LEFT_FILES } from './waiting-files';

@Component({ template: '' })
class Elsewhere {}

/** All that describes a control, as one element. */
function descriptionOf(control: HTMLElement): HTMLElement {
  const all = document.createElement('div');
  for (const id of control.getAttribute('aria-describedby')?.split(' ') ?? [])
    all.append(document.getElementById(id)?.cloneNode(true) ?? '', ' ');
  return all;
}

describe('Lobby', () => {
  let fixture: ComponentFixture<Lobby>;
  let page: HTMLElement;
  let entries: unknown[][];
  let gateway: FakeFetch;
  let loadLists: typeof loadPasswordLists;
  let answer: (signal: AbortSignal) => Promise<RoomSession>;
  let areFilesLeft: Promise<boolean>;

  const field = (name: string) => textboxNamed(page, name);
  const press = async (name: string) => {
    byRole(page, 'button', name).click();
    await fixture.whenStable();
  };
  const fill = async () => {
    type(field('Room number'), '482-193-067');
    type(field('Password'), 'correct horse');
    type(field('Your name'), ' alice ');
    await fixture.whenStable();
  };
  const show = async (hash = '') => {
    const address = new FakePage(new URL(`https://whisper.test/${hash}`));
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'room', component: Elsewhere }]),
        { provide: InviteInbox, useValue: new InviteInbox(address) },
        { provide: FETCH, useValue: gateway.fetch },
        { provide: PASSWORD_LISTS, useValue: () => loadLists() },
        { provide: LEFT_FILES, useValue: { areThere: () => areFilesLeft } },
        {
          provide: ROOM_ENTRANCE,
          useValue: {
            createRoom: (
              ...[details, capacity, , signal]: [unknown, number, unknown, AbortSignal]
            ) => {
              entries.push(['create', details, capacity]);
              return answer(signal);
            },
            joinRoom: (...[details, , signal]: [unknown, unknown, AbortSignal]) => {
              entries.push(['join', details]);
              return answer(signal);
            },
          },
        },
      ],
    });
    fixture = TestBed.createComponent(Lobby);
    page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  };
  const details = {
    room: '482193067',
    password: 'correct horse',
    name: 'alice',
    passwordKind: 'own',
    hideAddress: false,
  };

  beforeAll(async () => {
    await loadPasswordLists(); // once, while nothing is measured
  });
  beforeEach(() => {
    entries = [];
    gateway = new FakeFetch();
    loadLists = loadPasswordLists;
    answer = () => Promise.resolve(new FakeRoom());
    areFilesLeft = Promise.resolve(false);
  });

  it('has every control under its name', async () => {
    await show();
    await press('Options');
    const controls = [
      ...['Room number', 'Password', 'Your name'].map((name) => field(name).tagName),
      ...[
        ...['Show password', 'Suggest', 'Create room', 'Join room'],
        ...['Language', 'Theme', 'Options'],
      ].map((name) => byRole(page, 'button', name).tagName),
      byRole(page, 'combobox', 'Room size').tagName,
      byRole(page, 'switch', 'Hide my IP address').ariaDisabled,
    ];
    expect(controls).toEqual([
      'INPUT',
      'INPUT',
      'INPUT',
      'BUTTON',
      'BUTTON',
      'BUTTON',
      'BUTTON',
      'BUTTON',
      'BUTTON',
      'BUTTON',
      'SELECT',
      'true',
    ]);
  });

  for (const are of [true, false])
    it(`shows what would be moved only when it is known that there are ${are ? '' : 'no '}unfinished files`, async () => {
      let tell: (areThere: boolean) => void = fail;
      areFilesLeft = new Promise((resolve) => (tell = resolve));
      const showing = show();
      await Promise.resolve();
      fixture.detectChanges();
      expect(textOf(page)).toContain('Join room');
      expect(textOf(page)).not.toContain('No account');
      tell(are);
      await showing;
      expect(textOf(page)).toContain('No account');
      expect(textOf(page).includes('Unfinished files wait')).toBe(are);
    });

  it('keeps browsers from storing or spell-checking what is typed', async () => {
    await show();
    for (const name of ['Room number', 'Password', 'Your name']) {
      expect(field(name).autocomplete).toBe('off');
      expect(field(name).spellcheck).toBe(false);
      expect(field(name).autocapitalize).toBe(name === 'Your name' ? 'words' : 'none');
    }
  });

  it('joins with a number in groups, the password as typed and a trimmed name', async () => {
    await show();
    await fill();
    await press('Join room');
    expect(entries).toEqual([['join', details]]);
    expect(TestBed.inject(Router).url).toBe('/room');
  });

  it('creates a room for two', async () => {
    await show();
    await fill();
    await press('Create room');
    expect(entries).toEqual([['create', details, 2]]);
  });

  it('says beside the fields what is missing, in the words of what was asked for, and asks nobody', async () => {
    await show();
    const wordsBeside = () =>
      ['Room number', 'Password'].map((name) => textOf(descriptionOf(field(name))));
    await press('Join room');
    expect(wordsBeside()).toEqual([
      'Type the number of the room: 4 to 12 digits.',
      'Type the password that you have agreed on.',
    ]);
    await press('Create room');
    expect(wordsBeside()).toEqual([
      'Choose 4 to 12 digits, or press "Suggest".',
      'Choose a password of at least 6 characters, or press "Suggest".',
    ]);
    type(field('Room number'), '48a');
    await press('Create room');
    expect(wordsBeside()[0]).toBe('A room number has 4 to 12 digits.');
    expect(entries).toEqual([]);
  });

  it('finds no fault with fields that are passed by, only with what was typed into them', async () => {
    await show();
    const wrong = () => ['Room number', 'Password'].map((name) => field(name).ariaInvalid);
    field('Password').focus();
    field('Your name').focus();
    await fixture.whenStable();
    expect(wrong()).toEqual(['false', 'false']);
    expect(textOf(page)).not.toContain('Type the password that you have agreed on.');
    field('Room number').focus();
    type(field('Room number'), '48');
    await fixture.whenStable();
    expect(wrong()).toEqual(['false', 'false']); // who is still typing is not wrong yet
    field('Password').focus();
    await fixture.whenStable();
    expect(wrong()).toEqual(['true', 'false']);
    expect(textOf(page)).toContain('A room number has 4 to 12 digits.');
  });

  it('folds away what most people do not need, and says how it stands', async () => {
    gateway.reply = aStatement({ relay: 'configured' });
    await show();
    const options = () => byRole(page, 'button', 'Options');
    const howItStands = () => {
      const id = options().getAttribute('aria-describedby') ?? '';
      return textOf(document.getElementById(id) ?? page);
    };
    const isSeen = () => page.querySelector('[role="switch"]')?.checkVisibility() ?? false;
    expect(options().ariaExpanded).toBe('false');
    expect(howItStands()).toBe('IP address visible');
    expect(isSeen()).toBe(false);
    await press('Options');
    expect(options().ariaExpanded).toBe('true');
    expect(isSeen()).toBe(true);
    byRole(page, 'switch', 'Hide my IP address').click();
    await press('Options');
    expect(isSeen()).toBe(false);
    expect(howItStands()).toBe('IP address hidden');
  });

  it('asks the browser for no camera and no microphone by itself', async () => {
    const asked = spyOn(navigator.mediaDevices, 'getUserMedia').and.callThrough();
    await show();
    expect(isEnabled(page, 'Camera and microphone')).toBe(true);
    await fill();
    expect(asked).not.toHaveBeenCalled();
  });

  it('says which of the two ways in is meant for whom', async () => {
    await show();
    const describedBy = (name: string) => {
      const id = byRole(page, 'button', name).getAttribute('aria-describedby') ?? '';
      return textOf(document.getElementById(id) ?? page);
    };
    expect(describedBy('Create room')).toBe('You come first, then invite.');
    expect(describedBy('Join room')).toBe('Somebody is there already.');
  });

  describe('takes Enter', () => {
    const enter = async () => {
      page.querySelector('form')?.requestSubmit();
      await fixture.whenStable();
    };

    it('for joining', async () => {
      await show();
      await fill();
      await enter();
      expect(entries.map(([how]) => how)).toEqual(['join']);
    });

    it('for creating where number and password were just drawn', async () => {
      await show();
      await press('Suggest');
      await enter();
      expect(entries.map(([how]) => how)).toEqual(['create']);
    });
  });

  it('says to whom an invite leads, in one piece, until another number is typed', async () => {
    await show('#482193067/correct%20horse');
    expect(textOf(page)).toContain('You are invited to room 482\u2060-\u2060193\u2060-\u2060067.');
    type(field('Room number'), '4821');
    await fixture.whenStable();
    expect(textOf(page)).not.toContain('You are invited');
  });

  it('says that a door answers slowly, and how long that lasts', async () => {
    await show();
    const form = TestBed.createComponent(RoomForm);
    form.componentRef.setInput('entering', 'join');
    await form.whenStable();
    const status = () => textOf(byRole(form.nativeElement as HTMLElement, 'status'));
    expect(status()).toBe('Joining the room…');
    form.componentRef.setInput('isDoorSlow', true);
    await form.whenStable();
    expect(status()).toMatch(
      /This door answers slowly\. .*everybody waits, half a minute at most\.$/,
    );
  });

  it('says a refusal with its next step and keeps what was typed', async () => {
    await show();
    answer = () => Promise.reject(new RoomError('no-such-room'));
    await fill();
    await press('Join room');
    expect(textOf(byRole(page, 'alert'))).toBe(
      'There is no room with this number. Check the number, or create the room yourself.',
    );
    const kept = ['Room number', 'Password', 'Your name'].map((name) => field(name).value);
    expect(kept).toEqual(['482-193-067', 'correct horse', ' alice ']);
  });

  it('says that it is joining, takes no second request, and can be cancelled', async () => {
    await show();
    answer = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    await fill();
    await press('Join room');
    expect(textOf(byRole(page, 'status'))).toBe('Joining the room…');
    expect(isEnabled(page, 'Joining…')).toBe(false);
    await press('Cancel');
    expect(isEnabled(page, 'Join room')).toBe(true);
    expect(allByRole(page, 'alert')).toEqual([]);
    expect(field('Password').value).toBe('correct horse');
  });

  it('shows the password on request only', async () => {
    await show();
    await fill();
    expect(field('Password').type).toBe('password');
    await press('Show password');
    expect(field('Password').type).toBe('text');
  });

  it('fills number and password from an invite', async () => {
    await show('#482193067/correct%20horse');
    expect(field('Room number').value).toBe('482193067');
    expect(field('Password').value).toBe('correct horse');
  });

  it('says after leaving what was wiped', async () => {
    await show();
    const active = TestBed.inject(ActiveRoom);
    const room = new FakeRoom();
    answer = () => Promise.resolve(room);
    await active.join({
      room: room.room,
      password: 'x',
      name: '',
      passwordKind: 'own',
      hideAddress: false,
    });
    await active.leave();
    await fixture.whenStable();
    expect(textOf(byRole(page, 'status'))).toBe(
      'You have left the room. Nothing of the room is left on this page.',
    );
  });

  it('forgets the invite and what was typed once the room is entered', async () => {
    await show('#482193067/correct%20horse');
    await press('Join room');
    expect(entries.length).toBe(1);
    expect(TestBed.inject(InviteInbox).latest()).toBeUndefined();
    expect(TestBed.inject(Draft).typed().password).toBe('');
  });

  it('keeps the invite while the room is not entered', async () => {
    await show('#482193067/correct%20horse');
    answer = () => Promise.reject(new RoomError('room-full'));
    await press('Join room');
    expect(field('Password').value).toBe('correct horse');
  });

  it('groups a number, however it came, for reading it aloud', async () => {
    await show('#482193067/correct%20horse');
    expect(textOf(page)).toContain('Read aloud: 482-193-067');
    type(field('Room number'), '48219306');
    await fixture.whenStable();
    expect(textOf(page)).toContain('Read aloud: 482-193-06');
    type(field('Room number'), '48');
    await fixture.whenStable();
    expect(textOf(page)).not.toContain('Read aloud');
  });

  describe('suggests', () => {
    it('a number of nine digits and five words, shown so that they can be read aloud', async () => {
      await show();
      await press('Suggest');
      expect(field('Room number').value).toMatch(/^[1-9]\d{8}$/);
      expect(field('Password').value).toMatch(/^[a-z]+(-[a-z]+){4}$/);
      expect(field('Password').type).toBe('text');
      const words = field('Password').value.replaceAll('-', ' ');
      expect(textOf(page)).toContain(`Read aloud: ${words}`);
      await press('Show password');
      expect(textOf(page)).not.toContain(words);
    });

    it('aloud to who cannot see it, and takes that back when something else is typed', async () => {
      await show();
      const live = () => textOf(page.querySelector<HTMLElement>('.suggest [aria-live]') ?? page);
      expect(live()).toBe('Nothing agreed on yet? Take a number and five words, drawn by chance.');
      await press('Suggest');
      expect(live()).toMatch(
        /^Number \d{3}-\d{3}-\d{3} and five words are filled in\. The password is shown/,
      );
      type(field('Password'), 'something else');
      await fixture.whenStable();
      expect(live()).not.toContain('filled in');
    });

    it('something else each time', async () => {
      await show();
      await press('Suggest');
      const first = field('Password').value;
      await press('Suggest');
      expect(field('Password').value).not.toBe(first);
    });

    it('nothing where the words cannot be loaded, says so, and does so once they can', async () => {
      await show();
      loadLists = () => Promise.reject(new TypeError('Failed to fetch'));
      await press('Suggest');
      expect(textOf(byRole(page, 'alert'))).toContain('The list of words could not be loaded.');
      expect(field('Room number').value).toBe('');
      loadLists = loadPasswordLists;
      await press('Suggest');
      expect(allByRole(page, 'alert')).toEqual([]);
      expect(field('Room number').value).toMatch(/^\d{9}$/);
    });
  });

  describe('tells the room what kind of password it has', () => {
    const kind = () => (entries[0]?.[1] as { passwordKind: string } | undefined)?.passwordKind;
    const phrase = 'abacus banjo Cable daffodil earache';

    for (const button of ['Create room', 'Join room'])
      it(`drawn words, whoever typed them and how, for '${button}'`, async () => {
        await show();
        await fill();
        type(field('Password'), phrase);
        await press(button);
        expect(kind()).toBe('generated');
      });

    it('the person’s own, where the words cannot be loaded', async () => {
      loadLists = () => Promise.reject(new TypeError('Failed to fetch'));
      await show();
      await fill();
      type(field('Password'), phrase);
      await press('Join room');
      expect(kind()).toBe('own');
    });

    it('and can be told not to wait for the words', async () => {
      loadLists = () => new Promise(() => undefined); // never comes
      await show();
      type(field('Room number'), '4821');
      type(field('Password'), phrase);
      byRole(page, 'button', 'Join room').click();
      fixture.detectChanges();
      byRole(page, 'button', 'Cancel').click();
      fixture.detectChanges();
      expect(isEnabled(page, 'Join room')).toBe(true);
      expect(entries).toEqual([]);
    });
  });

  describe('looks at the password of a new room', () => {
    for (const [password, words] of [
      ['k4%q', 'A new room needs a password of at least 6 characters.'],
      ['482193067', 'The number of the room cannot be its password'],
      ['Sunshine', 'one of the passwords that everybody would try first'],
    ] as const) {
      it(`and does not create one with ${password}`, async () => {
        await show();
        await fill();
        type(field('Password'), password);
        await press('Create room');
        expect(textOf(page)).toContain(words);
        expect(entries).toEqual([]);
        expect(field('Password')).toBe(document.activeElement as HTMLInputElement);
      });

      it(`but joins one that has ${password}`, async () => {
        await show();
        await fill();
        type(field('Password'), password);
        await press('Create room');
        await press('Join room');
        expect(entries.map(([how]) => how)).toEqual(['join']);
        expect(textOf(page)).not.toContain(words);
      });
    }

    it('and says how it would do at the door, not by colour alone', async () => {
      await show();
      const meter = () => byRole(page, 'meter', 'Password strength');
      expect(allByRole(page, 'meter')).toEqual([]);
      type(field('Password'), 'michael1');
      await fixture.whenStable();
      expect(meter().getAttribute('aria-valuetext')).toBe('Weak');
      expect(textOf(page)).toContain('Weak. It could be guessed at the door within its 50 tries.');
      type(field('Password'), 'x7$kQ2!pLmZ');
      await fixture.whenStable();
      expect(meter().getAttribute('aria-valuetext')).toBe('Strong');
      expect(textOf(page)).toContain('Hardly anybody will guess it');
      type(field('Password'), '');
      await fixture.whenStable();
      expect(allByRole(page, 'meter')).toEqual([]);
    });

    it('but says nothing of one that somebody else has chosen: it came by an invite', async () => {
      await show('#482193067/michael1');
      expect(allByRole(page, 'meter')).toEqual([]);
      await press('Suggest');
      expect(allByRole(page, 'meter').length).toBe(1);
    });

    it('but says nothing of one that was tried at a door, until it is for a new room', async () => {
      await show();
      answer = () => Promise.reject(new RoomError('wrong-password', { triesLeft: 2 }));
      await fill();
      expect(allByRole(page, 'meter').length).toBe(1);
      await press('Join room');
      expect(textOf(byRole(page, 'alert'))).toContain('The password is wrong.');
      expect(allByRole(page, 'meter')).toEqual([]);
      type(field('Password'), 'another guess');
      await fixture.whenStable();
      expect(allByRole(page, 'meter')).toEqual([]);
      answer = () => Promise.reject(new RoomError('number-taken'));
      await press('Create room');
      expect(allByRole(page, 'meter').length).toBe(1);
      await press('Join room');
      await press('Suggest');
      expect(allByRole(page, 'meter').length).toBe(1);
    });
  });

  it('hides the address when that is switched on, and not any more when it is switched off', async () => {
    gateway.reply = aStatement({ relay: 'configured' });
    await show();
    const flip = async () => {
      byRole(page, 'switch', 'Hide my IP address').click();
      await fixture.whenStable();
    };
    await fill();
    answer = () => Promise.reject(new RoomError('no-relay'));
    await press('Options');
    await flip();
    await press('Options');
    await press('Join room');
    expect(textOf(byRole(page, 'alert'))).toContain('Your IP address cannot be hidden');
    // Unfolded, as the refusal concerns what is in there.
    expect(byRole(page, 'button', 'Options').ariaExpanded).toBe('true');
    expect(byRole(page, 'alert').checkVisibility()).toBe(true);
    await press('Create room');
    await flip();
    await press('Join room');
    expect(entries.map(([, asked]) => (asked as { hideAddress: boolean }).hideAddress)).toEqual([
      true,
      true,
      false,
    ]);
  });

  for (const [code, name, words] of [
    ['number-taken', 'Room number', 'This room number is taken.'],
    ['wrong-password', 'Password', 'The password is wrong.'],
  ] as const)
    it(`says ${code} beside the field that it concerns, leads there, and takes it back when that is changed`, async () => {
      await show();
      answer = () => Promise.reject(new RoomError(code));
      await fill();
      await press('Create room');
      const described = () => textOf(descriptionOf(field(name)));
      expect(described()).toContain(words);
      expect(field(name)).toBe(document.activeElement as HTMLInputElement);
      type(field('Your name'), 'bob');
      await fixture.whenStable();
      expect(textOf(byRole(page, 'alert'))).toContain(words);
      type(field(name), '48210000');
      await fixture.whenStable();
      expect(described()).not.toContain(words);
      expect(allByRole(page, 'alert')).toEqual([]);
    });

  it('leads nobody to what an earlier visit to this page was refused for', async () => {
    await show();
    answer = () => Promise.reject(new RoomError('wrong-password'));
    await fill();
    await press('Join room');
    fixture.destroy();
    fixture = TestBed.createComponent(Lobby);
    page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
    expect(textOf(byRole(page, 'alert'))).toContain('The password is wrong.');
    expect(document.activeElement).toBe(document.body);
  });

  it('says a refusal that concerns no field above the buttons, whatever is changed', async () => {
    await show();
    answer = () => Promise.reject(new RoomError('gateway-unreachable'));
    await fill();
    await press('Join room');
    type(field('Room number'), '4821');
    await fixture.whenStable();
    expect(textOf(byRole(page, 'alert'))).toContain('The meeting point cannot be reached.');
  });
});
