import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Service, inject, linkedSignal } from '@angular/core';
import type { Sendables } from '../../browser/sendables';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { leftOutText, offersOf } from './offers';

/** Offers what a person has chosen, dropped or pasted, wherever on the page that was. */
@Service()
export class FileDispatcher {
  readonly #active = inject(ActiveRoom);
  readonly #announcer = inject(LiveAnnouncer);
  readonly #t = inject(Texts).files;
  /** Of one room: who enters another one reads nothing of it. */
  readonly #problem = linkedSignal<unknown, string | undefined>({
    source: this.#active.room,
    computation: () => undefined,
  });

  /** What of the last choice could not be offered, and why. */
  readonly problem = this.#problem.asReadonly();

  /** Offers it to everybody who is connected. */
  send(chosen: Sendables): void {
    if (!this.#active.hasCompany()) {
      this.#tell(this.#t().nobodyToTake);
      return;
    }
    const { files, folders } = offersOf(this.#t(), chosen);
    if (files.length > 0) this.#active.offerFiles(files);
    for (const folder of folders) this.#active.offerFolder(folder);
    this.#tell(leftOutText(this.#t(), chosen.leftOut));
  }

  /** As `send`, for bare files, such as a pasted picture. */
  sendFiles(files: readonly File[]): void {
    this.send({ files, folders: [], leftOut: [] });
  }

  #tell(problem: string | undefined): void {
    this.#problem.set(problem);
    // The list that shows it may be behind another tab.
    if (problem) void this.#announcer.announce(problem, 'polite');
  }
}
