import { LiveAnnouncer } from '@angular/cdk/a11y';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { RoomTransfer } from '@whispernet/room';
import { Subject } from 'rxjs';
import { allByRole, byRole, textOf } from '../../by-role';
import type { ActiveRoom } from '../active-room';
import { type FakeRoom, bob, insideFakeRoom, transfer } from '../fake-room';
import { Files } from './files';
import { SECONDS } from './seconds';

/** Who or what holds a transfer back: nobody. */
export const by = { here: false, there: false, link: false };

/** The buttons of a row, by what stands on them. */
export const buttonsIn = (row: HTMLElement) => allByRole(row, 'button').map(textOf);

/** The list of files on alice's screen, in a fake room with bob. */
export class FilesOnScreen {
  /** What was said to a screen reader. */
  readonly told: string[] = [];
  /** Passes a second: the time then, in ms. */
  readonly seconds = new Subject<number>();
  #shown:
    | {
        readonly room: FakeRoom;
        readonly active: ActiveRoom;
        readonly list: ComponentFixture<Files>;
      }
    | undefined;

  /** Shows the list. */
  async open(): Promise<void> {
    this.told.length = 0;
    const announce = (text: string) => Promise.resolve(this.told.push(text));
    TestBed.overrideProvider(LiveAnnouncer, { useValue: { announce } });
    TestBed.overrideProvider(SECONDS, { useValue: this.seconds });
    const { room, active } = await insideFakeRoom();
    room.members$.next([bob]);
    this.#shown = { room, active, list: TestBed.createComponent(Files) };
    await this.stable();
  }

  /** What was accepted is in this browser's storage till then. */
  async leave(): Promise<void> {
    await this.active.leave();
  }

  get page(): HTMLElement {
    return this.#now.list.nativeElement as HTMLElement; // the host of a component
  }

  get room(): FakeRoom {
    return this.#now.room;
  }

  get active(): ActiveRoom {
    return this.#now.active;
  }

  get #now() {
    if (!this.#shown) throw new Error('the list is not open');
    return this.#shown;
  }

  readonly stable = (): Promise<unknown> => this.#now.list.whenStable();

  readonly row = (name: string): HTMLElement =>
    byRole(byRole(this.page, 'list', 'Files'), 'listitem', name);

  /** One transfer, and nothing else. */
  readonly show = async (own: Partial<RoomTransfer>) => {
    const shown = transfer(own);
    this.room.transfers$.next([shown]);
    await this.stable();
    return { shown, row: this.row(shown.name) };
  };

  readonly press = async (within: HTMLElement, button: string): Promise<void> => {
    byRole(within, 'button', button).click();
    await this.stable();
  };

  /** Frames pass: files are read in tasks of their own. */
  readonly until = async (isSo: () => unknown): Promise<void> => {
    while (!isSo()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await this.stable();
    }
  };

  /** What the room was asked to do, of one kind. */
  readonly asked = (what: string): readonly (readonly unknown[])[] =>
    this.room.asked.filter(([each]) => each === what);
}
