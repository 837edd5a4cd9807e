import type { TransferId } from '@whispernet/protocol';
import type { RoomDetails, RoomSession, RoomTransfer } from '@whispernet/room';
import type { FileSource, FolderSource } from '@whispernet/transfer';
import { hasEnded } from '@whispernet/transfer/state';
import type { FileTaker } from './file-taker';
import { SentSources } from './files/sent-sources';

/** One stay in a room: what can be asked there, what was taken and sent, and how it ends. */
export class Stay {
  /** What was offered, to be offered again. */
  readonly sent = new SentSources();
  /** As it was typed. */
  readonly password: RoomDetails['password'];
  /** Whether the password was drawn by chance, as far as this page knows. */
  readonly passwordKind: RoomDetails['passwordKind'];

  constructor(
    readonly session: RoomSession,
    { password, passwordKind }: RoomDetails,
    /** Where what was received lies. */
    readonly taken: FileTaker,
  ) {
    this.password = password;
    this.passwordKind = passwordKind;
  }

  offerFiles(files: readonly FileSource[]): void {
    this.#offer(files, () => {
      this.session.offerFiles(files);
    });
  }

  offerFolder(folder: FolderSource): void {
    this.#offer([folder], () => {
      this.session.offerFolder(folder);
    });
  }

  /** Offers what was sent in `id` once more, as a transfer of its own. */
  sendAgain(id: TransferId): void {
    const source = this.sent.take(id);
    if (!source) return;
    if ('files' in source) this.offerFolder(source);
    else this.offerFiles([source]);
  }

  /** Which of these received files can be saved now. */
  savable(transfers: readonly RoomTransfer[]): ReadonlySet<TransferId> {
    const done = transfers.filter(({ state }) => state.phase === 'done');
    return new Set(done.map(({ id }) => id).filter((id) => this.taken.kept().has(id)));
  }

  /** What a person would lose by leaving while these stand so. */
  atStake(transfers: readonly RoomTransfer[]): { running: number; unsaved: number } {
    const saved = this.taken.saved();
    return {
      running: transfers.filter(isBegun).length,
      unsaved: [...this.savable(transfers)].filter((id) => !saved.has(id)).length,
    };
  }

  /**
   * Says goodbye at once, then forgets everything: keys, names, messages, files not saved. What is on
   * its way is cancelled first: nobody is to wait for what is forgotten here.
   */
  async leave(): Promise<void> {
    const unended = this.session.transfers$.value.filter(({ state }) => !hasEnded(state));
    // First what has begun: of very many cancels the last do not go out before the goodbye.
    for (const { id } of [
      ...unended.filter(isBegun),
      ...unended.filter((transfer) => !isBegun(transfer)),
    ])
      this.session.cancel(id);
    await this.session.leave();
    await this.taken.wipe();
  }

  /**
   * As `leave`, for a page that closes: who reloads it and enters again goes on with what was received.
   * All that is said goes out before anything is awaited: a closing page gets no further.
   */
  async closePage(): Promise<void> {
    const kept = this.taken.leave(); // first: a session that ends gives up what it is receiving
    await this.session.leave();
    await kept;
  }

  /** Offers `sources` by `offer` and remembers as which transfers. */
  #offer(sources: readonly (FileSource | FolderSource)[], offer: () => void): void {
    const before = this.session.transfers$.value;
    offer();
    this.sent.remember(sources, before, this.session.transfers$.value);
  }
}

/** Whether it was begun and would be broken off by leaving. */
function isBegun({ state: { phase } }: RoomTransfer): boolean {
  return (
    phase === 'sending' || phase === 'receiving' || phase === 'paused' || phase === 'verifying'
  );
}
