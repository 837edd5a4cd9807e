import { TestBed } from '@angular/core/testing';
import decodeQR from 'qr/decode.js';
import { byRole } from '../../by-role';
import { inviteLink } from '../../lobby/invite-link';
import { insideFakeRoom } from '../fake-room';
import { Invite } from './invite';
import { qrPicture } from './qr-picture';

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
