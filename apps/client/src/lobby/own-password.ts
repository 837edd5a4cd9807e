import { canonicalOrEmpty } from './password-kind';
import { roomNumberFrom } from './invite-link';

/** Why a new room should not have this password. Rooms that exist have what they have. */
export type OwnPasswordProblem = 'too-short' | 'room-number' | 'too-common';

/** Below this, every password of small letters alone is one of a few hundred million. */
const LEAST_CHARACTERS = 6;

/** What speaks against a password for a new room; undefined where nothing does. */
export function ownPasswordProblem(
  { room, password }: { readonly room: string; readonly password: string },
  commonRank: ReadonlyMap<string, number> | undefined,
): OwnPasswordProblem | undefined {
  const canonical = canonicalOrEmpty(password);
  if (Array.from(canonical).length < LEAST_CHARACTERS) return 'too-short';
  const digits = roomNumberFrom(canonical);
  if (digits !== undefined && digits === roomNumberFrom(room)) return 'room-number';
  if (commonRank?.has(canonical.toLowerCase())) return 'too-common';
  return undefined;
}
