import { clock, number, plural } from './formats';

export const room = {
  /** Before the number. */
  room: 'Room',
  connection: {
    waiting: 'Waiting for others',
    connecting: 'Connecting',
    connected: 'Connected',
    reconnecting: 'Reconnecting',
    disconnected: 'Disconnected',
  },
  /** In the title of the tab: how the connection stands, and how much is new. */
  title: (connection: string) => `${connection} – whisperNet`,
  titleWithNews: (unseen: number, connection: string) =>
    `(${number(unseen)}) ${connection} – whisperNet`,

  copyInvite: 'Copy invite link',
  showQrCode: 'Show QR code',
  closeDoor: 'Close door',
  openDoor: 'Open door',
  leave: 'Leave room',
  copied: 'Copied. The link holds the password: send it only to those who may come in.',
  dismiss: 'Dismiss',

  attention: 'Sounds and notifications',
  close: 'Close',

  parts: 'Parts of the room',
  call: 'Call',
  chat: 'Chat',
  files: 'Files',
  people: 'People',
  newMessages: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
  filesOffered: (count: number) =>
    plural(count, { one: '# file offered', other: '# files offered' }),
  newcomers: (count: number) =>
    plural(count, { one: '# person has come in', other: '# people have come in' }),

  alone: {
    firstTitle: 'The room is open. Who is to come in?',
    first:
      'Nobody else is here yet. Send the link, show the picture, or say number and password on the phone.',
    againTitle: 'Nobody else is here now',
    again: 'The room stays as long as you are here, and its invite stays the same.',
    endedTitle: 'Nobody can come in any more',
    ended:
      'Nobody else is here, and the gateway has forgotten this room. Save what you want to keep, then leave: a new room can have the same number and password.',
    leave: 'Leave this room',
  },
  gatewayAway:
    'The gateway is out of reach. Everything between you goes on; nobody new can come in until it is back. The page keeps trying.',
  gatewayGone:
    'The gateway has forgotten this room. Everything between you goes on, but nobody can come in or come back any more. To be more, or to find each other again, agree here on a new room.',

  shortcuts: {
    button: 'Keyboard shortcuts',
    title: 'Keyboard shortcuts',
    hint: 'They work while you are not typing.',
    close: 'Close',
    singleKeys: 'Single keys',
    aboutSingleKeys: 'Switch them off if you dictate: single letters then do nothing.',
    sheet: 'Show this sheet',
    goTo: (part: string) => `Show or fold: ${part}`,
    names: {
      Space: 'Space',
      Enter: 'Enter',
      Escape: 'Esc',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Alt: 'Alt',
      Ctrl: 'Ctrl',
    },
  },
  cameIn: (name: string) => `${name} has come in`,
  isGone: (name: string) => `${name} is not here any more`,
  wasHere: (name: string, at: number) => `${name} was here until ${clock(at)}`,
};
