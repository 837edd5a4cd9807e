import { TestBed } from '@angular/core/testing';
import { RoomError } from '@whispernet/room';
import { Draft } from './draft';
import { FakePage } from './fake-page';
import { InviteInbox } from './invite-inbox';

describe('Draft', () => {
  const open = (hash: string) => {
    const page = new FakePage(new URL(`https://whisper.test/${hash}`));
    const inbox = new InviteInbox(page);
    TestBed.configureTestingModule({ providers: [{ provide: InviteInbox, useValue: inbox }] });
    return { page, inbox, draft: TestBed.inject(Draft) };
  };

  it('takes number and password of an invite, and keeps the name that is typed', () => {
    const { page, draft } = open('');
    draft.typed.update((typed) => ({ ...typed, name: 'alice', room: '1234' }));
    page.open('#482193067/secret');
    expect(draft.typed()).toEqual({
      room: '482193067',
      password: 'secret',
      name: 'alice',
      size: '2',
    });
  });

  it('forgets what was typed and the invite that it came from', () => {
    const { inbox, draft } = open('#482193067/secret');
    expect(draft.typed().password).toBe('secret');
    draft.isPasswordShown.set(true);
    draft.refusal.set(new RoomError('room-full'));
    draft.forget();
    expect(draft.typed()).toEqual({ room: '', password: '', name: '', size: '2' });
    expect(draft.isPasswordShown()).toBe(false);
    expect(draft.refusal()).toBeUndefined();
    expect(inbox.latest()).toBeUndefined();
  });

  it('goes on hiding the address until the person takes it back', () => {
    const { draft } = open('');
    draft.hideAddress.set(true);
    draft.forget();
    expect(draft.hideAddress()).toBe(true);
  });
});
