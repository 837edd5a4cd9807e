import { lookInside } from './look-inside';

/** A picture that can be put in its place at once, or why there is none. */
export type Opened =
  | {
      readonly kind: 'picture';
      /** Ends with the signal that it was opened for. */
      readonly url: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'none'; readonly why: 'unknown' | 'too-large' | 'gone' };

/**
 * Opens a picture until `signal` aborts. It is unpacked by then, so nothing on the page has to make
 * room for it later, and its size is the one that is seen: a photo's header says how it is turned.
 */
export async function openPicture(
  read: () => Promise<Blob | undefined>,
  signal: AbortSignal,
): Promise<Opened> {
  try {
    const file = await read();
    const look = file && (await lookInside(file, 'image'));
    if (!look || signal.aborted) return { kind: 'none', why: 'gone' };
    if (look.kind === 'none') return look;
    if (look.kind !== 'image') return { kind: 'none', why: 'unknown' };
    const url = URL.createObjectURL(look.content);
    signal.addEventListener('abort', () => {
      URL.revokeObjectURL(url);
    });
    return await unpacked(url);
  } catch (error) {
    // NotReadableError, NotFoundError: the file was changed or deleted where it lies.
    if (!(error instanceof DOMException)) throw error;
    return { kind: 'none', why: 'gone' };
  }
}

async function unpacked(url: string): Promise<Opened> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // EncodingError: it is damaged
    return { kind: 'none', why: 'unknown' };
  }
  return { kind: 'picture', url, width: image.naturalWidth, height: image.naturalHeight };
}
