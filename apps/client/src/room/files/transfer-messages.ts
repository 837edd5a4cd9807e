import type { RoomTransfer } from '@whispernet/room';
import type { PausedBy, TransferState } from '@whispernet/transfer';
import type { AllTexts } from '../../texts/translation';
import type { Acceptance, Saving } from '../active-room';

type Words = AllTexts['files'];
type Phase = RoomTransfer['state']['phase'];
type Failure = Extract<TransferState, { readonly phase: 'failed' }>;

/** The state of a transfer, in the word that tests and screen readers know. */
export function phaseText({ state: t }: Words, phase: Phase): string {
  const words: Record<Phase, string> = {
    waiting: t.waiting,
    offered: t.offered,
    sending: t.sending,
    receiving: t.receiving,
    paused: t.paused,
    verifying: t.verifying,
    done: t.done,
    declined: t.declined,
    cancelled: t.cancelled,
    failed: t.failed,
  };
  return words[phase];
}

/** Somebody at the other end, as the screen calls them. */
export interface Peer {
  readonly name: string;
  readonly hasLeft: boolean;
  /** Whether, after that, somebody of the same name has come in: on another seat, maybe the same person. */
  readonly isBack: boolean;
  /** Whether the link stands, or the gateway can still bring about a new one. */
  readonly canReturn: boolean;
}

/**
 * Why a transfer has failed, and what the person who reads it can do. A file is unreadable or changed
 * where it was sent from, and a disk is full where it goes to, whichever side has noticed.
 */
export function failureText(
  { failed: t }: Words,
  { reason, side }: Omit<Failure, 'phase'>,
  direction: RoomTransfer['direction'],
  { name, hasLeft }: Peer,
): string {
  const isSender = direction === 'out';
  switch (reason) {
    case 'connection-lost':
      if (hasLeft) return isSender ? t.leftSender(name) : t.leftReceiver(name);
      return isSender ? t.lostSender(name) : t.lostReceiver(name);
    case 'source-unreadable':
      return isSender ? t.unreadableSender : t.unreadableReceiver(name);
    case 'source-changed':
      return isSender ? t.changedSender : t.changedReceiver(name);
    case 'sink-failed':
      return isSender ? t.unwritableSender(name) : t.unwritableReceiver(name);
    case 'disk-full':
      return isSender ? t.fullSender(name) : t.fullReceiver(name);
    case 'corrupted':
      return isSender ? t.corruptedSender : t.corruptedReceiver(name);
    case 'listing-too-long':
      return t.namesTooLong;
    case 'protocol-violation':
      return side === 'here' ? t.theyBrokeRules(name) : t.theyRefused(name);
    default:
      return reason satisfies never;
  }
}

/**
 * Who holds a transfer back, and what makes it go on: only what will happen is promised. Whoever
 * receives keeps what is here; whoever has reloaded the page has to choose anew what is sent.
 */
export function pausedText(
  { paused: t }: Words,
  { here, there, link }: PausedBy,
  direction: RoomTransfer['direction'],
  { name, hasLeft, isBack, canReturn }: Peer,
): string {
  if (!link) {
    if (here && there) return t.byBoth(name);
    return here ? t.byYou : t.by(name);
  }
  const isSender = direction === 'out';
  if (isBack && !isSender) return t.backKept(name);
  if (isBack && !here) return t.backWaits(name);
  if (!canReturn) return isSender ? t.noWayBack(name) : t.noWayBackKept(name);
  if (hasLeft && !isSender) return t.goneKept(name);
  if (hasLeft) {
    if (here) return t.goneYouResume(name);
    return there ? t.goneTheyResume(name) : t.goneByItself(name);
  }
  if (here) return t.lostYouResume(name);
  return there ? t.lostTheyResume(name) : t.lostByItself(name);
}

/** Of what an earlier visit to this room has left, and nobody offers yet. */
export function leftBehindText({ paused: t }: Words, peerName: string): string {
  return peerName ? t.leftBehind(peerName) : t.leftBehindBySomebody;
}

/** Of an offered file of which a part is here from an earlier attempt. */
export function heldText(t: Words, heldBytes: number, size: number, name: string): string {
  if (heldBytes >= size) return t.held.all(name);
  return t.held.part(name, Math.floor((100 * heldBytes) / size));
}

/** What a person has to know of an answer: mostly why the file is still only offered. Undefined where that needs no words. */
export function acceptanceText(t: Words, acceptance: Acceptance): string | undefined {
  switch (acceptance.outcome) {
    case 'taken':
    case 'not-chosen':
      return undefined;
    case 'no-space':
      return t.notTaken.noSpace(acceptance.needs, acceptance.offers);
    case 'not-noted':
      return t.notTaken.notNoted;
    case 'no-place':
      return t.notTaken.noPlace;
    case 'too-scattered':
      return t.notTaken.tooScattered;
    default:
      return acceptance satisfies never;
  }
}

/** Why a received file was not saved; undefined where that needs no words. */
export function savingText(t: Words, saving: Saving): string | undefined {
  switch (saving) {
    case 'handed-over':
    case 'left':
      return undefined;
    case 'no-space':
      return t.notSaved.noSpace;
    case 'gone':
      return t.notSaved.gone;
    default:
      return saving satisfies never;
  }
}

/** What is said aloud when something is offered. */
export function offerText({ offers: t }: Words, name: string, file: string, more: number): string {
  return more > 0 ? t.more(name, file, more) : t.one(name, file);
}
