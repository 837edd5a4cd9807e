import type { SessionKeys } from '@whispernet/crypto';
import {
  type CallDetails,
  type LinkEnd,
  type LinkRole,
  type LocalMedia,
  openLink,
} from '@whispernet/peer';
import type { MessageId, SeatId, TransferId } from '@whispernet/protocol';
import {
  type Behavior,
  type FileSink,
  type FileSource,
  type FolderSource,
  Snapshots,
  type UnfinishedFile,
  UnfinishedTransfers,
} from '@whispernet/transfer';
import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  type SchedulerLike,
  Subject,
  filter,
  firstValueFrom,
  takeUntil,
} from 'rxjs';
import { Chat } from './chat';
import { displayName } from './display-name';
import type { Doorkeeper, Occupancy } from './doorkeeper';
import { Neighbour } from './neighbour';
import { Relays } from './relays';
import type { Rendezvous } from './rendezvous';
import { roomConnection } from './room-connection';
import { RoomError } from './room-error';
import type {
  CutOff,
  DoorState,
  Incident,
  Member,
  Message,
  RendezvousState,
  RoomConnection,
  RoomSession,
  RoomTransfer,
  Self,
} from './room-session';
import { SealedPath } from './sealed-path';
import { noticesOf } from './signaling-channel';
import { TransferRows } from './transfer-rows';

/** A person reads the latest ones; the rest is memory for an attacker to fill. */
const MAX_INCIDENTS = 20;

export interface RoomParts {
  /** As typed. */
  readonly name: string;
  readonly hideAddress: boolean;
  readonly rendezvous: Rendezvous;
  readonly doorkeeper: Doorkeeper;
  readonly scheduler: SchedulerLike | undefined;
}

/** A room that this browser sits in: neighbours, what was said, what is on its way. */
export class LiveRoom implements RoomSession {
  readonly self: Self;
  readonly members$ = new BehaviorSubject<readonly Member[]>([]);
  readonly conversation$: Behavior<readonly Message[]>;
  readonly typing$: Behavior<readonly SeatId[]>;
  /** The value is always the newest: whoever has asked for something can look at once. */
  readonly transfers$: Behavior<readonly RoomTransfer[]>;
  readonly cutOff$ = new BehaviorSubject<readonly CutOff[]>([]);
  readonly connection$: BehaviorSubject<RoomConnection>;
  readonly rendezvous$: BehaviorSubject<RendezvousState>;
  readonly door$: BehaviorSubject<DoorState>;
  readonly incidents$ = new BehaviorSubject<readonly Incident[]>([]);

  readonly #rendezvous: Rendezvous;
  readonly #doorkeeper: Doorkeeper;
  readonly #relays: Relays;
  readonly #hideAddress: boolean;
  readonly #scheduler: SchedulerLike | undefined;
  readonly #neighbours = new Map<SeatId, Neighbour>();
  /** Those who have left as well: what they sent can still be saved. */
  readonly #correspondents: Neighbour[] = [];
  /** What links have left behind, until another one goes on with it. */
  readonly #unfinished: UnfinishedTransfers;
  readonly #chat: Chat;
  readonly #transfers = new TransferRows();
  readonly #transfersTold$ = new Subject<void>();
  #hasLeft = false;
  readonly #ended$ = new Subject<void>();
  #media: LocalMedia = { microphone: undefined, camera: undefined };
  /** Of each link that stands or is being made, what ends it; with the room at the latest. */
  readonly #ends = new Map<SeatId, AbortController>();
  /** Seats ever sat in, our own too: each by one person, whatever the gateway says. */
  readonly #met: Set<SeatId>;
  /** Members whose way to the gateway is lost. */
  readonly #away = new Set<SeatId>();
  #leaving: Promise<void> | undefined;

