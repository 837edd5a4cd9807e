/** As much of the end stays in sight: a program's ending, and a number before it. */
const END_CHARACTERS = 12;

/**
 * A name as a beginning, which may be cut where there is no room, and an end, which never is: what a
 * file is stands at the end of its name.
 */
export function nameParts(name: string): readonly [beginning: string, end: string] {
  const characters = Array.from(name);
  if (characters.length <= 2 * END_CHARACTERS) return [name, ''];
  let at = characters.length - END_CHARACTERS;
  // Marks and joiners stay with the letter that they belong to.
  while (at > 0 && /[\p{M}\u200d]/u.test(characters.slice(at - 1, at + 1).join(''))) at -= 1;
  return [characters.slice(0, at).join(''), characters.slice(at).join('')];
}
