import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RoomError, type RoomSession } from '@whispernet/room';
import { Component } from '@angular/core';
import { allByRole, byRole, isEnabled, textOf, textboxNamed, type } from '../by-role';
import { ActiveRoom, ROOM_ENTRANCE } from '../room/active-room';
import { FakeRoom } from '../room/fake-room';
import { FakePage } from './fake-page';
import { InviteInbox } from './invite-inbox';
import { Lobby } from './lobby';

@Component({ template: '' })
class Elsewhere {}

describe('Lobby', () => {
  let fixture: ComponentFixture<Lobby>;
  let page: HTMLElement;
  let entries: unknown[][];
  let answer: (signal: AbortSignal) => Promise<RoomSession>;

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

  beforeEach(() => {
    entries = [];
    answer = () => Promise.resolve(new FakeRoom());
  });

  it('has every control under its name', async () => {
    await show();
    const controls = [
      ...['Room number', 'Password', 'Your name'].map((name) => field(name).tagName),
      ...['Show password', 'Create room', 'Join room'].map(
        (name) => byRole(page, 'button', name).tagName,
      ),
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
      'SELECT',
      'true',
    ]);
  });

  it('keeps browsers from storing or spell-checking what is typed', async () => {
    await show();
    for (const name of ['Room number', 'Password', 'Your name']) {
      expect(field(name).autocomplete).toBe('off');
      expect(field(name).spellcheck).toBe(false);
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

  it('says beside the fields what is missing, and asks nobody', async () => {
    await show();
    await press('Join room');
    expect(textOf(page)).toContain('A room number has 4 to 12 digits.');
    expect(textOf(page)).toContain('Type the password that you have agreed on.');
    expect(entries).toEqual([]);
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
    await active.join({ room: room.room, password: 'x', name: '' });
    await active.leave();
    await fixture.whenStable();
    expect(textOf(byRole(page, 'status'))).toContain(
      'You have left the room. Wiped from this page',
    );
  });
});
