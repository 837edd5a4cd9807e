import { number, plural } from './formats';

export const chat = {
  messages: 'Messages',
  message: 'Message',
  send: 'Send message',
  you: 'You',
  empty: 'No messages yet. What you write here goes straight to the people in the room.',

  /** How far a message of one's own has come. */
  delivery: {
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    'not-delivered': 'Not delivered',
  },

  // On a message
  reply: 'Reply',
  react: 'React',
  edit: 'Edit',
  delete: 'Delete',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'This browser does not allow copying. Select the text instead.',
  edited: 'Edited',
  editedAt: (time: string) => `Edited at ${time}`,
  deleted: 'This message was deleted.',
  deletedByYou: 'You deleted this message.',
  deleteQuestion: {
    title: 'Delete this message?',
    sentence:
      'It goes from the pages of everybody who is here. Whoever has read it may remember it.',
    no: 'Keep it',
    yes: 'Delete message',
  },
  actions: 'What to do with this message',
  reactions: 'Reactions',
  /** On the button that adds or takes away one's own; `names` are those of all who have reacted. */
  reaction: (emoji: string, names: string) => `${emoji} ${names}`,

  // Answers
  answerTo: (name: string) => `Answer to ${name}`,
  answerToYou: 'Answer to you',
  answerToUnknown: 'Answer to an earlier message',
  replyingTo: (name: string) => `You answer ${name}`,
  replyingToYourself: 'You answer yourself',
  editing: 'You edit your message',
  save: 'Save message',
  cancelReply: 'Do not answer',
  cancelEdit: 'Stop editing',

  // A picture that was sent
  picture: {
    sent: (name: string, file: string) => `${name} sent ${file}`,
    sentByYou: (file: string) => `You sent ${file}`,
    sentEarlier: (file: string) => `${file}, from an earlier visit`,
    show: 'Show',
    hide: 'Hide',
    /** The same buttons for those who hear them. */
    showNamed: (file: string) => `Show ${file}`,
    hideNamed: (file: string) => `Hide ${file}`,
    enlarge: (file: string) => `Preview ${file}`,
    notShown: 'This page cannot show it. It was sent as it is.',
  },

  // The list of messages
  newMessages: 'New messages',
  jumpToNewest: 'Jump to newest',
  unseen: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
  /** Said aloud when a message comes. */
  aloud: (name: string, text: string) => `${name}: ${text}`,
  /** Said aloud when several come in a short time; the last of them in words. */
  manyAloud: (count: number, name: string, text: string) =>
    `${plural(count, { one: '# new message', other: '# new messages' })}. ${name}: ${text}`,
  clear: 'Clear messages',
  clearQuestion: {
    title: 'Clear all messages?',
    sentence:
      'They go from this page alone. The others keep theirs, and files stay where they are.',
    no: 'Keep them',
    yes: 'Clear them',
  },

  // Who writes
  typing: (names: string) => `${names} is typing…`,
  manyTyping: (names: string) => `${names} are typing…`,

  // Writing
  emoji: 'Emoji',
  chooseEmoji: 'Choose an emoji',
  emojiGroups: {
    often: 'Often used',
    faces: 'Faces',
    people: 'People and hands',
    hearts: 'Hearts and signs',
    nature: 'Animals and nature',
    food: 'Food and drink',
    things: 'Places and things',
  },
  bytesLeft: (count: number) => plural(count, { one: '# byte left', other: '# bytes left' }),
  tooLong: (bytes: number) =>
    `This message is ${number(bytes)} bytes too long to send in one piece. Shorten it, or send it as a file.`,
  nobodyNow: 'Nobody else is here now. What you type stays here until somebody comes.',
  nobodyYet: 'Nobody else is here yet. What you type stays here until somebody comes.',
  nobodyComes: 'Nobody else is here, and nobody can come in any more.',
};
