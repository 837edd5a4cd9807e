import { InjectionToken } from '@angular/core';

/** Whether this machine has pictures for emoji; without, each would be the same empty box. */
export const HAS_EMOJI = new InjectionToken<boolean>('whether emoji are pictures here', {
  providedIn: 'root',
  factory: () => hasColours('🦄'),
});

/** The side of the picture that is looked at. */
const SIDE_PX = 16;

/**
 * Whether a text that is written in black comes out in colours, as only a font of pictures does. A
 * browser that tells pages nothing true about pixels says yes, as most machines would.
 */
export function hasColours(text: string): boolean {
  const context = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext('2d');
  if (!context) return true;
  context.font = `${SIDE_PX * 0.75}px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif`;
  context.textBaseline = 'top';
  context.fillText(text, 0, 0);
  const { data } = context.getImageData(0, 0, SIDE_PX, SIDE_PX);
  return data.some((value, at) => at % 4 < 2 && value !== data[at + 1]); // red and green, green and blue
}
