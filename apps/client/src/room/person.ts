import type { Member, Self } from '@whispernet/room';
import { visibleText } from './visible-text';

/** How somebody is called on the screen; names are optional. */
export const memberName = (name: string): string => visibleText(name).trim() || 'Guest';

/** How one's own tile and entry are called. */
export const selfName = (self: Pick<Self, 'name'> | undefined): string => {
  const name = visibleText(self?.name ?? '').trim();
  return name ? `${name} (you)` : 'You';
};

/**
 * How each member is called on the screen. Names are what people call themselves and identify nobody:
 * whoever is called like somebody before them, or like oneself, is marked.
 */
export function memberNames(
  self: Pick<Self, 'name'> | undefined,
  members: readonly Pick<Member, 'id' | 'name'>[],
): ReadonlyMap<Member['id'], string> {
  const own = visibleText(self?.name ?? '').trim();
  const taken = new Set(['You', selfName(self), ...(own ? [own] : [])].map(folded));
  const names = new Map<Member['id'], string>();
  for (const { id, name } of members) {
    let unique = memberName(name);
    while (taken.has(folded(unique))) unique += ' (another)';
    taken.add(folded(unique));
    names.set(id, unique);
  }
  return names;
}

/** What two names have in common that are hardly told apart. */
const folded = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** How the connection to somebody stands, in words. */
export function linkText({ link }: Pick<Member, 'link'>): string {
  switch (link.phase) {
    case 'connecting':
      return 'Connecting';
    case 'connected':
      return 'Connected';
    case 'reconnecting':
      return 'Reconnecting';
    case 'closed':
      return link.end === 'left'
        ? 'Left'
        : link.end === 'no-path'
          ? 'No network path'
          : 'Disconnected';
  }
}

/** Which way the bytes go; undefined while nothing does. */
export function pathText({ link }: Pick<Member, 'link'>): 'Direct' | 'Relayed' | undefined {
  if (link.phase !== 'connected' && link.phase !== 'reconnecting') return undefined;
  return link.path === 'direct' ? 'Direct' : 'Relayed';
}

/** What a way means for who learns what. */
export function pathHint(member: Pick<Member, 'link'>): string | undefined {
  switch (pathText(member)) {
    case 'Direct':
      return 'From browser to browser: you see each other’s IP address.';
    case 'Relayed':
      return 'Through a relay, which sees when and how much you send, never what.';
    case undefined:
      return undefined;
  }
}

/** Whether both have found the same safety code; undefined where there is nobody to be sure of. */
export function safetyText({ link, safety }: Pick<Member, 'link' | 'safety'>): string | undefined {
  if (link.phase === 'closed') return undefined;
  switch (safety.phase) {
    case 'verified':
      return 'Verified';
    case 'disputed':
      return 'Not verified: the codes differ';
    case 'pending':
    case 'missing':
    case 'unconfirmed':
    case 'confirmed-here':
    case 'confirmed-there':
      return 'Not verified';
  }
}
