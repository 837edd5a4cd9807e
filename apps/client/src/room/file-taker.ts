import { computed, signal } from '@angular/core';
import type { TransferId } from '@whispernet/protocol';
import type { RoomSession, RoomTransfer } from '@whispernet/room';
import { type FileSink, type FolderEntry, hasEnded } from '@whispernet/transfer';
import { type ChosenPlace, hasPlacePicker, pickPlace } from '../browser/chosen-place';
import { PickerSink, hasSavePicker, pickSink } from '../browser/picker-sink';
import type { ReceivedFiles } from '../browser/received/received-files';
import { saveFile } from '../browser/save-file';
import { askForSpace, freeSpace } from '../browser/storage-space';

/**
 * What became of accepting a file. Only `taken` and `not-noted` change the transfer; else it is still
 * offered, or has ended. `not-noted`: it goes on with what was here, but a later page would not know
 * that. `too-scattered`: the files chosen of a folder are in more pieces than the wire names.
 */
export type Acceptance =
  | { readonly outcome: 'taken' | 'not-noted' | 'not-chosen' | 'no-place' | 'too-scattered' }
  /** In bytes: what the disk would have to take, and what this browser offers. */
  | { readonly outcome: 'no-space'; readonly needs: number; readonly offers: number };

/**
 * What became of saving. `no-space`: a ZIP needs as much again as the folder; `gone`: it is not there
 * any more, or the browser does not give it out; `left`: with the room.
 */
export type Saving = 'handed-over' | 'no-space' | 'gone' | 'left';

/**
 * Where a file goes. `ask`: where the person says, if the browser can ask, else into the browser's
 * own storage; `browser`: there without asking; or a folder that the person has chosen already.
 */
export type Destination = 'ask' | 'browser' | ChosenPlace;

/** Takes offered files, and gives out those that lie in this browser. One for each stay in a room. */
export class FileTaker {
  /** Received into this browser's own storage, to be saved from there; the bytes that it takes there. */
  readonly #kept = signal<ReadonlyMap<TransferId, number>>(new Map());
  /** Received to where the person chose. */
  readonly #placed = signal<ReadonlyMap<TransferId, PickerSink>>(new Map());
  readonly #saved = signal<ReadonlySet<TransferId>>(new Set());
  readonly #saving = signal<ReadonlySet<TransferId>>(new Set());

  #adopted = Promise.resolve();

