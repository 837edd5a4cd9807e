import { type Signal, Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { SeatId, TransferId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import { ActiveRoom } from '../active-room';
import { kindOf } from '../files/file-kind';

/** A picture that has arrived, or that was sent to at least one: something that was said, too. */
export interface Picture {
  readonly id: TransferId;
  readonly name: string;
  readonly size: number;
  /** Undefined where it came to an earlier visit. */
  readonly author: SeatId | undefined;
  readonly authorName: string;
  /** When it was all there, by this browser's clock, in ms since the epoch. */
  readonly knownAt: number;
  /** A number between those of the messages around it. */
  readonly order: number;
  /** One's own file; undefined for what others have sent. */
  readonly own: Blob | undefined;
}

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Now {
  readonly transfers: readonly RoomTransfer[];
  /** The number of the newest message; -1 before the first. */
  readonly newest: number;
}

/** The pictures of a conversation, and which of them a person wants to see in it. */
@Service({ autoProvided: false })
export class Pictures {
  readonly #active = inject(ActiveRoom);
  /** Also where that message is not there any more. */
  readonly #newest = linkedSignal<number, number>({
    source: () => this.#active.messages().at(-1)?.order ?? -1,
    computation: (now, before) => Math.max(now, before?.value ?? -1),
  });
  readonly #all = linkedSignal<Now, readonly Picture[]>({
    source: () => ({
      transfers: this.#active.transfers(),
      newest: this.#newest(),
    }),
    computation: ({ transfers, newest }, before) =>
      this.#withNew(before?.value ?? [], transfers, newest),
  });
  /** Those that are shown, with their sizes as soon as these are known. */
  readonly #shown = signal<ReadonlyMap<TransferId, Size | undefined>>(new Map());

  readonly #cleared = signal<ReadonlySet<TransferId>>(new Set());

  /** In the order in which they came. */
  readonly all: Signal<readonly Picture[]> = computed(() =>
    this.#all().filter(({ id }) => !this.#cleared().has(id)),
  );

  isShown(id: TransferId): boolean {
    return this.#shown().has(id);
  }

  /** Kept while it is out of sight, so that it takes the same place when it comes back. */
  sizeOf(id: TransferId): Size | undefined {
    return this.#shown().get(id);
  }

  show(id: TransferId, size?: Size): void {
    this.#shown.update((shown) => new Map([...shown, [id, size]]));
  }

  hide(id: TransferId): void {
    this.#shown.update((shown) => new Map([...shown].filter(([other]) => other !== id)));
  }

  /** Takes all that are there out of the conversation; the files stay. */
  clear(): void {
    this.#cleared.set(new Set(this.#all().map(({ id }) => id)));
    this.#shown.set(new Map());
  }

  /** What is in it; undefined where it is not there any more. */
  async read({ id, own }: Picture): Promise<Blob | undefined> {
    return own ?? this.#active.fileDesk()?.taken.read(id);
  }

  #withNew(
    known: readonly Picture[],
    transfers: readonly RoomTransfer[],
    newest: number,
  ): readonly Picture[] {
    const ids = new Set(known.map(({ id }) => id));
    // Sent to several people it is one picture.
    const sources = new Set(known.map(({ own }) => own));
    const all = [...known];
    for (const transfer of transfers) {
      if (ids.has(transfer.id) || transfer.state.phase !== 'done') continue;
      if (kindOf(transfer) !== 'image') continue;
      const picture = this.#pictureOf(transfer);
      if (!picture || (picture.own && sources.has(picture.own))) continue;
      sources.add(picture.own);
      const among = all.filter(({ order }) => Math.floor(order) === newest).length;
      // After the newest message and after those that have come since, before the next message.
      all.push({ ...picture, order: newest + 1 - 1 / (among + 2), knownAt: Date.now() });
    }
    return all.length > known.length ? all : known;
  }

  #pictureOf(transfer: RoomTransfer): Omit<Picture, 'order' | 'knownAt'> | undefined {
    const { id, name, size, direction, peer, peerName } = transfer;
    const desk = this.#active.fileDesk();
    if (direction === 'in')
      return desk?.taken.readable().has(id)
        ? { id, name, size, author: peer, authorName: peerName, own: undefined }
        : undefined;
    const own = desk?.sent.get(id);
    const self = this.#active.self();
    return own instanceof Blob && self
      ? { id, name, size, author: self.id, authorName: self.name, own }
      : undefined;
  }
}
