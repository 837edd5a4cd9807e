import { TestBed } from '@angular/core/testing';
import { Thumbnail } from './thumbnail';

describe('Thumbnail', () => {
  const shown = (picture: Blob) => {
    const fixture = TestBed.createComponent(Thumbnail);
    fixture.componentRef.setInput('picture', picture);
    fixture.detectChanges();
    const canvas = (fixture.nativeElement as HTMLElement).querySelector('canvas');
    if (!canvas) throw new Error('it has a canvas');
    return canvas;
  };
  const drawn = async (canvas: HTMLCanvasElement) => {
    while (canvas.hidden) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      TestBed.tick();
    }
  };
  /** Red at the start and the end, green in the middle. */
  const stripes = async () => {
    const canvas = new OffscreenCanvas(300, 100);
    const context = canvas.getContext('2d');
    for (const [x, colour] of [
      [0, '#f00'],
      [100, '#0f0'],
      [200, '#f00'],
    ] as const) {
      if (context) context.fillStyle = colour;
      context?.fillRect(x, 0, 100, 100);
    }
    return canvas.convertToBlob();
  };

  it('is the middle of a picture', async () => {
    const canvas = shown(await stripes());
    await drawn(canvas);
    const [red = 0, green = 0] = canvas.getContext('2d')?.getImageData(48, 48, 1, 1).data ?? [];
    expect(green).toBeGreaterThan(200);
    expect(red).toBeLessThan(50);
  });

  it('is nothing where there is no picture that could be shown', async () => {
    const nothing = [
      new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/png' }),
      new Blob([(await stripes()).slice(0, 60)], { type: 'image/png' }),
    ].map(shown);
    await drawn(shown(await stripes())); // one after the other: those before it have been tried
    expect(nothing.map(({ hidden }) => hidden)).toEqual([true, true]);
  });
});
