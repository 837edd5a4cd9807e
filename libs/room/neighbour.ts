import type { PeerLink } from '@whispernet/peer';
import type { ControlMessage, MessageId, SeatId } from '@whispernet/protocol';
import { FileExchange, type FileMessage } from '@whispernet/transfer';
import { BehaviorSubject, type Observable, Subject, filter } from 'rxjs';
import { displayName } from './display-name';
import { plainText } from './plain-text';
import type { Member, Message } from './room-session';

type Heard = Omit<Message, 'delivery'>;

/** One other member with everything that hangs on the link to them. */
export class Neighbour {
  readonly member$: BehaviorSubject<Member>;
  readonly messages$: Observable<Heard>;
  /** Ids of one's own messages that have arrived there. */
  readonly receipts$: Observable<MessageId>;
  readonly files: FileExchange;
  readonly #messages$ = new Subject<Heard>();
  readonly #receipts$ = new Subject<MessageId>();

  constructor(
    readonly id: SeatId,
    readonly link: PeerLink,
    /** Ends the link and all that hangs on it. */
    readonly end: AbortController,
  ) {
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
      },
      end.signal,
    );
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
      case 'sas-commit':
      case 'sas-nonce':
      case 'sas-reveal':
      case 'sas-ok':
      case 'fails':
      case 'lock':
      case 'file-offer':
      case 'file-accept':
      case 'file-decline':
      case 'file-cancel':
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
