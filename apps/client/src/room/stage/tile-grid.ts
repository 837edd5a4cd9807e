export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Between the tiles, in px. */
export const GAP = 8;
/** Wide as cameras are; narrower where the box is, so that faces stay large; never a slit. */
const WIDEST = 16 / 9;
const NARROWEST = 3 / 4;
/** Below this nobody is recognised: the area scrolls instead. */
const SMALLEST: Box = { width: 56, height: 48 };

/** The largest size at which `count` tiles, all alike, stand in the box in rows. Lengths in px. */
export function tileSize(count: number, box: Box): Box {
  let best = SMALLEST;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = {
      width: (box.width - GAP * (columns - 1)) / columns,
      height: (box.height - GAP * (rows - 1)) / rows,
    };
    const tile = {
      width: Math.floor(Math.min(cell.width, cell.height * WIDEST)),
      height: Math.floor(Math.min(cell.height, cell.width / NARROWEST)),
    };
    const fits = tile.width >= SMALLEST.width && tile.height >= SMALLEST.height;
    if (fits && tile.width * tile.height > best.width * best.height) best = tile;
  }
  return best;
}
