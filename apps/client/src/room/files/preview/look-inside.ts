import type { FileKind } from '../file-kind';
import { PICTURE_HEADER_BYTES, type PictureHeader, isAt, pictureHeader } from './picture-header';

/**
 * What can be shown of a file without opening it as what it calls itself: pictures of raster formats,
 * sound and moving pictures, each as the type that its own first bytes tell, and text as text. HTML,
 * SVG and other documents that can carry scripts are never among them.
 */
export type Look =
  | { readonly kind: 'image' | 'video' | 'audio'; readonly content: Blob }
  /** `shown`: how many of its bytes. */
  | { readonly kind: 'text'; readonly text: string; readonly shown: number }
  | { readonly kind: 'none'; readonly why: 'unknown' | 'too-large' };

/** The kinds of file that a person may want to look at. */
export type Lookable = Extract<FileKind, 'image' | 'video' | 'audio' | 'text'>;

export const isLookable = (kind: FileKind): kind is Lookable =>
  ['image', 'video', 'audio', 'text'].includes(kind);

/** A phone's largest photos have 50 million; unpacked they take 200 MB. */
export const MAX_PIXELS = 50_000_000;
/** Read at once to be unpacked, other than sound and moving pictures. */
export const MAX_PICTURE_BYTES = 64 * 1024 * 1024;
/** Some thousand lines; the rest is for an editor. */
export const MAX_TEXT_BYTES = 256 * 1024;

/** Looks at a file that is called one of these kinds. Reads a few hundred kilobytes at most. */
export async function lookInside(file: Blob, kind: Lookable): Promise<Look> {
  switch (kind) {
    case 'image': {
      const header = await headerOf(file);
      if (!header) return { kind: 'none', why: 'unknown' };
      if (!isShowable(file, header)) return { kind: 'none', why: 'too-large' };
      return { kind, content: file.slice(0, file.size, header.type) };
    }
    case 'video':
    case 'audio': {
      const format = streamFormat(await startOf(file, 64));
      if (!format) return { kind: 'none', why: 'unknown' };
      // The container's name; a browser that does not know what is in it says so when it plays.
      return { kind, content: file.slice(0, file.size, `${kind}/${format}`) };
    }
    case 'text': {
      const bytes = await startOf(file, MAX_TEXT_BYTES);
      if (bytes.includes(0)) return { kind: 'none', why: 'unknown' };
      // A character that is cut off at the end waits for its rest, and is not shown.
      const text = new TextDecoder().decode(bytes, { stream: bytes.length < file.size });
      return { kind, text, shown: bytes.length };
    }
    default:
      return kind satisfies never;
  }
}

/** What a picture's first bytes say of it, where it is one. */
export async function headerOf(file: Blob): Promise<PictureHeader | undefined> {
  return pictureHeader(await startOf(file, PICTURE_HEADER_BYTES));
}

/** Whether the page can afford to unpack it. */
export function isShowable(file: Blob, { width, height }: PictureHeader): boolean {
  return file.size <= MAX_PICTURE_BYTES && width * height <= MAX_PIXELS;
}

async function startOf(file: Blob, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(0, bytes).arrayBuffer());
}

/** The container that sound or moving pictures come in, by its first bytes. */
function streamFormat(bytes: Uint8Array): string | undefined {
  const starts = (characters: string) => isAt(bytes, 0, characters);
  if (isAt(bytes, 4, 'ftyp')) return ['avif', 'avis', 'heic', 'mif1'].some((brand) => isAt(bytes, 8, brand)) ? undefined : 'mp4'; // prettier-ignore
  if (starts('\x1a\x45\xdf\xa3')) return 'webm';
  if (starts('OggS')) return 'ogg';
  if (starts('fLaC')) return 'flac';
  if (starts('RIFF') && isAt(bytes, 8, 'WAVE')) return 'wav';
  if (starts('ID3')) return 'mpeg';
  const [first = 0, second = 0] = bytes;
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0) return 'aac'; // ADTS: layer 0
  return (second & 0xe0) === 0xe0 ? 'mpeg' : undefined; // the sync word of an MPEG audio frame
}
