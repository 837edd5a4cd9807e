import type { FolderSource } from '@whispernet/transfer';
import type { LeftOut, Sendables } from '../../browser/sendables';
import type { AllTexts } from '../../texts/translation';

type Words = AllTexts['files'];

/** More single files than this travel as one folder: nobody accepts them one by one. */
const MAX_SINGLE = 20;

/** What is offered of what a person has chosen, and as what. */
export interface Offers {
  readonly files: readonly File[];
  readonly folders: readonly FolderSource[];
}

export function offersOf(t: Words, { files, folders }: Sendables): Offers {
  if (files.length <= MAX_SINGLE) return { files, folders };
  const bundle: FolderSource = {
    name: t.count(files.length),
    files: files.map((source) => ({ path: [source.name], source })),
  };
  return { files: [], folders: [bundle, ...folders] };
}

/** So many are named; a drive full of them would fill the page. */
const MAX_NAMED = 3;

/** What was not offered and why; undefined where nothing was left out. */
export function leftOutText(
  { leftOut: t }: Words,
  leftOut: readonly LeftOut[],
): string | undefined {
  if (leftOut.length === 0) return undefined;
  const named = leftOut.slice(0, MAX_NAMED).map(({ name, why }) => {
    const words = {
      'empty-folder': t.emptyFolder,
      unreadable: t.unreadable,
      'too-many-files': t.tooManyFiles,
    };
    return words[why](name);
  });
  const more = leftOut.length - named.length;
  return t.sentence(more > 0 ? [...named, t.more(more)] : named);
}
