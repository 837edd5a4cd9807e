import type { Message } from '@whispernet/room';
import type { Picture } from './pictures';

/** So many messages are drawn or left out together. */
const BLOCK = 40;
/** Within this time somebody goes on: their name is not written again. */
const PAUSE_MS = 5 * 60_000;

type Entry = Message | Picture;

/** Some messages in a row. A message stays in its block for ever, whatever comes and goes around it. */
export interface Block {
  readonly number: number;
  readonly entries: readonly Entry[];
  /** What stands before the first of these. */
  readonly before: Entry | undefined;
}

/** What its place between others makes of a message or a picture. */
interface Place {
  readonly order: number;
  /** Whether it comes on another day than the one before it. */
  readonly beginsDay: boolean;
  readonly beginsUnread: boolean;
  /** Whether the same person goes on with it. */
  readonly isContinued: boolean;
  /** Whether the same person goes on after it. */
  readonly isFollowed: boolean;
}

export type MessagePlace = Place & { readonly kind: 'message'; readonly message: Message };
export type PicturePlace = Place & { readonly kind: 'picture'; readonly picture: Picture };
export type Row = MessagePlace | PicturePlace;

/**
 * Messages and pictures in their blocks, the oldest first. A picture comes with the message before it, and
 * is forgotten with the one after it.
 */
export function blocksOf(
  messages: readonly Message[],
  pictures: readonly Picture[],
): readonly Block[] {
  const first = messages[0]?.order ?? -Infinity;
  const kept = pictures.filter(({ order }) => order > first - 1);
  const entries =
    kept.length === 0
      ? messages
      : [...messages, ...kept].sort((one, other) => one.order - other.order);
  const blocks: Block[] = [];
  let from = 0;
  while (from < entries.length) {
    const number = blockOf(entries[from]?.order ?? 0);
    let to = from + 1;
    while (to < entries.length && blockOf(entries[to]?.order ?? 0) === number) to += 1;
    blocks.push({ number, entries: entries.slice(from, to), before: entries[from - 1] });
    from = to;
  }
  return blocks;
}

/** The block of a message, or of a picture, which may come before the first message. */
export const blockOf = (order: number): number => Math.floor(Math.max(0, order) / BLOCK);

/** The rows of a block; `unreadFrom` is the number of the first message that was not seen. */
export function rowsOf(
  { entries, before }: Pick<Block, 'entries' | 'before'>,
  unreadFrom: number | undefined,
): readonly Row[] {
  const continues = (entry: Entry | undefined, previous: Entry | undefined) =>
    entry?.author !== undefined &&
    previous?.author === entry.author &&
    entry.order !== unreadFrom &&
    dayOf(previous) === dayOf(entry) &&
    entry.knownAt - previous.knownAt < PAUSE_MS;
  return entries.map((entry, index) => {
    const previous = index > 0 ? entries[index - 1] : before;
    const place: Place = {
      order: entry.order,
      beginsDay: previous !== undefined && dayOf(previous) !== dayOf(entry),
      beginsUnread: entry.order === unreadFrom,
      isContinued: continues(entry, previous),
      isFollowed: continues(entries[index + 1], entry),
    };
    return 'text' in entry
      ? { ...place, kind: 'message', message: entry }
      : { ...place, kind: 'picture', picture: entry };
  });
}

/** By this browser's clock: what authors say of time can be anything. */
const dayOf = ({ knownAt }: Entry): string => new Date(knownAt).toDateString();
