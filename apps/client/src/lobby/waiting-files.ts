import { Component, InjectionToken, PendingTasks, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { hasReceivedFiles } from '../browser/received/has-received-files';
import { Icon } from '../icon';
import { Texts } from '../texts/texts';

/** What earlier pages have left of files that were not finished: without their room's password nothing more can be known. */
export const LEFT_FILES = new InjectionToken<{
  areThere(): Promise<boolean>;
  delete(): Promise<void>;
}>('files that wait for their room', {
  providedIn: 'root',
  factory: () => {
    // Only where there are any at all, so that the start page stays light for everybody else.
    const received = () => import('../browser/received/received-files');
    return {
      areThere: async () => (await hasReceivedFiles()) && (await received()).areFilesWaiting(),
      delete: async () => (await received()).deleteWaitingFiles(),
    };
  },
});

/** Says that unfinished files wait for their room, and lets a person delete them without it. */
@Component({
  selector: 'wn-waiting-files',
  imports: [Icon, MatButtonModule],
  template: `
    <div aria-live="polite">
      @switch (state()) {
        @case ('waiting') {
          <wn-icon name="files" />
          <p>{{ t().waiting }}</p>
        }
        @case ('deleted') {
          <p>{{ t().deleted }}</p>
        }
      }
    </div>
    @if (state() === 'waiting') {
      <button matButton type="button" (click)="delete()">{{ t().delete }}</button>
    }
  `,
  styleUrl: './waiting-files.scss',
})
export class WaitingFiles {
  readonly #files = inject(LEFT_FILES);
  readonly #tasks = inject(PendingTasks);
  readonly #lobby = inject(Texts).lobby;

  protected readonly state = signal<'unknown' | 'none' | 'waiting' | 'deleted'>('unknown');
  /** Whether there are any, or none, or it cannot be told. */
  readonly isKnown = computed(() => this.state() !== 'unknown');
  protected readonly t = () => this.#lobby().waitingFiles;

  constructor() {
    this.#tasks.run(async () => {
      try {
        this.state.set((await this.#files.areThere()) ? 'waiting' : 'none');
      } catch (error) {
        this.state.set('none');
        // What import() rejects with where the network is away, or a browser that gives no storage:
        // it is no time to speak of files then.
        if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      }
    });
  }

  protected delete(): void {
    this.#tasks.run(async () => {
      await this.#files.delete();
      this.state.set('deleted');
    });
  }
}
