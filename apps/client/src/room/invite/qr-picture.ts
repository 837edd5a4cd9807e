import { InjectionToken } from '@angular/core';

/** A QR code as one path of black squares, in units of its modules. */
export interface QrPicture {
  /** Width and height, quiet zone included. */
  readonly size: number;
  readonly path: string;
}

/** The quiet zone that ISO/IEC 18004 asks for, in modules: readers find no corners without it. */
const QUIET_ZONE = 4;

/** A longer text makes so many modules that small ones are the greater danger than a stain on them. */
const LONG_TEXT = 300;

/**
 * Draws a text, here in this browser: nothing of it goes anywhere. Every invite fits. Rejects with
 * TypeError where the code that draws cannot be loaded.
 */
export async function qrPicture(text: string): Promise<QrPicture> {
  const { encodeQR } = await import('qr');
  const ecc = text.length > LONG_TEXT ? 'low' : 'medium';
  const rows = encodeQR(text, 'raw', { ecc, border: QUIET_ZONE });
  return { size: rows.length, path: rows.map(squaresOf).join('') };
}

export const QR_PICTURE = new InjectionToken<typeof qrPicture>('qrPicture', {
  providedIn: 'root',
  factory: () => qrPicture,
});

/** A rectangle for each run of dark modules of a row. */
function squaresOf(row: readonly boolean[], y: number): string {
  const runs = row
    .map((dark) => (dark ? '1' : '0'))
    .join('')
    .matchAll(/1+/g);
  return [...runs]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
}
