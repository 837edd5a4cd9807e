import { TestBed } from '@angular/core/testing';
import decodeQR from 'qr/decode.js';
import { allByRole, byRole, textOf } from '../../by-role';
import { inviteLink } from '../../lobby/invite-link';
import { english } from '../../texts/en';
import { FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { Invite } from './invite';
import { type InviteCircumstances, inviteHints } from './invite-hints';
import { QR_PICTURE, qrPicture } from './qr-picture';

/** What a camera would read off a path of dark squares on light paper. */
function photographed(path: string, size: number): string {
  const pixels = 4; // a module
  const canvas = new OffscreenCanvas(size * pixels, size * pixels);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('there is always a first context');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(pixels, pixels);
  context.fillStyle = '#000';
  context.fill(new Path2D(path));
  return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
}

describe('the QR code of an invite', () => {
  it('is read back as the text that was drawn', async () => {
    const text = 'https://whisper.example/#482193067/correct-horse-battery-staple-again';
    const { path, size } = await qrPicture(text);
    expect(photographed(path, size)).toBe(text);
  });

  it('has a quiet zone of four modules', async () => {
    const { path, size } = await qrPicture('x');
    expect(size).toBe(21 + 2 * 4);
    expect(path).toMatch(/^M4 4h7v1h-7z/);
  });

  it('fits the longest password there is', async () => {
    // 256 characters of three bytes each in UTF-8, nine in a link.
    const text = inviteLink('https://whisper.example', {
      room: '482193067482',
      password: '漢'.repeat(256),
    });
    const { path, size } = await qrPicture(text);
    expect(photographed(path, size)).toBe(text);
  });

  it('is black on white paper in the dark theme too', async () => {
    const { active } = await insideFakeRoom();
    const fixture = TestBed.createComponent(Invite);
    const page = fixture.nativeElement as HTMLElement;
    page.style.colorScheme = 'dark';
    await fixture.whenStable();
    const svg = byRole(page, 'image', 'QR code of the invite link; it holds the password');
    const paper = svg.parentElement;
    if (!paper) throw new Error('the picture lies on paper');
    expect(getComputedStyle(paper).backgroundColor).toBe('rgb(255, 255, 255)');
    expect(getComputedStyle(svg).fill).toBe('rgb(0, 0, 0)');
    const path = svg.querySelector('path')?.getAttribute('d') ?? '';
    const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    expect(photographed(path, size)).toBe(active.inviteLink());
  });
});

describe('Invite', () => {
  const show = async (kind: 'own' | 'generated', password: string, withLink = true) => {
    const { room } = await insideFakeRoom(kind, new FakeRoom(), password);
    const fixture = TestBed.createComponent(Invite);
    fixture.componentRef.setInput('withLink', withLink);
    await fixture.whenStable();
    return { room, fixture, page: fixture.nativeElement as HTMLElement };
  };
  const phrase = 'abacus-banjo-cable-daffodil-earache';

  for (const [kind, typed, said] of [
    ['generated', 'Abacus banjo-cable daffodil earache', 'abacus banjo cable daffodil earache'],
    ['own', 'k4%q-Zebra', 'k4%q-Zebra'],
  ] as const)
    it(`says the password on request only, as it is read aloud: ${kind}`, async () => {
      const { fixture, page } = await show(kind, typed);
      const button = byRole(page, 'button', 'Show password');
      expect(textOf(page)).toMatch(/Password to read aloud: •+ hidden/);
      expect(textOf(page)).not.toContain(said);
      button.click();
      await fixture.whenStable();
      expect(button.getAttribute('aria-pressed')).toBe('true');
      expect(textOf(page)).toContain(`Password to read aloud: ${said}`);
      button.click();
      await fixture.whenStable();
      expect(textOf(page)).not.toContain(said);
    });

  it('spells the link out without the password, and whole on request', async () => {
    const { fixture, page } = await show('generated', phrase);
    expect(textOf(page)).toMatch(/\/#482193067\/•+ "Copy invite link" copies it with the password/);
    expect(page.innerHTML).not.toContain('banjo');
    byRole(page, 'button', 'Show password').click();
    await fixture.whenStable();
    expect(textOf(page)).toContain(`${location.origin}/#482193067/${phrase}`);
  });

  it('says so and gives the link where the picture cannot be drawn', async () => {
    TestBed.overrideProvider(QR_PICTURE, {
      useValue: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    });
    const { page } = await show('generated', phrase, false);
    expect(textOf(byRole(page, 'alert'))).toContain('The picture could not be drawn');
    expect(page.querySelectorAll('.paper').length).toBe(0);
    expect(textOf(page)).toContain(`${location.origin}/#482193067/`);
  });

  it('says beside the picture why it lets nobody in now', async () => {
    const { room, fixture, page } = await show('generated', phrase);
    expect(textOf(page)).not.toContain('Room is full');
    room.members$.next([bob]);
    await fixture.whenStable();
    expect(textOf(page)).toContain('Room is full');
    expect(allByRole(page, 'image').length).toBe(1);
  });
});

describe('the words about an invite', () => {
  const usual: InviteCircumstances = {
    isFull: false,
    door: { state: 'open' },
    rendezvous: 'open',
    hostname: 'whisper.example',
  };

  const hintsFor = (circumstances: InviteCircumstances) =>
    inviteHints(circumstances, english.invite.hints);

  it('are none where it lets somebody in', () => {
    expect(hintsFor(usual)).toEqual([]);
  });

  const closed = 'The door is closed: somebody can come in as soon as you open the door.';
  for (const [what, own, hint] of [
    [
      'the room is full',
      { isFull: true },
      'Room is full: somebody can come in as soon as somebody else leaves.',
    ],
    ['a member has closed the door', { door: { state: 'closed' } }, closed],
    ['wrong passwords have closed the door', { door: { state: 'exhausted' } }, closed],
    ['the gateway keeps the door closed', { rendezvous: 'closed' }, closed],
    [
      'the gateway is away',
      { rendezvous: 'away', isFull: true },
      'The gateway is away: nobody can come in now.',
    ],
    [
      'the gateway is gone',
      { rendezvous: 'gone', isFull: true },
      'The gateway is gone: nobody can come in any more.',
    ],
    ...['localhost', 'a.localhost', '127.0.0.1', '[::1]'].map(
      (hostname) =>
        [
          `the page is on ${hostname}`,
          { hostname },
          'This address works on this machine only.',
        ] as const,
    ),
  ] as const)
    it(`are told where ${what}`, () => {
      expect(hintsFor({ ...usual, ...own })).toEqual([hint]);
    });

  for (const hostname of ['localhost.example', '192.168.1.5', '127.example', 'mylocalhost'])
    it(`do not take ${hostname} for this machine`, () => {
      expect(hintsFor({ ...usual, hostname })).toEqual([]);
    });

  it('name all that is in the way', () => {
    const all = hintsFor({
      ...usual,
      isFull: true,
      door: { state: 'closed' },
      hostname: 'localhost',
    });
    expect(all.length).toBe(3);
  });
});
