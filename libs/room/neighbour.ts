import type { SafetyCodes } from '@whispernet/crypto';
import type { LinkRole, PeerLink } from '@whispernet/peer';
import type { ControlMessage, SeatId } from '@whispernet/protocol';
import { FileExchange, type FileMessage, type UnfinishedTransfers } from '@whispernet/transfer';
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  Subject,
  asyncScheduler,
  filter,
  fromEvent,
} from 'rxjs';
import { displayName } from './display-name';
import type { DoorMessage } from './door-record';
import { type ChatMessage, HeardChat } from './heard-chat';
import type { Member } from './room-session';
import { SafetyCheck, type SafetyMessage } from './safety-check';

export interface NeighbourParts {
  readonly id: SeatId;
  readonly role: LinkRole;
  readonly link: PeerLink;
  readonly safetyCodes: SafetyCodes;
  /** What earlier links have interrupted; this one may go on with it. */
  readonly unfinished: UnfinishedTransfers;
  /** Ends the link and all that hangs on it. */
  readonly end: AbortController;
  readonly scheduler: SchedulerLike | undefined;
}

/** One other member with everything that hangs on the link to them. */
export class Neighbour {
  readonly member$: BehaviorSubject<Member>;
  readonly chat: HeardChat;
  readonly files: FileExchange;
  readonly safety: SafetyCheck;
  /** What the member says of the door. */
  readonly doorNews$: Observable<DoorMessage>;
  readonly id: SeatId;
  /** This browser's role; B came later. */
  readonly role: LinkRole;
  readonly link: PeerLink;
  readonly end: AbortController;
  readonly #doorNews$ = new Subject<DoorMessage>();

  constructor({ id, role, link, safetyCodes, unfinished, end, scheduler }: NeighbourParts) {
    this.id = id;
    this.role = role;
    this.link = link;
    this.end = end;
    this.doorNews$ = this.#doorNews$;
    this.member$ = new BehaviorSubject<Member>({
      id,
      name: '',
      link: link.state$.value,
      microphoneOn: false,
      cameraOn: false,
      media: link.media$.value,
      safety: { phase: 'pending' },
    });
    link.state$.subscribe((state) => {
      this.#change({ link: state });
    });
    link.media$.subscribe((media) => {
      this.#change({ media });
    });
    link.quality$.subscribe((quality) => {
      this.#change({ quality });
    });
    link.holdsPicture$.subscribe((ours) => {
      this.#hold({ ours });
    });
    this.files = new FileExchange(
      {
        send: (message) => {
          link.send(message);
        },
        messages$: link.messages$.pipe(filter(isFileMessage)),
        openBulk: () => link.openBulk(),
        bulk$: link.bulk$,
        share$: link.share$,
      },
      { unfinished, signal: end.signal, ...(scheduler && { scheduler }) },
    );
    this.chat = new HeardChat({
      peer: id,
      name: () => this.member$.value.name,
      messages$: link.messages$.pipe(filter(isChatMessage)),
      send: (receipt) => {
        link.send(receipt);
      },
      scheduler: scheduler ?? asyncScheduler,
    });
    this.safety = new SafetyCheck({
      role,
      codes: safetyCodes,
      messages$: link.messages$.pipe(filter(isSafetyMessage)),
      send: (message) => {
        link.send(message);
      },
      ended$: fromEvent(end.signal, 'abort'),
      ...(scheduler && { scheduler }),
    });
    this.safety.state$.subscribe((safety) => {
      this.#change({ safety });
    });
    link.state$.subscribe(() => {
      const { certificates } = link;
      if (certificates) void this.safety.start(certificates);
    });
    link.messages$.subscribe((message) => {
      this.#hear(message);
    });
  }

  #hear(message: ControlMessage): void {
    switch (message.t) {
      case 'hello':
        this.#change({ name: displayName(message.name ?? '') });
        return;
      case 'media':
        this.#change({ microphoneOn: message.mic, cameraOn: message.cam });
        this.#hold({ theirs: message.held === true });
        return;
      case 'fails':
      case 'lock':
        this.#doorNews$.next(message);
        return;
      case 'chat':
      case 'receipt':
      case 'chat-edit':
      case 'chat-delete':
      case 'reaction':
      case 'typing': // the conversation's own
      case 'sas-commit':
      case 'sas-nonce':
      case 'sas-reveal':
      case 'sas-ok': // the safety check's own
      case 'file-offer':
      case 'file-accept':
      case 'file-decline':
      case 'file-cancel':
      case 'file-pause':
      case 'file-resume':
      case 'file-wanted':
      case 'file-received':
      case 'signal': // the link's own
      case 'bye':
        return;
      default:
        message satisfies never;
    }
  }

  #hold(held: { readonly ours?: boolean; readonly theirs?: boolean }): void {
    const { held: before = { ours: false, theirs: false } } = this.member$.value;
    this.#change({ held: { ...before, ...held } });
  }

  #change(change: Partial<Member>): void {
    this.member$.next({ ...this.member$.value, ...change });
  }
}

function isChatMessage(message: ControlMessage): message is ChatMessage {
  return CHAT_TYPES.has(message.t);
}

const CHAT_TYPES: ReadonlySet<ControlMessage['t']> = new Set<ChatMessage['t']>([
  ...(['chat', 'receipt', 'chat-edit', 'chat-delete', 'reaction', 'typing'] as const),
]);

function isFileMessage(message: ControlMessage): message is FileMessage {
  return message.t.startsWith('file-');
}

function isSafetyMessage(message: ControlMessage): message is SafetyMessage {
  return message.t.startsWith('sas-');
}
