import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { RoomTransfer } from '@whispernet/room';
import { Chime, type Tune } from '../../browser/chime';
import { PageLife } from '../../browser/page-life';
import { ScreenAwake } from '../../browser/screen-awake';
import { SystemNotes } from '../../browser/system-notes';
import { TabIcon } from '../../browser/tab-icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { type Happening, type RoomView, happenings } from './happenings';

/** C5, E5 and G5: up is coming, down is going. */
const TUNES: Partial<Record<Happening, Tune>> = {
  arrival: [523, 659],
  departure: [659, 523],
  message: [784],
  offer: [523, 659, 784],
};

/** Who is written to ten times a second hears it once a second at most. */
const SOUND_EVERY_MS = 1_000;
/** A note that was not looked at is shown again this late at the earliest. */
const NOTE_EVERY_MS = 30_000;

/**
 * Tells a person who is elsewhere that something happens in the room, without saying what: others
 * may see the screen, and systems keep what notifications say. One for a visit to a room.
 */
@Service({ autoProvided: false })
export class Attention {
  readonly #active = inject(ActiveRoom);
  readonly #life = inject(PageLife);
  readonly #chime = inject(Chime);
  readonly #notes = inject(SystemNotes);
  readonly #icon = inject(TabIcon);
  readonly #texts = inject(Texts).attention;

  readonly #unseen = signal(0);
  readonly #wantsNotes = signal(true);
  /** Whether something came unseen that nobody was told of; undefined once the person wants no notes. */
  readonly #hasMissed = signal<boolean | undefined>(false);
  #soundAt = -Infinity;
  #noteAt = -Infinity;

  /** How many things have happened since the page was last seen. */
  readonly unseen = this.#unseen.asReadonly();
  /**
   * Whether to be heard. On from the beginning: a sound that comes only while the page is out of
   * sight takes nobody by surprise, and one that has to be found first helps nobody.
   */
  readonly hasSounds = signal(true);
  readonly permission = this.#notes.permission;
  readonly hasNotes = computed(() => this.#wantsNotes() && this.permission() === 'granted');

  /**
   * Whether to ask if notes are wanted: the first time that a person comes back to something new,
   * which is when it can be seen what they are good for. Never once they have said no.
   */
  readonly mayOfferNotes = computed(
    () => this.#hasMissed() === true && !this.#life.isHidden() && this.permission() === 'default',
  );

  constructor() {
    let before = this.#look();
    effect(() => {
      const now = this.#look();
      untracked(() => {
        this.#tell(happenings(before, now));
      });
      before = now;
    });
    effect(() => {
      if (!this.#life.isHidden()) this.hush();
    });
    effect(() => {
      this.#icon.show(this.#unseen() > 0 ? 'dotted' : 'plain');
    });
    inject(ScreenAwake).keepWhile(
      () => this.#active.isCallOn() || this.#active.transfers().some(isMoving),
    );
    inject(DestroyRef).onDestroy(() => {
      this.hush();
      this.#icon.show('plain');
    });
  }

  /** Call it inside the click: turning notes on asks for the permission where nobody has decided. */
  async setNotes(isOn: boolean): Promise<void> {
    this.#wantsNotes.set(isOn);
    if (!isOn) this.#notes.clear();
    else if (this.permission() === 'default') await this.#notes.askPermission();
  }

  /** No notes, and no more questions about them. */
  declineNotes(): void {
    this.#hasMissed.set(undefined);
  }

  /** Forgets what was not seen, and takes back what the system shows of it. */
  hush(): void {
    this.#unseen.set(0);
    this.#noteAt = -Infinity;
    this.#notes.clear();
  }

  #look(): RoomView {
    const { self, members, messages, transfers, isCallOn } = this.#active;
    return {
      self: self(),
      members: members(),
      messages: messages(),
      transfers: transfers(),
      isCallOn: isCallOn(),
    };
  }

  #tell(news: readonly Happening[]): void {
    if (news.length === 0 || !this.#active.isInside()) return; // whoever leaves knows it
    const isHidden = this.#life.isHidden();
    this.#sound(news, isHidden);
    if (!isHidden) return;
    this.#unseen.update((count) => count + news.length);
    this.#hasMissed.update((missed) => (missed === undefined ? missed : true));
    this.#note();
  }

  /** In sight of the page only an arrival sounds, as a doorbell: whoever waits alone looks elsewhere. */
  #sound(news: readonly Happening[], isHidden: boolean): void {
    const tune = news
      .filter((each) => isHidden || each === 'arrival')
      .map((each) => TUNES[each])
      .find((each) => each !== undefined);
    const now = Date.now();
    if (!tune || !this.hasSounds() || now - this.#soundAt < SOUND_EVERY_MS) return;
    this.#soundAt = now;
    void this.#chime.play(tune);
  }

  #note(): void {
    const now = Date.now();
    if (!this.hasNotes() || now - this.#noteAt < NOTE_EVERY_MS) return;
    this.#noteAt = now;
    this.#notes.show('whisperNet', this.#texts().somethingNew);
  }
}

/** Whether its bytes are on their way now: one that is paused lets the device sleep. */
function isMoving({ state: { phase } }: RoomTransfer): boolean {
  return phase === 'sending' || phase === 'receiving' || phase === 'verifying';
}
