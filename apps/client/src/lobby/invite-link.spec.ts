import { RoomNumber } from '@whispernet/protocol';
import { parse } from 'valibot';
import { inviteLink, parseInvite, readableRoomNumber, roomNumberFrom } from './invite-link';

describe('an invite link', () => {
  for (const password of ['correct-horse-battery-staple', 'a b/c#d%e', 'größe 🐎', '%41'])
    it(`carries the password ${password} whole`, () => {
      const link = new URL(inviteLink('https://whisper.test', { room: '482193067', password }));
      expect(link.pathname + link.search).toBe('/');
      expect(parseInvite(link.hash)).toEqual({ room: '482193067', password });
    });

  for (const hash of [
    '',
    '#',
    '#482193067',
    '#482193067/',
    '#123/secret',
    '#12a4/secret',
    '#4821/%',
  ])
    it(`is not ${hash || 'an empty fragment'}`, () => {
      expect(parseInvite(hash)).toBeUndefined();
    });
});

describe('a room number', () => {
  for (const typed of ['482193067', '482-193-067', ' 482 193 067 ', '482.193.067', '482–193–067'])
    it(`may be typed as "${typed}"`, () => {
      expect(roomNumberFrom(typed) as string).toBe('482193067');
    });

  for (const typed of ['', '123', '1234567890123', '12a4', '١٢٣٤'])
    it(`is not "${typed}"`, () => {
      expect(roomNumberFrom(typed)).toBeUndefined();
    });

  it('is read aloud in groups of three', () => {
    const aloud = ['4821', '48219', '482193067', '1234567890'].map((typed) =>
      readableRoomNumber(parse(RoomNumber, typed)),
    );
    expect(aloud).toEqual(['4821', '482-19', '482-193-067', '123-456-7890']);
  });
});
