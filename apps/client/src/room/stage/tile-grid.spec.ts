import { GAP, tileSize } from './tile-grid';

describe('The size of tiles', () => {
  it('of one is the box, as wide as a camera at most', () => {
    expect(tileSize(1, { width: 1600, height: 450 })).toEqual({ width: 800, height: 450 });
  });

  it('of one on a phone is a portrait, and no slit', () => {
    expect(tileSize(1, { width: 360, height: 800 })).toEqual({ width: 360, height: 480 });
  });

  it('of two puts them side by side where it is wide, one above the other where it is high', () => {
    expect(tileSize(2, { width: 1208, height: 600 })).toEqual({ width: 600, height: 600 });
    expect(tileSize(2, { width: 360, height: 608 })).toEqual({ width: 360, height: 300 });
  });

  it('of three in a square is that of four', () => {
    const box = { width: 808, height: 808 };
    expect(tileSize(3, box)).toEqual(tileSize(4, box));
  });

  it('of eight in a strip on a phone stays large enough to be recognised', () => {
    const { width, height } = tileSize(8, { width: 344, height: 128 });
    expect(width).toBeGreaterThanOrEqual(56);
    expect(height).toBeGreaterThanOrEqual(48);
  });

  it('is never more than the box holds, unless they would be too small', () => {
    for (let count = 1; count <= 8; count += 1)
      for (const box of [
        { width: 1440, height: 900 },
        { width: 640, height: 360 },
        { width: 360, height: 560 },
      ]) {
        const { width, height } = tileSize(count, box);
        const columns = Math.floor((box.width + GAP) / (width + GAP));
        const rows = Math.ceil(count / columns);
        expect(rows * height + GAP * (rows - 1)).toBeLessThanOrEqual(box.height);
      }
  });
});
