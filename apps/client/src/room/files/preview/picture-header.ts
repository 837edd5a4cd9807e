/** What a picture says of itself in its first bytes. */
export interface PictureHeader {
  /** One of the raster formats that every browser shows; never a declared one. */
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp';
  readonly width: number;
  readonly height: number;
}

/** As many bytes are enough: before its size a photo may carry a preview and a colour profile. */
export const PICTURE_HEADER_BYTES = 512 * 1024;

/**
 * The header of a picture, from its first PICTURE_HEADER_BYTES; undefined where it is none of these
 * formats. A picture is unpacked to four bytes a pixel whatever its file has, so its size is read
 * before the browser is given it.
 */
export function pictureHeader(bytes: Uint8Array<ArrayBuffer>): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = FORMATS.find(({ signature }) => isAt(bytes, 0, signature));
  if (!found) return undefined;
  try {
    const size = found.sizeOf(view, bytes);
    return size && size[0] > 0 && size[1] > 0
      ? { type: found.type, width: size[0], height: size[1] }
      : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it ends before it has said its size
    throw error;
  }
}

type Size = readonly [width: number, height: number];

interface Format {
  readonly type: PictureHeader['type'];
  readonly signature: string;
  /** Throws RangeError where the bytes end first. */
  sizeOf(view: DataView, bytes: Uint8Array): Size | undefined;
}

const FORMATS: readonly Format[] = [
  {
    type: 'image/png', // W3C PNG, 5.2 and 11.2.1: IHDR comes first
    signature: '\x89PNG\r\n\x1a\n',
    sizeOf: (view, bytes) =>
      isAt(bytes, 12, 'IHDR') ? [view.getUint32(16), view.getUint32(20)] : undefined,
  },
  { type: 'image/jpeg', signature: '\xff\xd8\xff', sizeOf: jpegSize },
  { type: 'image/gif', signature: 'GIF87a', sizeOf: gifSize },
  { type: 'image/gif', signature: 'GIF89a', sizeOf: gifSize },
  { type: 'image/webp', signature: 'RIFF', sizeOf: webpSize },
  {
    type: 'image/bmp',
    signature: 'BM',
    // A negative height: its rows go from the top down.
    sizeOf: (view) => [view.getInt32(18, true), Math.abs(view.getInt32(22, true))],
  },
];

/** The logical screen, which browsers make as large as the first picture on it (GIF89a, 18 and 20). */
function gifSize(view: DataView): Size | undefined {
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0); // after the colours
  while (view.getUint8(at) === 0x21) {
    at += 2; // an extension (24 to 26): its label, then blocks, each after its length
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  if (view.getUint8(at) !== 0x2c) return undefined; // no picture
  const [left, top, width, height] = [1, 3, 5, 7].map((offset) =>
    view.getUint16(at + offset, true),
  ) as [number, number, number, number]; // one for each
  return [
    Math.max(view.getUint16(6, true), left + width),
    Math.max(view.getUint16(8, true), top + height),
  ];
}

/** The first frame header among the segments (ITU T.81, B.1.1.3 and B.2.2). */
function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    while (view.getUint8(at) === 0xff) at += 1; // any number of them may fill up
    const marker = view.getUint8(at);
    at += 1;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (isAlone) continue;
    if (marker === 0xd9 || marker === 0xda) return undefined; // its end, or its pixels
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 5), view.getUint16(at + 3)];
    at += view.getUint16(at);
  }
}

/** RFC 9649, 2.5 to 2.7. */
function webpSize(view: DataView, bytes: Uint8Array): Size | undefined {
  if (!isAt(bytes, 8, 'WEBP')) return undefined;
  if (isAt(bytes, 12, 'VP8X')) return [1 + uint24(view, 24), 1 + uint24(view, 27)];
  if (isAt(bytes, 12, 'VP8 ') && isAt(bytes, 23, '\x9d\x01\x2a'))
    return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (isAt(bytes, 12, 'VP8L') && isAt(bytes, 20, '\x2f')) {
    const bits = view.getUint32(21, true);
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
  }
  return undefined;
}

const uint24 = (view: DataView, at: number) =>
  view.getUint16(at, true) + 0x1_0000 * view.getUint8(at + 2);

/** Whether these characters, a byte each, stand there. */
export function isAt(bytes: Uint8Array, at: number, characters: string): boolean {
  return Array.from(characters).every(
    (character, index) => bytes[at + index] === character.charCodeAt(0),
  );
}
