import type { RoomTransfer } from '@whispernet/room';
import type { PausedBy, TransferState } from '@whispernet/transfer';
import type { Acceptance, Saving } from '../active-room';
import { byteSize } from './byte-size';

type Phase = RoomTransfer['state']['phase'];
type Failure = Extract<TransferState, { readonly phase: 'failed' }>;

/** The state of a transfer, in the word that tests and screen readers know. */
export const PHASE_TEXT: Record<Phase, string> = {
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
};

/** Somebody at the other end, as the screen calls them. */
export interface Peer {
  readonly name: string;
  readonly hasLeft: boolean;
  /** Whether the link stands, or the gateway can still bring about a new one. */
  readonly canReturn: boolean;
}

/**
 * Why a transfer has failed, and what the person who reads it can do. A file is unreadable or changed
 * where it was sent from, and a disk is full where it goes to, whichever side has noticed.
 */
export function failureText(
  { reason, side }: Omit<Failure, 'phase'>,
  direction: RoomTransfer['direction'],
  { name, hasLeft }: Peer,
): string {
  const isSender = direction === 'out';
  switch (reason) {
    case 'connection-lost':
      if (hasLeft)
        return isSender
          ? `${name} left before it was all there.`
          : `${name} left before it was all here.`;
      return isSender
        ? `The connection to ${name} was lost. Send it again when it is back.`
        : `The connection to ${name} was lost. Ask for it again when it is back.`;
    case 'source-unreadable':
      return isSender
        ? 'The file could not be read: it was moved or deleted, its drive was taken out, or this page may not read it any more. Choose it again.'
        : `${name} cannot read the file any more. Ask ${name} to choose it again.`;
    case 'source-changed':
      return isSender
        ? 'The file has changed since it was offered. Choose it again to send it as it is now.'
        : `The file has changed at ${name}’s since it was offered. Ask ${name} to choose it again.`;
    case 'sink-failed':
      return isSender
        ? `${name} could not write the file to the disk. Send it again, and ask ${name} to save it elsewhere.`
        : `The file could not be written: its drive was taken out, or this page may not write there any more. Ask ${name} to send it again, and save it elsewhere.`;
    case 'disk-full':
      return isSender
        ? `${name}’s disk is full. Send it again when ${name} has made room.`
        : `The disk is full. Make room, and ask ${name} to send it again.`;
    case 'corrupted':
      return isSender
        ? 'What arrived is not what was sent, again and again, so it was given up. Send it again; if that fails too, the file or a drive may be damaged.'
        : `What arrived is not what was sent, again and again, so it was deleted. Ask ${name} to send it again.`;
    case 'listing-too-long':
      return 'The names in this folder are too long to be sent in one piece. Send its folders one by one.';
    case 'protocol-violation':
      return side === 'here'
        ? `${name}’s browser broke the rules of the transfer, so it was ended. Reload this page on both sides and try again.`
        : `${name}’s browser has refused what this one sent, so the transfer was ended. Reload this page on both sides and try again.`;
    default:
      return reason satisfies never;
  }
}

/**
 * Who holds a transfer back, and what makes it go on: only what will happen is promised. Whoever
 * receives keeps what is here; whoever has reloaded the page has to choose anew what is sent.
 */
export function pausedText(
  { here, there, link }: PausedBy,
  direction: RoomTransfer['direction'],
  { name, hasLeft, canReturn }: Peer,
): string {
  if (!link) {
    if (here && there) return `Paused by you and by ${name}`;
    return here ? 'Paused by you' : `Paused by ${name}`;
  }
  const isSender = direction === 'out';
  if (!canReturn)
    return isSender
      ? `The connection was lost, and without the gateway there is no new one to ${name}.`
      : `The connection was lost, and without the gateway there is no new one to ${name}. What is here is kept until you leave the room.`;
  if (hasLeft && !isSender)
    return `${name} is gone. What is here is kept; it goes on when ${name} sends it again.`;
  if (hasLeft) {
    const back = `${name} comes back and still has the first part`;
    if (here) return `${name} is gone. If ${back}, resume it.`;
    return there
      ? `${name} is gone. It goes on if ${back}, and resumes it.`
      : `${name} is gone. It goes on by itself if ${back}.`;
  }
  const lost = 'The connection was lost.';
  if (here) return `${lost} When ${name} is back, resume it.`;
  if (there) return `${lost} It goes on when ${name} is back and resumes it.`;
  return `${lost} It goes on by itself when ${name} is back.`;
}

/** Of what an earlier visit to this room has left, and nobody offers yet. */
export function leftBehindText(peerName: string): string {
  return `${peerName || 'Whoever sent it'} has to send it again; what is here is kept.`;
}

/** Of an offered file of which a part is here from an earlier attempt. */
export function heldText(heldBytes: number, size: number, name: string): string {
  if (heldBytes >= size) return `${name} offers a file that is here already, but for a last check.`;
  const percent = Math.floor((100 * heldBytes) / size);
  return `${name} offers a file of which ${percent} % is here already.`;
}

/** What a person has to know of an answer: mostly why the file is still only offered. Undefined where that needs no words. */
export function acceptanceText(acceptance: Acceptance): string | undefined {
  switch (acceptance.outcome) {
    case 'taken':
    case 'not-chosen':
      return undefined;
    case 'no-space': {
      const { needs, offers } = acceptance;
      return `This needs ${byteSize(needs)}, and this browser offers ${byteSize(offers)}. Make room on the disk, then accept it again.`;
    }
    case 'not-noted':
      return 'It goes on, but this browser could not write down that it does. Keep this page open until it is all here: after a reload it would have to be sent again.';
    case 'no-place':
      return 'This browser gives no place to store the file. Leave private browsing or try another browser, then accept it again.';
    case 'too-scattered':
      return 'These files lie too far apart in the folder to be taken at once. Take it whole, or fewer of its files.';
    default:
      return acceptance satisfies never;
  }
}

/** Why a received file was not saved; undefined where that needs no words. */
export const SAVING_TEXT: Record<Saving, string | undefined> = {
  'handed-over': undefined,
  left: undefined,
  'no-space':
    'There is no room for a ZIP of it beside what was received. Make room on the disk, then save it again.',
  gone: 'The browser does not give it out any more. Have it sent again.',
};

/** What is said aloud when something is offered. */
export function offerText(name: string, file: string, more: number): string {
  return more > 0 ? `${name} offers ${file} and ${more} more.` : `${name} offers ${file}.`;
}