  readonly kept = computed(() => new Set(this.#kept().keys()));
  /** Files, not folders, that can be read again once they are there. */
  readonly readable = computed(() => new Set([...this.#kept().keys(), ...this.#placed().keys()]));
  readonly saved = this.#saved.asReadonly();
  /** What a ZIP is just made of. */
  readonly saving = this.#saving.asReadonly();

  constructor(
    private readonly session: RoomSession,
    private readonly received: ReceivedFiles,
  ) {}

  /** Takes up what an earlier visit to this room has left in this browser; `adopted` tells when. */
  adopt(): void {
    this.#adopted = this.#adopt();
  }

  get adopted(): Promise<void> {
    return this.#adopted;
  }

  async #adopt(): Promise<void> {
    try {
      const unfinished = await this.received.unfinished();
      if (unfinished.length === 0) return;
      this.#kept.update((kept) => new Map([...kept, ...unfinished.map(spaceOf)]));
      this.session.adopt(unfinished);
    } catch (error) {
      // Private windows and managed browsers have no storage: then nothing was left there, either.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /**
   * Takes an offered file, or folder, or the files of it with the places `only`; where a part is here
   * already, the rest of it. Call it inside the click.
   */
  async accept(
    transfer: RoomTransfer,
    only: readonly number[] | undefined,
    destination: Destination,
  ): Promise<Acceptance> {
    if (transfer.heldBytes !== undefined && this.#takesRest(transfer))
      return this.#noteRest(transfer);
    if (transfer.folder && !transfer.folder.files) return { outcome: 'not-chosen' }; // not known yet
    // In the order of the listing: that is how they come.
    const places = only && [...new Set(only)].sort((one, other) => one - other);
    try {
      const sink = await this.#sink(transfer, chosen(transfer, places), destination);
      if ('outcome' in sink) return sink;
      if (this.#now(transfer.id)?.phase !== 'offered') {
        await this.#forget(transfer.id, sink);
        return { outcome: 'not-chosen' };
      }
      try {
        this.session.accept(transfer.id, sink, places);
      } catch (error) {
        await this.#forget(transfer.id, sink);
        throw error;
      }
      if (sink instanceof PickerSink)
        this.#placed.update((placed) => new Map([...placed, [transfer.id, sink]]));
      return { outcome: 'taken' };
    } catch (error) {
      if (error instanceof RangeError) return { outcome: 'too-scattered' };
      // Private windows and managed browsers refuse storage, each with another DOMException.
      if (error instanceof DOMException) return { outcome: 'no-place' };
      throw error;
    }
  }

  /** Saves a received file, again if wanted: a folder as a ZIP, which is made first. */
  async save({ id, name, folder }: RoomTransfer): Promise<Saving> {
    if (this.#saving().has(id)) return 'handed-over'; // by the click before
    this.#saving.update((saving) => new Set([...saving, id]));
    try {
      const taken = await this.received.export(id);
      saveFile(taken.file, folder ? `${name}.zip` : name, () => {
        taken.release().catch(reportError);
      });
      this.#saved.update((saved) => new Set([...saved, id]));
      return 'handed-over';
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (error.name === 'AbortError') return 'left';
      return error.name === 'QuotaExceededError' ? 'no-space' : 'gone';
    } finally {
      this.#saving.update((saving) => new Set([...saving].filter((other) => other !== id)));
    }
  }

  /** What was received as this file, wherever it lies; undefined where it is not there any more. */
  async read(id: TransferId): Promise<Blob | undefined> {
    try {
      const placed = this.#placed().get(id);
      return placed ? await placed.read() : (await this.received.export(id)).file;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return undefined;
    }
  }

  /** Deletes all that was not saved. A download that has begun goes on: the browser holds the file open. */
  async wipe(): Promise<void> {
    await this.received.wipe();
    await this.#adopted;
  }

  /** Leaves what this browser's storage holds to who enters the room again. Nothing is deleted from the call on. */
  async leave(): Promise<void> {
    await this.received.leave();
    await this.#adopted;
  }

  /** Goes on where an earlier attempt was left. False where that has just gone: then it is still offered. */
  #takesRest({ id }: RoomTransfer): boolean {
    this.session.acceptRest(id);
    return this.#now(id)?.phase !== 'offered';
  }

  /** What was begun as `heldAs` is this transfer's now, here and for a later page. */
  async #noteRest({ id, heldAs }: RoomTransfer): Promise<Acceptance> {
    const state = this.#now(id);
    if (!state || hasEnded(state)) return { outcome: 'not-chosen' }; // its row says why
    const placed = heldAs && this.#placed().get(heldAs);
    if (placed) this.#placed.update((all) => new Map([...all, [id, placed]]));
    const space = heldAs && this.#kept().get(heldAs);
    if (!heldAs || space === undefined) return { outcome: 'taken' }; // it goes to a place of the person's choice
    const rest = [...this.#kept()].filter(([kept]) => kept !== heldAs);
    this.#kept.set(new Map([...rest, [id, space]]));
    try {
      await this.received.continueAs(heldAs, id);
      return { outcome: 'taken' };
    } catch (error) {
      // Whatever disk or worker say: this page does not need the note. Who leaves the room does not, either.
      const hasLeft = error instanceof DOMException && error.name === 'AbortError';
      return { outcome: hasLeft ? 'taken' : 'not-noted' };
    }
  }

  #now(id: TransferId): RoomTransfer['state'] | undefined {
    return this.session.transfers$.value.find((transfer) => transfer.id === id)?.state;
  }

  async #sink(
    { id, name, size, type, lastModified }: RoomTransfer,
    folder: readonly FolderEntry[] | undefined,
    destination: Destination,
  ): Promise<FileSink | Acceptance> {
    if (destination === 'ask' && folder && hasPlacePicker(window)) {
      const place = await pickPlace(window);
      return (await place?.treeSink(name, folder)) ?? { outcome: 'not-chosen' };
    }
    if (destination === 'ask' && !folder && hasSavePicker(window))
      return (await pickSink(window, name)) ?? { outcome: 'not-chosen' };
    if (destination !== 'ask' && destination !== 'browser')
      return folder ? destination.treeSink(name, folder) : destination.fileSink(name);

    await this.#adopted; // it looks through the folder, and knows what else is still to come
    const taken = folder ? sum(folder.map((entry) => entry.size)) : size;
    const space = folder ? 2 * taken : taken; // the ZIP needs as much again
    await askForSpace(space);
    const offers = Math.max(0, (await freeSpace()) - this.#promised());
    if (space > offers) return { outcome: 'no-space', needs: space, offers };
    const sink = await this.received.create({ id, name, size: taken, type, lastModified, folder });
    this.#kept.update((kept) => new Map([...kept, [id, space]]));
    return sink;
  }

  /** What the files that are on their way into this browser will still take. */
  #promised(): number {
    const running = this.session.transfers$.value.filter(({ state }) => !hasEnded(state));
    return sum(
      running.map(({ id, state }) => {
        const space = this.#kept().get(id) ?? 0;
        return Math.max(0, space - ('bytes' in state ? state.bytes : 0));
      }),
    );
  }

  async #forget(id: TransferId, sink: FileSink): Promise<void> {
    this.#kept.update((kept) => new Map([...kept].filter(([other]) => other !== id)));
    await sink.abort();
  }
}

/** The files of a folder that are to be taken; undefined for a single file. */
function chosen(
  { folder }: RoomTransfer,
  only: readonly number[] | undefined,
): readonly FolderEntry[] | undefined {
  if (!folder) return undefined;
  const files = folder.files ?? [];
  return only ? only.flatMap((place) => files[place] ?? []) : files;
}

const spaceOf = ({
  id,
  size,
  folder,
}: {
  readonly id: TransferId;
  readonly size: number;
  readonly folder?: unknown;
}) => [id, folder ? 2 * size : size] as const;

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
