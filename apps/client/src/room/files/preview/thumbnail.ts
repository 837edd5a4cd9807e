import {
  Component,
  DestroyRef,
  type ElementRef,
  afterRenderEffect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { headerOf, isShowable } from './look-inside';

/** Twice as many as are seen, for fine screens. */
const SIDE_PX = 96;

/** One picture is unpacked after the other: a dozen photos at once would take a gigabyte. Never rejects. */
let last: Promise<void> = Promise.resolve();

/** A small picture of a picture of one's own; nothing where it is none. Says nothing aloud. */
@Component({
  selector: 'wn-thumbnail',
  template: `<canvas
    #canvas
    aria-hidden="true"
    [width]="side"
    [height]="side"
    [hidden]="!isDrawn()"
  ></canvas>`,
  styles: `
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      border-radius: inherit;
    }

    canvas[hidden] {
      display: none;
    }
  `,
})
export class Thumbnail {
  readonly picture = input.required<Blob>();

  protected readonly side = SIDE_PX;
  protected readonly isDrawn = signal(false);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    const lifetime = inject(DestroyRef);
    afterRenderEffect(() => {
      const picture = this.picture();
      const canvas = this.canvas().nativeElement;
      last = last
        .then(async () => {
          if (!lifetime.destroyed) this.isDrawn.set(await draw(picture, canvas));
        })
        .catch(reportError);
    });
  }
}

/** Whether it could be drawn, as much of its middle as fits. */
async function draw(file: Blob, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const header = await headerOf(file);
    if (!header || !isShowable(file, header)) return false;
    const { type, width, height } = header;
    const picture = await createImageBitmap(file.slice(0, file.size, type), {
      resizeQuality: 'medium',
      ...(width < height ? { resizeWidth: SIDE_PX } : { resizeHeight: SIDE_PX }),
    });
    const side = Math.min(picture.width, picture.height);
    const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
    canvas.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, SIDE_PX, SIDE_PX);
    picture.close();
    return true;
  } catch (error) {
    // What cannot be read or unpacked has a symbol instead.
    if (!(error instanceof DOMException)) throw error;
    return false;
  }
}
