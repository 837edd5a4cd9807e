const NUMBER = new Intl.NumberFormat('en');

/** A number of things as people say it: 1 file, 10,000 files. */
export function countOf(count: number, one: string): string {
  return `${NUMBER.format(count)} ${one}${count === 1 ? '' : 's'}`;
}
