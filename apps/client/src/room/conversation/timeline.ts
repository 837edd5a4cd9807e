import type { Message } from '@whispernet/room';

/** So many messages are drawn or left out together. */
const BLOCK = 40;
/** Within this time somebody goes on: their name is not written again. */
const PAUSE_MS = 5 * 60_000;

/** Some messages in a row. A message stays in its block for ever, whatever comes and goes around it. */
export interface Block {
  readonly number: number;
  readonly messages: readonly Message[];
  /** The message before the first of these. */
  readonly before: Message | undefined;
}

/** A message with what the place between others makes of it. */
export interface Row {
  readonly message: Message;
  /** Whether it comes on another day than the one before it. */
  readonly beginsDay: boolean;
  readonly beginsUnread: boolean;
  /** Whether the same person goes on with it. */
  readonly isContinued: boolean;
  /** Whether the same person goes on after it. */
  readonly isFollowed: boolean;
}

/** Messages in their blocks, the oldest first. */
export function blocksOf(messages: readonly Message[]): readonly Block[] {
  const blocks: Block[] = [];
  let from = 0;
  while (from < messages.length) {
    const number = blockOf(messages[from]?.order ?? 0);
    let to = from + 1;
    while (to < messages.length && blockOf(messages[to]?.order ?? 0) === number) to += 1;
    blocks.push({ number, messages: messages.slice(from, to), before: messages[from - 1] });
    from = to;
  }
  return blocks;
}

export const blockOf = (order: number): number => Math.floor(order / BLOCK);

/** The rows of a block; `unreadFrom` is the number of the first message that was not seen. */
export function rowsOf(
  { messages, before }: Pick<Block, 'messages' | 'before'>,
  unreadFrom: number | undefined,
): readonly Row[] {
  const continues = (message: Message | undefined, previous: Message | undefined) =>
    message !== undefined &&
    previous?.author === message.author &&
    message.order !== unreadFrom &&
    dayOf(previous) === dayOf(message) &&
    message.knownAt - previous.knownAt < PAUSE_MS;
  return messages.map((message, index) => {
    const previous = index > 0 ? messages[index - 1] : before;
    return {
      message,
      beginsDay: previous !== undefined && dayOf(previous) !== dayOf(message),
      beginsUnread: message.order === unreadFrom,
      isContinued: continues(message, previous),
      isFollowed: continues(messages[index + 1], message),
    };
  });
}

/** By this browser's clock: what authors say of time can be anything. */
const dayOf = ({ knownAt }: Message): string => new Date(knownAt).toDateString();
