import { MAX_PIXELS, headerOf } from './look-inside';
import { openPicture } from './open-picture';

/** Three wide and two high. */
async function aPicture(type = 'image/png'): Promise<Blob> {
  const canvas = new OffscreenCanvas(3, 2);
  canvas.getContext('2d')?.fillRect(0, 0, 3, 2);
  return canvas.convertToBlob({ type });
}

/** A photo that says that it is to be turned by a quarter (Exif 2.32, 4.6.4: orientation 6). */
function turned(jpeg: Blob): Blob {
  const exif = Uint8Array.from(
    'Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0',
    (character) => character.charCodeAt(0),
  );
  const segment = [0xff, 0xe1, 0, 2 + exif.length];
  return new Blob([jpeg.slice(0, 2), Uint8Array.from(segment), exif, jpeg.slice(2)]);
}

/** It says that it is one by one; its first picture is three wide and two high. */
const grown = () =>
  new Blob([
    Uint8Array.from(
      'GIF89a\x01\0\x01\0\x80\0\0' + // the screen, and two colours:
        'rgbRGB,\0\0\0\0\x03\0\x02\0\0\x02\x05\x04\x41\x10\x04\x51\0;',
      (character) => character.charCodeAt(0),
    ),
  ]);

const header = (width: number, height: number) => {
  const bytes = Uint8Array.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', (character) =>
    character.charCodeAt(0),
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Blob([bytes]);
};

describe('openPicture', () => {
  let looking: AbortController;
  beforeEach(() => {
    looking = new AbortController();
  });
  afterEach(() => {
    looking.abort();
  });
  const open = (file: Blob | undefined) => openPicture(() => Promise.resolve(file), looking.signal);

  it('gives a picture its size and a URL, which ends when nobody looks any more', async () => {
    const opened = await open(await aPicture());
    if (opened.kind !== 'picture') throw new Error(opened.why);
    expect([opened.width, opened.height]).toEqual([3, 2]);
    expect((await fetch(opened.url)).headers.get('content-type')).toBe('image/png');
    looking.abort();
    await expectAsync(fetch(opened.url)).toBeRejected();
  });

  it('knows the size of a photo as it is seen: turned', async () => {
    const opened = await open(turned(await aPicture('image/jpeg')));
    if (opened.kind !== 'picture') throw new Error(opened.why);
    expect([opened.width, opened.height]).toEqual([2, 3]);
  });

  it('knows the size of a GIF that is larger than it says, and so does its header', async () => {
    const opened = await open(grown());
    if (opened.kind !== 'picture') throw new Error(opened.why);
    expect([opened.width, opened.height]).toEqual([3, 2]);
    expect(await headerOf(grown())).toEqual({ type: 'image/gif', width: 3, height: 2 });
  });

  it('makes no URL where nobody looks any more', async () => {
    const makes = spyOn(URL, 'createObjectURL').and.callThrough();
    looking.abort();
    await open(await aPicture());
    expect(makes).not.toHaveBeenCalled();
  });

  it('does not unpack what is too large, whatever its bytes are', async () => {
    const unpacks = spyOn(HTMLImageElement.prototype, 'decode');
    const opened = await open(header(MAX_PIXELS, 2));
    expect(opened).toEqual({ kind: 'none', why: 'too-large' });
    expect(unpacks).not.toHaveBeenCalled();
  });

  for (const [what, why, file] of [
    ['a document that is called a picture', 'unknown', new Blob(['<svg onload="alert(1)"/>'])],
    ['a picture that is damaged', 'unknown', header(3, 2)],
    ['what is not there', 'gone', undefined],
  ] as const)
    it(`opens no URL of ${what}: ${why}`, async () => {
      expect(await open(file)).toEqual({ kind: 'none', why });
    });

  it('takes a file that was changed since for gone', async () => {
    const changed = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
    expect(await openPicture(changed, looking.signal)).toEqual({ kind: 'none', why: 'gone' });
  });
});
