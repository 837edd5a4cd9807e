import type { SafetyCodes } from '@whispernet/crypto';
import { type LinkRole, type PeerLink, RateAllowance } from '@whispernet/peer';
import type { ControlMessage, MessageId, SeatId } from '@whispernet/protocol';
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
import { plainText } from './plain-text';
import type { Member, Message } from './room-session';
import { SafetyCheck, type SafetyMessage } from './safety-check';

type Heard = Omit<Message, 'delivery'>;

/** Nobody types faster; each is answered by a receipt, and we send 50 messages a second in all. */
const CHATS_PER_SECOND = 20;
/** What comes at once when a path was stalled for ten seconds. */
const CHATS_SAVED_UP = 200;

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
  readonly messages$: Observable<Heard>;
  /** Ids of one's own messages that have arrived there. */
  readonly receipts$: Observable<MessageId>;
  readonly files: FileExchange;
  readonly safety: SafetyCheck;
  /** What the member says of the door. */
  readonly doorNews$: Observable<DoorMessage>;
  readonly id: SeatId;
  /** This browser's role; B came later. */
  readonly role: LinkRole;
  readonly link: PeerLink;
  readonly end: AbortController;
  readonly #chats: RateAllowance;
  readonly #doorNews$ = new Subject<DoorMessage>();
  readonly #messages$ = new Subject<Heard>();
  readonly #receipts$ = new Subject<MessageId>();

  constructor({ id, role, link, safetyCodes, unfinished, end, scheduler }: NeighbourParts) {
    this.id = id;
    this.role = role;
    this.link = link;
    this.end = end;
    this.#chats = new RateAllowance(CHATS_PER_SECOND, CHATS_SAVED_UP, scheduler ?? asyncScheduler);
    this.doorNews$ = this.#doorNews$;
    this.messages$ = this.#messages$;
    this.receipts$ = this.#receipts$;
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
        return;
      case 'chat': {
        const { id, sentAt } = message;
        if (!this.#chats.take()) return; // not shown, so not confirmed: it does not read 'Delivered'
        // A repeat is confirmed again: the first receipt may be what was lost.
        this.link.send({ t: 'receipt', id });
        const text = plainText(message.text);
        const { id: author, name: authorName } = this.member$.value;
        if (text !== '') this.#messages$.next({ id, author, authorName, text, sentAt });
        return;
      }
      case 'receipt':
        this.#receipts$.next(message.id);
        return;
      case 'fails':
      case 'lock':
        this.#doorNews$.next(message);
        return;
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

  #change(change: Partial<Member>): void {
    this.member$.next({ ...this.member$.value, ...change });
  }
}

function isFileMessage(message: ControlMessage): message is FileMessage {
  return message.t.startsWith('file-');
}

function isSafetyMessage(message: ControlMessage): message is SafetyMessage {
  return message.t.startsWith('sas-');
}
