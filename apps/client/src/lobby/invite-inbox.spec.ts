import { FakePage } from './fake-page';
import { InviteInbox } from './invite-inbox';

const inboxOf = (page: FakePage) => new InviteInbox(page);

describe('InviteInbox', () => {
  it('takes the invite of the first address and cleans the address bar', () => {
    const page = new FakePage(new URL('https://whisper.test/?x=1#4821/a%20secret'));
    expect(inboxOf(page).latest()).toEqual({ room: '4821', password: 'a secret' });
    expect(page.location.href).toBe('https://whisper.test/?x=1');
  });

  it('takes an invite that is pasted into the open start page', () => {
    const page = new FakePage(new URL('https://whisper.test/'));
    const inbox = inboxOf(page);
    page.open('#4821/first');
    page.open('#4822/second');
    expect(inbox.latest()).toEqual({ room: '4822', password: 'second' });
    expect(page.location.href).toBe('https://whisper.test/');
  });

  it('cleans away a mistyped invite too, and keeps the one before', () => {
    const page = new FakePage(new URL('https://whisper.test/#4821/secret'));
    const inbox = inboxOf(page);
    page.open('#48/secret');
    expect(inbox.latest()).toEqual({ room: '4821', password: 'secret' });
    expect(page.location.hash).toBe('');
  });

  it('takes no invite in a room, but cleans it away', () => {
    const page = new FakePage(new URL('https://whisper.test/room'));
    const inbox = inboxOf(page);
    page.open('#4821/secret');
    expect(inbox.latest()).toBeUndefined();
    expect(page.location.href).toBe('https://whisper.test/room');
  });

  it('forgets', () => {
    const inbox = inboxOf(new FakePage(new URL('https://whisper.test/#4821/secret')));
    inbox.forget();
    expect(inbox.latest()).toBeUndefined();
  });
});
