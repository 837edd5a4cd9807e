import { bytes, bytesOf, formFor, list, number, plural } from './formats';

const count = (files: number) => plural(files, { one: '# file', other: '# files' });
const of = (part: number, whole: number) => bytesOf(part, whole).join(' of ');

export const files = {
  list: 'Files',
  sendFiles: 'Send files',
  sendFolder: 'Send folder',
  howElse: 'Drop them anywhere on this page, paste them, or choose them above.',
  nothingYet: 'Nothing on its way',
  nothingYetHint:
    'Files of any size go from browser to browser, and no server sees them. Nothing is sent before the other side says yes.',
  nobodyToSendTo: 'Files can be sent as soon as somebody is connected.',
  nobodyToTake: 'Not sent: nobody is here to take it. Invite somebody, then choose it again.',
  clearFinished: 'Clear finished',
  cleared: (many: number) =>
    plural(many, { one: '# finished entry cleared', other: '# finished entries cleared' }),

  /** A bundle of many single files; whoever receives it finds a folder of that name. */
  count,
  size: (size: number) => bytes(size),
  moved: of,
  folderSize: (many: number, size: number) => `${count(many)}, ${bytes(size)}`,
  speed: (bytesPerSecond: number) => `${bytes(bytesPerSecond)}/s`,

  drop: {
    toOffer: (many: number, names: readonly string[]) =>
      many > 0
        ? `Drop to offer ${plural(many, { one: '# item', other: '# items' })} to ${list(names)}`
        : `Drop to offer this to ${list(names)}`,
    theyDecide: 'Nothing is sent before they accept it.',
    nobody: 'Nobody is here to take it',
    nobodyHint: 'Invite somebody first, then drop it again.',
  },

  kind: {
    image: 'Image',
    video: 'Video',
    audio: 'Audio',
    text: 'Text',
    document: 'Document',
    archive: 'Archive',
    program: 'Program',
    folder: 'Folder',
    file: 'File',
    withEnding: (kind: string, ending: string) => `${kind} (${ending})`,
  },

  state: {
    waiting: 'Waiting',
    offered: 'Offered',
    sending: 'Sending',
    receiving: 'Receiving',
    paused: 'Paused',
    verifying: 'Verifying',
    done: 'Done',
    declined: 'Declined',
    cancelled: 'Cancelled',
    failed: 'Failed',
  },
  to: (name: string) => `to ${name}`,
  from: (name: string) => `from ${name}`,
  fromEarlierVisit: 'from an earlier visit',
  progressOf: (name: string) => `Progress of ${name}`,

  accept: 'Accept',
  decline: 'Decline',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  save: 'Save',
  sendAgain: 'Send again',
  preview: 'Preview',

  left: {
    moments: 'a few seconds left',
    seconds: (seconds: number) =>
      plural(seconds, { one: 'about # second left', other: 'about # seconds left' }),
    minutes: (minutes: number) =>
      plural(minutes, { one: 'about a minute left', other: 'about # minutes left' }),
    hours: (hours: number) =>
      plural(hours, { one: 'about an hour left', other: 'about # hours left' }),
    days: (days: number) => plural(days, { one: 'about a day left', other: 'about # days left' }),
    ages: 'more than a month left',
    stalled: 'stalled',
    queued: 'waits for its turn',
  },

  total: {
    sending: (many: number) => `Sending ${number(many)}`,
    receiving: (many: number) => `Receiving ${number(many)}`,
    both: (out: number, incoming: number) =>
      `Sending ${number(out)}, receiving ${number(incoming)}`,
    amount: (what: string, part: number, whole: number) => `${what}: ${of(part, whole)}`,
    withTime: (amount: string, left: string) => `${amount}, ${left}`,
    progress: 'Progress of all',
  },

  offers: {
    waiting: (many: number) => `${number(many)} offered`,
    acceptAll: 'Accept all',
    declineAll: 'Decline all',
    one: (name: string, file: string) => `${name} offers ${file}.`,
    more: (name: string, file: string, more: number) =>
      `${name} offers ${file} and ${number(more)} more.`,
  },

  cutOff: (name: string, many: number) =>
    formFor(many, {
      one: `${name} still waits for a file that was cut off. If you sent it, choose it again: it goes on where it stopped.`,
      other: `${name} still waits for ${number(many)} files that were cut off. If you sent them, choose them again: they go on where they stopped.`,
    }),

  saved: 'Saved',
  savedWhereChosen: 'Saved where you chose',
  notSavedYet: 'Not saved yet: it is gone when you leave the room.',
  zipping: 'Making a ZIP of it, to be saved.',
  cancelledBy: (name: string) => `${name} cancelled it.`,
  cancelledByYou: 'You cancelled it.',
  declinedBy: (name: string) => `${name} did not want it.`,
  declinedByYou: 'You declined it.',
  waitsFor: (name: string) => `${name} has not answered yet.`,
  program: 'This is a program. Open it only if you trust whoever sent it.',
  programs: (many: number) =>
    plural(many, {
      one: '# of the files is a program. Open it only if you trust whoever sent it.',
      other: '# of the files are programs. Open them only if you trust whoever sent them.',
    }),

  folder: {
    show: 'Show what is in it',
    hide: 'Hide what is in it',
    reading: 'Reading what is in it',
    all: 'All files',
    treeName: (name: string) => `Files in ${name}`,
    program: 'program',
    chosen: (chosen: number, all: number, size: number) =>
      `${count(chosen)} of ${number(all)} chosen, ${bytes(size)}`,
  },

  leftOut: {
    sentence: (reasons: readonly string[]) => `Not sent: ${reasons.join('; ')}.`,
    emptyFolder: (name: string) => `${name} is empty`,
    unreadable: (name: string) => `${name} cannot be read by this page`,
    tooManyFiles: (name: string) =>
      `${name} holds more than 100,000 files; send its folders one by one`,
    more: (many: number) => `and ${number(many)} more`,
  },

  paused: {
    byYou: 'Paused by you',
    by: (name: string) => `Paused by ${name}`,
    byBoth: (name: string) => `Paused by you and by ${name}`,
    noWayBack: (name: string) =>
      `The connection was lost, and without the gateway there is no new one to ${name}.`,
    noWayBackKept: (name: string) =>
      `The connection was lost, and without the gateway there is no new one to ${name}. What is here is kept until you leave the room.`,
    goneKept: (name: string) =>
      `${name} is gone. What is here is kept; it goes on when ${name} sends it again.`,
    /** Somebody of the name of whoever is gone is here: maybe the same person, on a page loaded anew. */
    backKept: (name: string) =>
      `${name} was gone, and somebody of that name is here now. What is here is kept; it goes on when they send it again.`,
    backWaits: (name: string) =>
      `${name} was gone, and somebody of that name is here now who has not asked for the rest. If they do not, cancel it and send it again.`,
    goneYouResume: (name: string) =>
      `${name} is gone. If ${name} comes back and still has the first part, resume it.`,
    goneTheyResume: (name: string) =>
      `${name} is gone. It goes on if ${name} comes back and still has the first part, and resumes it.`,
    goneByItself: (name: string) =>
      `${name} is gone. It goes on by itself if ${name} comes back and still has the first part.`,
    lostYouResume: (name: string) => `The connection was lost. When ${name} is back, resume it.`,
    lostTheyResume: (name: string) =>
      `The connection was lost. It goes on when ${name} is back and resumes it.`,
    lostByItself: (name: string) =>
      `The connection was lost. It goes on by itself when ${name} is back.`,
    leftBehind: (name: string) => `${name} has to send it again; what is here is kept.`,
    leftBehindBySomebody: 'Whoever sent it has to send it again; what is here is kept.',
  },

  held: {
    part: (name: string, percent: number) =>
      `${name} offers a file of which ${number(percent)} % is here already.`,
    all: (name: string) => `${name} offers a file that is here already, but for a last check.`,
  },

  notTaken: {
    noSpace: (needs: number, offers: number) =>
      `This needs ${bytes(needs)}, and this browser offers ${bytes(offers)}. Make room on the disk, then accept it again.`,
    notNoted:
      'It goes on, but this browser could not write down that it does. Keep this page open until it is all here: after a reload it would have to be sent again.',
    noPlace:
      'This browser gives no place to store the file. Leave private browsing or try another browser, then accept it again.',
    tooScattered:
      'These files lie too far apart in the folder to be taken at once. Take it whole, or fewer of its files.',
  },

  notSaved: {
    noSpace:
      'There is no room for a ZIP of it beside what was received. Make room on the disk, then save it again.',
    gone: 'The browser does not give it out any more. Have it sent again.',
  },

  /** Why a transfer came to nothing, to who sent it and to who was to have it. */
  failed: {
    leftSender: (name: string) => `${name} left before it was all there.`,
    leftReceiver: (name: string) => `${name} left before it was all here.`,
    lostSender: (name: string) =>
      `The connection to ${name} was lost. Send it again when it is back.`,
    lostReceiver: (name: string) =>
      `The connection to ${name} was lost. Ask for it again when it is back.`,
    unreadableSender:
      'The file could not be read: it was moved or deleted, its drive was taken out, or this page may not read it any more. Choose it again.',
    unreadableReceiver: (name: string) =>
      `${name} cannot read the file any more. Ask ${name} to choose it again.`,
    changedSender:
      'The file has changed since it was offered. Choose it again to send it as it is now.',
    changedReceiver: (name: string) =>
      `The file has changed at ${name}’s since it was offered. Ask ${name} to choose it again.`,
    unwritableSender: (name: string) =>
      `${name} could not write the file to the disk. Send it again, and ask ${name} to save it elsewhere.`,
    unwritableReceiver: (name: string) =>
      `The file could not be written: its drive was taken out, or this page may not write there any more. Ask ${name} to send it again, and save it elsewhere.`,
    fullSender: (name: string) =>
      `${name}’s disk is full. Send it again when ${name} has made room.`,
    fullReceiver: (name: string) =>
      `The disk is full. Make room, and ask ${name} to send it again.`,
    corruptedSender:
      'What arrived is not what was sent, again and again, so it was given up. Send it again; if that fails too, the file or a drive may be damaged.',
    corruptedReceiver: (name: string) =>
      `What arrived is not what was sent, again and again, so it was deleted. Ask ${name} to send it again.`,
    namesTooLong:
      'The names in this folder are too long to be sent in one piece. Send its folders one by one.',
    theyBrokeRules: (name: string) =>
      `${name}’s browser broke the rules of the transfer, so it was ended. Reload this page on both sides and try again.`,
    theyRefused: (name: string) =>
      `${name}’s browser has refused what this one sent, so the transfer was ended. Reload this page on both sides and try again.`,
  },

  look: {
    close: 'Close',
    loading: 'Opening it',
    start: (part: number, whole: number) => `The beginning: ${of(part, whole)}.`,
    unknown:
      'It is not what its name says, or nothing that this page can show. Save it to open it elsewhere.',
    tooLarge: 'This picture is too large to be shown here. Save it to open it elsewhere.',
    unplayable: 'This browser cannot play it. Save it to open it elsewhere.',
    gone: 'The browser does not give it out any more. Have it sent again.',
    empty: 'There is nothing in it.',
  },
};
