import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

/** Enough for the shades of letters; twice as many weigh a tenth more. */
const MOST_COLOURS = 64;

/**
 * A picture as a PNG of at most 64 colours, a third of what the browser writes. Those stay by which most
 * would be lost, many points a little or a few a lot; a shade at the edge of a letter becomes the
 * nearest of them. Nothing of it is transparent.
 */
export function smallPicture({ width, height, data }: PNG): Buffer {
  const points = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let point = 0; point < points.length; point += 1) {
    const colour = data.readUIntBE(point * 4, 3);
    points[point] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, indexes } = reduce(counts);

  const lines = Buffer.alloc((width + 1) * height); // each begins with the number of its filter: none
  points.forEach((colour, point) => {
    const row = Math.floor(point / width);
    lines[row * (width + 1) + 1 + (point % width)] = indexes.get(colour) ?? 0;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // eight bits a point, which number a colour of the palette
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff] as const;

/** A palette, and for each colour where in it the nearest one is. */
function reduce(counts: ReadonlyMap<number, number>): {
  readonly palette: readonly number[];
  readonly indexes: ReadonlyMap<number, number>;
} {
  // In the order of their numbers, so that the same picture is always the same file.
  const colours = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([colour, count]) => ({ colour, count, index: 0, distance: Infinity }));
  const palette: number[] = [];
  let next = colours.reduce((most, each) => (each.count > most.count ? each : most));
  while (palette.length < MOST_COLOURS && next.distance > 0) {
    const added = channels(next.colour);
    for (const each of colours) {
      const distance = channels(each.colour).reduce(
        (sum, channel, at) => sum + (channel - (added[at] ?? 0)) ** 2,
        0,
      );
      if (distance < each.distance) Object.assign(each, { distance, index: palette.length });
    }
    palette.push(next.colour);
    const loss = ({ count, distance }: typeof next) => count * distance;
    next = colours.reduce((most, each) => (loss(each) > loss(most) ? each : most));
  }
  return { palette, indexes: new Map(colours.map(({ colour, index }) => [colour, index])) };
}

/** PNG, section 5.3: length, kind, content, and a checksum of the last two. */
function chunk(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
