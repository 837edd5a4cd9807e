import type { Member, Self } from '@whispernet/room';
import type { AllTexts } from '../texts/translation';
import { visibleText } from './visible-text';

type PeopleTexts = AllTexts['people'];

/** How somebody is called on the screen; names are optional. */
export const memberName = (name: string, texts: PeopleTexts): string =>
  visibleText(name).trim() || texts.guest;

/** How one's own tile and entry are called. */
export const selfName = (self: Pick<Self, 'name'> | undefined, texts: PeopleTexts): string => {
  const name = visibleText(self?.name ?? '').trim();
  return name ? texts.nameAndYou(name) : texts.you;
};

/**
 * How each member is called on the screen. Names are what people call themselves and identify nobody:
 * whoever is called like somebody before them, or like oneself, is marked.
 */
export function memberNames(
  self: Pick<Self, 'name'> | undefined,
  members: readonly Pick<Member, 'id' | 'name'>[],
  texts: PeopleTexts,
): ReadonlyMap<Member['id'], string> {
  const own = visibleText(self?.name ?? '').trim();
  const taken = new Set([texts.you, selfName(self, texts), ...(own ? [own] : [])].map(folded));
  const names = new Map<Member['id'], string>();
  for (const { id, name } of members) {
    let unique = memberName(name, texts);
    while (taken.has(folded(unique))) unique = texts.another(unique);
    taken.add(folded(unique));
    names.set(id, unique);
  }
  return names;
}

/** What two names have in common that are hardly told apart. */
const folded = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** How the connection to somebody stands, in words. */
export function linkText({ link }: Pick<Member, 'link'>, texts: PeopleTexts): string {
  const words = texts.link;
  if (link.phase !== 'closed') return words[link.phase];
  if (link.end === 'left') return words.left;
  return link.end === 'no-path' ? words.noPath : words.lost;
}

/** Which way the bytes go; undefined while nothing does. */
export function pathOf({ link }: Pick<Member, 'link'>): 'direct' | 'relayed' | undefined {
  if (link.phase !== 'connected' && link.phase !== 'reconnecting') return undefined;
  return link.path === 'direct' ? 'direct' : 'relayed';
}

/** Whether both have found the same safety code; undefined where there is nobody to be sure of. */
export function safetyText(
  { link, safety }: Pick<Member, 'link' | 'safety'>,
  texts: PeopleTexts,
): string | undefined {
  if (link.phase === 'closed') return undefined;
  switch (safety.phase) {
    case 'verified':
      return texts.verified;
    case 'disputed':
      return texts.codesDiffer;
    case 'pending':
    case 'missing':
    case 'unconfirmed':
    case 'confirmed-here':
    case 'confirmed-there':
      return texts.notVerified;
  }
}
