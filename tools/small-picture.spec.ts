import { PNG } from 'pngjs';
import { smallPicture } from './small-picture.ts';

describe('smallPicture', () => {
  const picture = (colours: readonly (readonly [number, number, number])[], width: number) => {
    const png = new PNG({ width, height: colours.length / width });
    colours.forEach((colour, point) => {
      png.data.set([...colour, 255], point * 4);
    });
    return png;
  };

  it('keeps each point of a picture of few colours', () => {
    const flag = picture([[255, 0, 0], [0, 128, 0], [0, 0, 255], [9, 9, 9], [0, 128, 0], [1, 2, 3]], 3); // prettier-ignore
    const read = PNG.sync.read(smallPicture(flag));
    expect([read.width, read.height]).toEqual([3, 2]);
    expect(read.data).toEqual(flag.data);
  });

  it('keeps a colour that is rare and like no other', () => {
    const greys = Array.from({ length: 200 }, (_, shade) => [shade, shade, shade] as const);
    const red = [200, 0, 0] as const;
    const { data } = PNG.sync.read(smallPicture(picture([...greys, ...greys, red, red], 2)));
    expect([...data.subarray(401 * 4)]).toEqual([...red, 255]);
  });

  it('gives the place of a rare shade to the nearest of 64 frequent ones', () => {
    const grey = (shade: number) => [shade, shade, shade] as const;
    const frequent = Array.from({ length: 64 }, (_, shade) => grey(shade * 4));
    const all = picture([...frequent, ...frequent, [40, 40, 43], grey(8)], 2);
    const { data } = PNG.sync.read(smallPicture(all));
    expect([...data.subarray(128 * 4)]).toEqual([40, 40, 40, 255, 8, 8, 8, 255]);
  });

  it('makes the same file of the same picture, whatever stands first', () => {
    const one = smallPicture(picture([[1, 1, 1], [2, 2, 2]], 2)); // prettier-ignore
    const other = PNG.sync.read(one);
    expect(smallPicture(other)).toEqual(one);
  });
});
