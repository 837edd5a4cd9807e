const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes as people say it: 999 B, 1.5 MB (decimal, like operating systems and drives). */
export function byteSize(bytes: number): string {
  const { digits, unit } = measured(bytes);
  return `${digits} ${unit}`;
}

/** How much of something is there: 1.2 of 4.0 GB, 500 KB of 2.0 MB. */
export function bytesOf(part: number, whole: number): string {
  const { digits, unit } = measured(part);
  return unit === measured(whole).unit
    ? `${digits} of ${byteSize(whole)}`
    : `${byteSize(part)} of ${byteSize(whole)}`;
}

function measured(bytes: number): { readonly digits: string; readonly unit: string } {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return { digits: value.toFixed(digits), unit: UNITS[unit] ?? '' };
}