  constructor({ name, hideAddress, rendezvous, doorkeeper, scheduler }: RoomParts) {
    this.#rendezvous = rendezvous;
    this.#doorkeeper = doorkeeper;
    this.#hideAddress = hideAddress;
    this.#scheduler = scheduler;
    this.#unfinished = new UnfinishedTransfers({ ...(scheduler && { scheduler }) });
    this.#relays = new Relays(rendezvous.channel, this.#ended$, scheduler);
    this.#met = new Set([rendezvous.seat]);
    this.door$ = doorkeeper.door$;
    this.self = { id: rendezvous.seat, name: displayName(name) };
    this.#chat = new Chat(this.self, this.#neighbours, scheduler);
    this.conversation$ = this.#chat.conversation$;
    this.typing$ = this.#chat.typing$;
    this.rendezvous$ = rendezvous.state$;
    this.connection$ = new BehaviorSubject(roomConnection([], rendezvous.state$.value));
    rendezvous.state$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#showMembers();
    });
    this.transfers$ = new Snapshots(() => this.#transferRows(), this.#transfersTold$);
    this.#unfinished.transfers$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#transfersTold$.next();
    });
    doorkeeper.serve(() => this.#occupancy(), this.#ended$);
    doorkeeper.newcomers$.pipe(takeUntil(this.#ended$)).subscribe(({ seat, keys }) => {
      // Else the gateway could put a newcomer in front of a neighbour, who would listen on unseen.
      if (this.#met.has(seat)) return;
      // The list of people tells how it ends; there is nobody else to tell.
      this.meet(seat, 'A', keys).catch((error: unknown) => {
        if (!(error instanceof RoomError)) throw error;
      });
    });
    doorkeeper.news$.pipe(takeUntil(this.#ended$)).subscribe((news) => {
      for (const { link } of this.#neighbours.values()) link.send(news);
    });
    doorkeeper.evicted$.pipe(takeUntil(this.#ended$)).subscribe((seat) => {
      this.#away.delete(seat);
      this.#ends.get(seat)?.abort(); // or a path that mends would make one more than there are places
    });
    this.#followSeats();
  }

  /**
   * Resolves when people may be connected to. Rejects with RoomError `no-relay` where the address is
   * to be hidden and there is nothing to hide it behind.
   */
  async whenReady(): Promise<void> {
    await this.#relays.ready;
    if (this.#hideAddress && this.#relays.servers.length === 0) throw new RoomError('no-relay');
  }

  get room() {
    return this.#rendezvous.room;
  }

  get capacity() {
    return this.#doorkeeper.capacity;
  }

  /**
   * Connects to a member with whom keys are shared. Resolves when the link stands; rejects with
   * RoomError where it does not come about.
   */
  async meet(peer: SeatId, role: LinkRole, keys: SessionKeys): Promise<void> {
    const end = new AbortController();
    const ended$ = new Subject<void>();
    this.#met.add(peer);
    this.#ends.set(peer, end);
    end.signal.addEventListener('abort', () => {
      this.#ends.delete(peer);
      ended$.next();
    });
    const sealed = new SealedPath(
      {
        channel: this.#rendezvous.channel,
        peer,
        sealer: keys.sealer,
        opener: keys.opener,
        ended$,
      },
      this.#scheduler,
    );
    const link = await openLink({
      role,
      binding: keys.binding,
      sealed,
      ready: this.#relays.ready,
      iceServers: () => this.#relays.servers,
      iceTransportPolicy: this.#hideAddress ? 'relay' : 'all',
      signal: end.signal,
      ...(this.#scheduler && { scheduler: this.#scheduler }),
    }).catch((cause: unknown) => {
      throw end.signal.aborted ? new RoomError('nobody-answers', { cause }) : cause; // left meanwhile
    });
    const { safetyCodes } = keys;
    const scheduler = this.#scheduler;
    const unfinished = this.#unfinished;
    this.#welcome(new Neighbour({ id: peer, role, link, safetyCodes, unfinished, end, scheduler }));
    sealed.forged$.pipe(takeUntil(ended$)).subscribe(() => {
      // During a join that is an attack; afterwards the link needs this path no more.
      if (link.state$.value.phase !== 'connecting') return;
      this.#report('tampered', peer, '');
      end.abort(new RoomError('impersonation'));
    });
    const state = await firstValueFrom(
      link.state$.pipe(filter(({ phase }) => phase === 'connected' || phase === 'closed')),
    );
    if (state.phase === 'closed') {
      const { reason } = end.signal as { readonly reason: unknown };
      throw reason instanceof RoomError ? reason : new RoomError(this.#codeOf(state.end));
    }
  }

  say(text: string, replyTo?: MessageId): void {
    this.#chat.say(text, replyTo);
  }

  edit(id: MessageId, text: string): void {
    this.#chat.edit(id, text);
  }

  delete(id: MessageId): void {
    this.#chat.delete(id);
  }

  react(id: MessageId, emoji: string, on: boolean): void {
    this.#chat.react(id, emoji, on);
  }

  clearMessages(): void {
    this.#chat.clear();
  }

  typing(on: boolean): void {
    this.#chat.typing(on);
  }

  offerFiles(files: readonly FileSource[]): void {
    for (const { files: exchange } of this.#neighbours.values()) {
      for (const file of files) exchange.offer(file);
    }
  }

  offerFolder(folder: FolderSource): void {
    for (const { files: exchange } of this.#neighbours.values()) exchange.offerFolder(folder);
  }

  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void {
    this.#correspondentOf(id)?.files.accept(id, sink, only);
  }

  acceptRest(id: TransferId): void {
    this.#correspondentOf(id)?.files.acceptRest(id);
  }

  pause(id: TransferId): void {
    this.#correspondentOf(id)?.files.pause(id);
    this.#unfinished.pause(id);
  }

  resume(id: TransferId): void {
    this.#correspondentOf(id)?.files.resume(id);
    this.#unfinished.resume(id);
  }

  adopt(unfinished: readonly UnfinishedFile[]): void {
    this.#unfinished.adopt(unfinished);
  }

  decline(id: TransferId): void {
    this.#correspondentOf(id)?.files.decline(id);
  }

  cancel(id: TransferId): void {
    this.#correspondentOf(id)?.files.cancel(id);
    this.#unfinished.cancel(id);
  }

  publish(media: LocalMedia): void {
    this.#media = media;
    this.#publish();
  }

  /** Again whenever somebody comes or goes: what is sent to many is sent to each in less detail. */
  #publish(): void {
    const media = { ...this.#media, audience: this.#neighbours.size };
    for (const { link } of this.#neighbours.values()) link.publish(media);
  }

  callDetails(peer: SeatId): Observable<CallDetails> {
    return this.#neighbours.get(peer)?.link.details$ ?? EMPTY;
  }

  closeDoor(): void {
    this.#doorkeeper.close();
  }

  openDoor(): void {
    this.#doorkeeper.open();
  }

  confirmSafetyCode(peer: SeatId): void {
    this.#neighbours.get(peer)?.safety.confirm();
  }

  disputeSafetyCode(peer: SeatId): void {
    this.#neighbours.get(peer)?.safety.dispute();
  }

  leave(): Promise<void> {
    this.#leaving ??= this.#leave();
    return this.#leaving;
  }

  /** Goodbyes and the freed seat go out before the first await: a page that closes has no time for more. */
  async #leave(): Promise<void> {
    this.#hasLeft = true;
    this.#ended$.next();
    for (const end of [...this.#ends.values()]) end.abort();
    this.#unfinished.end();
    const left = this.#rendezvous.leave();
    this.#neighbours.clear();
    this.#correspondents.length = 0;
    this.members$.next([]);
    this.#chat.forget();
    this.#transfersTold$.next();
    this.cutOff$.next([]);
    this.incidents$.next([]);
    this.connection$.next('disconnected');
    await left;
  }

  /** A neighbour from the first attempt to connect until the link has ended. */
  #welcome(neighbour: Neighbour): void {
    const { id, link } = neighbour;
    this.#neighbours.set(id, neighbour);
    this.#correspondents.push(neighbour);
    link.send({ t: 'hello', ...(this.self.name !== '' && { name: this.self.name }) });
    this.#publish();
    for (const news of this.#doorkeeper.report()) link.send(news);

    neighbour.member$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#showMembers();
      this.#transfersTold$.next(); // they carry the name
      if (this.cutOff$.value.length > 0) this.#showCutOff(); // so does this
    });
    neighbour.files.missing$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#showCutOff();
    });
    neighbour.files.transfers$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#transfersTold$.next();
    });
    this.#chat.follow(neighbour, this.#ended$);
    neighbour.doorNews$.pipe(takeUntil(this.#ended$)).subscribe((news) => {
      // On each link A was in the room first.
      this.#doorkeeper.hear(news, { seat: id, wasBefore: neighbour.role === 'B' });
    });
    neighbour.safety.violated$.pipe(takeUntil(this.#ended$)).subscribe(() => {
      this.#report('protocol-violation', id, neighbour.member$.value.name);
      neighbour.end.abort();
    });
    link.state$.pipe(takeUntil(this.#ended$)).subscribe((state) => {
      if (state.phase !== 'closed') return;
      if (state.end === 'not-bound' || state.end === 'protocol-violation')
        this.#report(state.end, id, neighbour.member$.value.name);
      this.#part(neighbour);
    });
  }

  /** The link ends, and a person has to know why. */
  #report(kind: Incident['kind'], peer: SeatId, name: string): void {
    const incident = { kind, peer, name };
    this.incidents$.next([...this.incidents$.value, incident].slice(-MAX_INCIDENTS));
  }

  #part(neighbour: Neighbour): void {
    neighbour.end.abort(); // what belongs to the link and is not yet over
    if (this.#neighbours.get(neighbour.id) === neighbour) this.#neighbours.delete(neighbour.id);
    this.#publish();
    this.#chat.part(neighbour);
    this.#showMembers();
  }

  /** The gateway's word on seats counts only where no link says otherwise. */
  #followSeats(): void {
    const { channel } = this.#rendezvous;
    const seats$ = <Name extends 'away' | 'back' | 'left'>(name: Name) =>
      noticesOf(channel, name).pipe(takeUntil(this.#ended$));
    seats$('away').subscribe(({ seat }) => {
      if (this.#met.has(seat)) this.#away.add(seat); // of others it cannot know any good
    });
    seats$('back').subscribe(({ seat }) => this.#away.delete(seat));
    seats$('left').subscribe(({ seat }) => {
      this.#away.delete(seat);
      const neighbour = this.#neighbours.get(seat);
      if (neighbour && neighbour.link.state$.value.phase !== 'connected') neighbour.end.abort();
    });
  }

  #occupancy(): Occupancy {
    const phaseOf = (seat: SeatId) => this.#neighbours.get(seat)?.link.state$.value.phase;
    const seats = new Set([...this.#ends.keys(), ...this.#away]);
    return {
      taken: 1 + seats.size,
      // Neither the gateway nor a link reaches them.
      deserted: [...this.#away].find(
        (seat) => !this.#ends.has(seat) || phaseOf(seat) === 'reconnecting',
      ),
      keepers: [...this.#neighbours.keys()].filter((seat) => phaseOf(seat) === 'connected'),
    };
  }

  /** What an end of the first link means to somebody who wanted to come in. */
  #codeOf(end: LinkEnd): RoomError['code'] {
    switch (end) {
      case 'no-path':
      case 'connection-lost':
        return this.#hideAddress ? 'no-relayed-path' : 'no-path';
      case 'left':
      case 'aborted':
        return 'nobody-answers';
      case 'no-proof':
        return 'no-proof';
      case 'not-bound':
      case 'protocol-violation':
        return 'impersonation';
      default:
        return end satisfies never;
    }
  }

  #correspondentOf(id: TransferId): Neighbour | undefined {
    // What goes on over a new link is listed by the ended one, too, where it was never answered.
    return this.#correspondents.findLast(({ files }) =>
      files.transfers$.value.some((transfer) => transfer.id === id),
    );
  }

  #showMembers(): void {
    const members = [...this.#neighbours.values()].map(({ member$ }) => member$.value);
    this.members$.next(members);
    this.connection$.next(roomConnection(members, this.#rendezvous.state$.value));
  }

  #showCutOff(): void {
    const known = new Set(this.transfers$.value.map(({ id }) => id));
    const cutOff = [...this.#neighbours.values()].flatMap(({ id, files, member$ }) => {
      // What another link is just about to let go of is not lost.
      const count = files.missing$.value.filter((missing) => !known.has(missing)).length;
      return count > 0 ? [{ peer: id, peerName: member$.value.name, count }] : [];
    });
    if (cutOff.length + this.cutOff$.value.length > 0) this.cutOff$.next(cutOff);
  }

  #transferRows(): readonly RoomTransfer[] {
    if (this.#hasLeft) return [];
    const perPeer = this.#correspondents.map(({ id, files, member$ }) => ({
      transfers: files.transfers$.value,
      peer: { id, name: member$.value.name },
    }));
    const waiting = { transfers: this.#unfinished.transfers$.value, peer: undefined };
    return this.#transfers.list([...perPeer, waiting]);
  }
}
