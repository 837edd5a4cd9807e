import { MAX_PIXELS, MAX_TEXT_BYTES, lookInside } from './look-inside';
import { pictureHeader } from './picture-header';

const bytes = (characters: string) =>
  Uint8Array.from(Array.from(characters), (character) => character.charCodeAt(0));
const be16 = (value: number) => String.fromCharCode(value >> 8, value & 0xff);
const be32 = (value: number) => be16(value >>> 16) + be16(value & 0xffff);
const le16 = (value: number) => String.fromCharCode(value & 0xff, value >> 8);
const le24 = (value: number) => le16(value & 0xffff) + String.fromCharCode(value >> 16);
const le32 = (value: number) => le16(value & 0xffff) + le16(value >>> 16);

const png = (width: number, height: number) =>
  `\x89PNG\r\n\x1a\n${be32(13)}IHDR${be32(width)}${be32(height)}\x08\x06\0\0\0`;
const jpeg = (width: number, height: number, before = '') =>
  `\xff\xd8${before}\xff\xc0${be16(17)}\x08${be16(height)}${be16(width)}\x03`;
/** `place`: left, top, width and height of its first picture on the screen. */
const gif = (screen: readonly number[], place: readonly number[], before = '\0\0\0') =>
  `GIF89a${screen.map(le16).join('')}${before},${place.map(le16).join('')}\0`;
const bits = (width: number, height: number) => le32((width - 1) | ((height - 1) << 14));

describe('The header of a picture', () => {
  for (const [what, type, file] of [
    ['PNG', 'image/png', png(640, 480)],
    ['GIF', 'image/gif', gif([640, 480], [0, 0, 1, 1])],
    [
      'GIF with colours and comments before its picture',
      'image/gif',
      gif([640, 480], [0, 0, 1, 1], `\x81\0\0${'rgb'.repeat(4)}!\xfe\x02hi\x01!\0!\xff\0`),
    ],
    ['GIF that begins with more than it says', 'image/gif', gif([1, 1], [600, 400, 40, 80])],
    ['BMP', 'image/bmp', `BM${le32(0).repeat(3)}${le32(40)}${le32(640)}${le32(-480)}`],
    ['JPEG', 'image/jpeg', jpeg(640, 480)],
    [
      'JPEG with a preview, tables and filling before its frame',
      'image/jpeg',
      jpeg(640, 480, `\xff\xe1${be16(8)}\xff\xc0no!!\xff\xc4${be16(4)}hh\xff\xff`),
    ],
    [
      'WebP, lossy',
      'image/webp',
      `RIFF${le32(0)}WEBPVP8 ${le32(0)}\0\0\0\x9d\x01\x2a${le16(640)}${le16(480)}`,
    ],
    ['WebP, lossless', 'image/webp', `RIFF${le32(0)}WEBPVP8L${le32(0)}\x2f${bits(640, 480)}`],
    [
      'WebP, extended',
      'image/webp',
      `RIFF${le32(0)}WEBPVP8X${le32(10)}${le32(0)}${le24(639)}${le24(479)}`,
    ],
  ] as const) {
    it(`says the format and the size of a ${what}`, () => {
      expect(pictureHeader(bytes(file))).toEqual({ type, width: 640, height: 480 });
    });

    it(`says nothing of a ${what} that ends before its size`, () => {
      expect(pictureHeader(bytes(file.slice(0, 9)))).toBeUndefined();
    });
  }

  for (const [what, file] of [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><p>hello'],
    ['a PNG without its first chunk', png(1, 1).replace('IHDR', 'IDAT')],
    ['a PNG without a width', png(0, 1)],
    ['a JPEG without a frame', `\xff\xd8\xff\xda${be16(8)}`],
    ['a sound that begins like a WebP', `RIFF${le32(0)}WAVEfmt `],
    ['a GIF without a picture', `${gif([640, 480], []).slice(0, 13)};`],
    ['nothing', ''],
  ] as const)
    it(`knows none in ${what}`, () => {
      expect(pictureHeader(bytes(file))).toBeUndefined();
    });
});

describe('Looking inside a file', () => {
  const file = (content: BlobPart, type = 'text/html') => new Blob([content], { type });

  it('shows a picture as what its bytes say, whatever it is declared to be', async () => {
    const look = await lookInside(file(bytes(png(640, 480)), 'image/svg+xml'), 'image');
    expect(look.kind === 'image' && look.content.type).toBe('image/png');
  });

  it('does not show as a picture what is none', async () => {
    const svg = file('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png');
    expect(await lookInside(svg, 'image')).toEqual({ kind: 'none', why: 'unknown' });
  });

  it('does not unpack a small file to a picture that fills the memory', async () => {
    const bomb = file(bytes(png(65_535, 65_535)));
    expect(await lookInside(bomb, 'image')).toEqual({ kind: 'none', why: 'too-large' });
    const most = file(bytes(png(MAX_PIXELS / 5_000, 5_000)));
    expect((await lookInside(most, 'image')).kind).toBe('image');
  });

  for (const [what, start, type] of [
    ['an MP4', `${be32(24)}ftypisom`, 'video/mp4'],
    ['a WebM', '\x1a\x45\xdf\xa3', 'video/webm'],
    ['an Ogg', 'OggS', 'video/ogg'],
  ] as const)
    it(`plays ${what} as that`, async () => {
      const look = await lookInside(file(bytes(start.padEnd(64, '\0'))), 'video');
      expect(look.kind === 'video' && look.content.type).toBe(type);
    });

  for (const [what, start, type] of [
    ['an MP3 with a tag', 'ID3\x04', 'audio/mpeg'],
    ['an MP3', '\xff\xfb\x90', 'audio/mpeg'],
    ['an AAC', '\xff\xf1\x50', 'audio/aac'],
    ['a FLAC', 'fLaC', 'audio/flac'],
    ['a WAV', 'RIFF\0\0\0\0WAVE', 'audio/wav'],
  ] as const)
    it(`plays ${what} as that`, async () => {
      const look = await lookInside(file(bytes(start.padEnd(64, '\0'))), 'audio');
      expect(look.kind === 'audio' && look.content.type).toBe(type);
    });

  it('does not play what is no sound', async () => {
    expect((await lookInside(file('<html>'), 'audio')).kind).toBe('none');
    expect((await lookInside(file(bytes(`${be32(24)}ftypavif`)), 'video')).kind).toBe('none');
  });

  it('shows text as text, and of a long one the beginning, without half a character', async () => {
    const look = await lookInside(file('<script>alert(1)</script>'), 'text');
    expect(look.kind === 'text' && look.text).toBe('<script>alert(1)</script>');
    const long = await lookInside(file(`${'x'.repeat(MAX_TEXT_BYTES - 1)}€uro`), 'text');
    if (long.kind !== 'text') throw new Error('it is text');
    expect(long.shown).toBe(MAX_TEXT_BYTES);
    expect(long.text.at(-1)).toBe('x');
  });

  it('does not show as text what is none', async () => {
    expect((await lookInside(file('a\0b'), 'text')).kind).toBe('none');
  });
});
