const GIB = 1024 ** 3;

/** What the two browsers held in memory when that many bytes of a file had come. */
export interface Reading {
  readonly bytes: number;
  readonly sender: number;
  readonly receiver: number;
}

/**
 * By how many bytes a browser grows with each GiB after the first: the slope of the straight line
 * through the readings (least squares), so that no single collection of garbage decides.
 */
export function growthPerGib(readings: readonly Reading[], side: 'sender' | 'receiver'): number {
  const later = readings.filter(({ bytes }) => bytes >= GIB);
  if (later.length < 2) throw new Error('less than two readings after the first GiB');
  const mean = (of: (reading: Reading) => number) =>
    later.reduce((sum, reading) => sum + of(reading), 0) / later.length;
  const x = mean(({ bytes }) => bytes / GIB);
  const y = mean((reading) => reading[side]);
  const together = mean((reading) => (reading.bytes / GIB - x) * (reading[side] - y));
  const spread = mean(({ bytes }) => (bytes / GIB - x) ** 2);
  if (spread === 0) throw new Error('all readings at one place');
  return together / spread;
}
