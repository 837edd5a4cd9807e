import {
  FileExchange,
  type FilePort,
  type Transfer,
  UnfinishedTransfers,
  hasEnded,
} from '@whispernet/transfer';
import { filter, firstValueFrom, map } from 'rxjs';
import { ComparingSink, generatedFile } from './generated.ts';
import type { Receiver } from './schedules.ts';

/** One generated file through whisperNet's own engine, over whisperNet's own link. */
export class OwnTransfer {
  readonly #exchange: FileExchange;
  readonly #sink = new ComparingSink();

  constructor(port: FilePort) {
    this.#exchange = new FileExchange(port, {
      unfinished: new UnfinishedTransfers(),
      signal: new AbortController().signal,
    });
  }

  offer(size: number): void {
    this.#exchange.offer(generatedFile(size));
  }

  /** On the other side; resolves when the offer is there. */
  async offered(): Promise<Receiver> {
    const { id } = await this.#first(({ state }) => state.phase === 'offered');
    return {
      begin: () => {
        this.#exchange.accept(id, this.#sink);
      },
      bytes: () => this.#state()?.bytes ?? this.#sink.bytes,
      trouble: () => {
        const { state } = this.#transfer();
        if (state.phase === 'failed') return `the transfer failed: ${state.reason}`;
        return this.#sink.trouble;
      },
    };
  }

  /** How the transfer has ended, and how many bytes were right. */
  async ended(): Promise<{ readonly bytes: number; readonly end: string }> {
    const { state } = await this.#first((transfer) => hasEnded(transfer.state));
    const end = state.phase === 'failed' ? `failed: ${state.reason}` : state.phase;
    return { bytes: this.#sink.bytes, end: this.#sink.trouble ?? end };
  }

  #state(): { readonly bytes: number } | undefined {
    const { state } = this.#transfer();
    return 'bytes' in state ? state : undefined;
  }

  #transfer(): Transfer {
    const [transfer] = this.#exchange.transfers$.value;
    if (!transfer) throw new Error('no file has been offered');
    return transfer;
  }

  #first(suits: (transfer: Transfer) => boolean): Promise<Transfer> {
    return firstValueFrom(
      this.#exchange.transfers$.pipe(
        map(([transfer]) => transfer),
        filter((transfer): transfer is Transfer => transfer !== undefined && suits(transfer)),
      ),
    );
  }
}
