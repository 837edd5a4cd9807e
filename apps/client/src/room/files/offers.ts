import type { FolderSource } from '@whispernet/transfer';
import type { LeftOut, Sendables, WhyLeftOut } from '../../browser/sendables';
import { countOf } from './count-of';

/** More single files than this travel as one folder: nobody accepts them one by one. */
const MAX_SINGLE = 20;

/** What is offered of what a person has chosen, and as what. */
export interface Offers {
  readonly files: readonly File[];
  readonly folders: readonly FolderSource[];
}

export function offersOf({ files, folders }: Sendables): Offers {
  if (files.length <= MAX_SINGLE) return { files, folders };
  const bundle: FolderSource = {
    name: countOf(files.length, 'file'),
    files: files.map((source) => ({ path: [source.name], source })),
  };
  return { files: [], folders: [bundle, ...folders] };
}

const WHY: Record<WhyLeftOut, string> = {
  'empty-folder': 'is empty',
  unreadable: 'cannot be read by this page',
  'too-many-files': 'holds more than 100,000 files; send its folders one by one',
};

/** So many are named; a drive full of them would fill the page. */
const MAX_NAMED = 3;

/** What was not offered and why; undefined where nothing was left out. */
export function leftOutText(leftOut: readonly LeftOut[]): string | undefined {
  if (leftOut.length === 0) return undefined;
  const named = leftOut.slice(0, MAX_NAMED).map(({ name, why }) => `${name} ${WHY[why]}`);
  const more = leftOut.length - named.length;
  return `Not sent: ${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`;
}
