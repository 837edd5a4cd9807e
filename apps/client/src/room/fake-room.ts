import '../texts/en/whole';
import { TestBed } from '@angular/core/testing';
import type { SafetyCode } from '@whispernet/crypto';
import { MessageId, RoomNumber, SeatId, TransferId, newId } from '@whispernet/protocol';
import type {
  CallDetails,
  CutOff,
  DoorState,
  Incident,
  LocalMedia,
  Member,
  Message,
  PasswordKind,
  RendezvousState,
  RoomConnection,
  RoomSession,
  RoomTransfer,
} from '@whispernet/room';
import type { FileSink, FolderSource, UnfinishedFile } from '@whispernet/transfer';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { parse } from 'valibot';
import { ActiveRoom } from './active-room';
import { ROOM_ENTRANCE } from './way-in';

/** A room without a network: its state is set by hand, and what the screen asks for is written down. */
export class FakeRoom implements RoomSession {
  readonly room = parse(RoomNumber, '482193067');
  readonly capacity: number = 2;
  readonly self = { id: newId(SeatId), name: 'alice' };
  readonly members$ = new BehaviorSubject<readonly Member[]>([]);
  readonly conversation$ = new BehaviorSubject<readonly Message[]>([]);
  readonly typing$ = new BehaviorSubject<readonly SeatId[]>([]);
  readonly transfers$ = new BehaviorSubject<readonly RoomTransfer[]>([]);
  readonly cutOff$ = new BehaviorSubject<readonly CutOff[]>([]);
  readonly connection$ = new BehaviorSubject<RoomConnection>('waiting');
  readonly rendezvous$ = new BehaviorSubject<RendezvousState>('open');
  readonly door$ = new BehaviorSubject<DoorState>({ state: 'open', wrongPasswords: 0 });
  readonly incidents$ = new BehaviorSubject<readonly Incident[]>([]);
  readonly callDetails$ = new Subject<CallDetails>();
  readonly asked: unknown[][] = [];
  readonly sinks = new Map<TransferId, FileSink>();

  say(text: string, replyTo?: MessageId): void {
    this.asked.push(['say', text, ...(replyTo ? [replyTo] : [])]);
  }
  edit(id: MessageId, text: string): void {
    this.asked.push(['edit', id, text]);
  }
  delete(id: MessageId): void {
    this.asked.push(['delete', id]);
  }
  clearMessages(): void {
    this.asked.push(['clearMessages']);
  }
  react(id: MessageId, emoji: string, on: boolean): void {
    this.asked.push(['react', id, emoji, on]);
  }
  typing(on: boolean): void {
    this.asked.push(['typing', on]);
  }
  offerFiles(files: readonly { readonly name: string; readonly size: number }[]): void {
    this.asked.push(['offerFiles', ...files.map(({ name }) => name)]);
    this.#offered(files);
  }
  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void {
    this.asked.push(['accept', id, ...(only ?? [])]);
    this.sinks.set(id, sink);
  }
  offerFolder({ name, files }: FolderSource): void {
    this.asked.push(['offerFolder', name, ...files.map(({ path }) => path.join('/'))]);
    const size = files.reduce((sum, { source }) => sum + source.size, 0);
    this.#offered([{ name, size }]);
  }
  acceptRest(id: TransferId): void {
    this.asked.push(['acceptRest', id]);
    this.transfers$.next(
      this.transfers$.value.map((each) =>
        each.id === id
          ? { ...each, state: { phase: 'receiving', bytes: each.heldBytes ?? 0 } }
          : each,
      ),
    );
  }
  pause(id: TransferId): void {
    this.asked.push(['pause', id]);
  }
  resume(id: TransferId): void {
    this.asked.push(['resume', id]);
  }
  adopt(unfinished: readonly UnfinishedFile[]): void {
    this.asked.push(['adopt', ...unfinished.map(({ name }) => name)]);
  }
  decline(id: TransferId): void {
    this.asked.push(['decline', id]);
  }
  cancel(id: TransferId): void {
    this.asked.push(['cancel', id]);
  }
  /** Notes the camera and the microphone, and a screen where one is shared. */
  publish({ camera, microphone, screen }: LocalMedia): void {
    const shared = screen === undefined ? [] : ['screen'];
    this.asked.push(['publish', camera !== undefined, microphone !== undefined, ...shared]);
  }
  callDetails(): Observable<CallDetails> {
    return this.callDetails$;
  }
  closeDoor(): void {
    this.asked.push(['closeDoor']);
  }
  openDoor(): void {
    this.asked.push(['openDoor']);
  }
  confirmSafetyCode(peer: SeatId): void {
    this.asked.push(['confirmSafetyCode', peer]);
  }
  disputeSafetyCode(peer: SeatId): void {
    this.asked.push(['disputeSafetyCode', peer]);
  }
  leave(): Promise<void> {
    this.asked.push(['leave']);
    this.conversation$.next([]);
    this.transfers$.next([]);
    return Promise.resolve();
  }
  /** As rooms do: what is offered is listed at once, for each member. */
  #offered(things: readonly { readonly name: string; readonly size: number }[]): void {
    const listed = this.members$.value.flatMap(({ id: peer }) =>
      things.map(({ name, size }) =>
        transfer({ direction: 'out', name, size, peer, state: { phase: 'waiting' } }),
      ),
    );
    this.transfers$.next([...this.transfers$.value, ...listed]);
  }
}

export const bob: Member = {
  id: newId(SeatId),
  name: 'bob',
  link: { phase: 'connected', path: 'direct' },
  microphoneOn: false,
  cameraOn: false,
  media: { microphone: undefined, camera: undefined },
  safety: { phase: 'pending' },
};

/** The golden vector of docs/protocol: telephone, unicorn, tree, hat, gift. */
export const code: SafetyCode = { emoji: [49, 4, 16, 32, 40], digits: '540 039 569' };

export const message = (own: Partial<Message>): Message => ({
  id: newId(MessageId),
  author: bob.id,
  authorName: bob.name,
  text: 'hello',
  sentAt: 0,
  knownAt: 0,
  order: 0,
  replyTo: undefined,
  edited: undefined,
  isDeleted: false,
  reactions: [],
  delivery: undefined,
  ...own,
});

export const transfer = (own: Partial<RoomTransfer>): RoomTransfer => ({
  id: newId(TransferId),
  direction: 'in',
  name: 'holiday.jpg',
  isProgram: false,
  size: 2_000_000,
  type: 'image/jpeg',
  lastModified: 0,
  state: { phase: 'offered' },
  peer: bob.id,
  peerName: bob.name,
  ...own,
});

/** alice in a fake room, through the front door of the screen. */
export async function insideFakeRoom(
  passwordKind: PasswordKind = 'own',
  room = new FakeRoom(),
  password = 'a secret',
): Promise<{ room: FakeRoom; active: ActiveRoom }> {
  const open = () => Promise.resolve(room);
  TestBed.overrideProvider(ROOM_ENTRANCE, { useValue: { createRoom: open, joinRoom: open } });
  const active = TestBed.inject(ActiveRoom);
  await active.create(
    {
      room: room.room,
      password,
      name: 'alice',
      passwordKind,
      hideAddress: false,
    },
    2,
  );
  return { room, active };
}
