import '../texts/en/whole';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, effect, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { PageLife } from '../browser/page-life';
import { Icon } from '../icon';
import { Texts } from '../texts/texts';
import { ActiveRoom } from './active-room';
import { Alarms } from './alarms/alarms';
import { Attention } from './attention/attention';
import { AttentionOffer } from './attention/attention-offer';
import { OwnMedia } from './call/own-media';
import { Conversation } from './conversation/conversation';
import { wrongPasswordsText } from './door-messages';
import { DropZone } from './files/drop-zone';
import { Files } from './files/files';
import { RoomHeader } from './header/room-header';
import { AloneCard } from './invite/alone-card';
import { News } from './layout/news';
import { PanelBar } from './layout/panel-bar';
import { Panels } from './layout/panels';
import { RoomTools } from './layout/room-tools';
import { Screen } from './layout/screen';
import { leaveQuestion } from './leave-question';
import { Goings } from './people/goings';
import { PeopleList } from './people/people-list';
import { Question } from './question';
import { Stage } from './stage/stage';

/** Everything about the room that this page is in: its parts, side by side or one at a time. */
@Component({
  selector: 'wn-room-page',
  imports: [
    Alarms,
    AloneCard,
    AttentionOffer,
    Conversation,
    DropZone,
    Files,
    Icon,
    PanelBar,
    PeopleList,
    RoomHeader,
    RoomTools,
    Stage,
  ],
  templateUrl: './room-page.html',
  styleUrls: ['./room-page.scss', './room-page.narrow.scss'],
  providers: [Attention, Goings, News, Panels],
  host: {
    '[style.block-size.px]': 'screen.heightAboveKeyboard()',
    // A closing tab says goodbye, so that the others need not wait for its silence. What it has received
    // stays: it may only be reloaded, and what is not asked for again goes a day later at most.
    '(window:pagehide)': 'closes()',
  },
})
export class RoomPage {
  protected readonly active = inject(ActiveRoom);
  protected readonly panels = inject(Panels);
  protected readonly screen = inject(Screen);
  readonly #texts = inject(Texts);
  protected readonly t = this.#texts.room;
  readonly #attention = inject(Attention);
  readonly #own = inject(OwnMedia);
  readonly #dialog = inject(MatDialog);
  readonly #router = inject(Router);

  /** Whether the invite, or that nobody can follow it any more, is all that there is to do. */
  protected readonly isAlone = computed(
    () =>
      this.active.members().length === 0 &&
      ['waiting', 'disconnected'].includes(this.active.connection()),
  );
  /** In a narrow window beside the stage: who waits alone begins there. */
  protected readonly isInviteShown = computed(
    () => this.isAlone() && (!this.panels.isNarrow() || this.panels.isShown('call')),
  );
  /** Whether there is anything to see on the stage. */
  protected readonly isVideoOn = computed(
    () =>
      ['starting', 'on'].includes(this.#own.camera().phase) ||
      this.active.members().some(({ cameraOn, media }) => cameraOn || media.screen !== undefined),
  );
  /** At least as a strip while a call goes on: what is heard and switched is never out of reach. */
  protected readonly isStageShown = computed(
    () => this.panels.isShown('call') || this.active.isCallOn() || this.isVideoOn(),
  );
  /** What the gateway's absence means for those who are here. */
  protected readonly gatewayNotice = computed(() => {
    if (this.isAlone()) return undefined; // said with the invite
    const rendezvous = this.active.rendezvous();
    if (rendezvous === 'away') return this.t().gatewayAway;
    return rendezvous === 'gone' ? this.t().gatewayGone : undefined;
  });

  constructor() {
    inject(Goings); // who comes and goes is told from the beginning
    inject(PageLife).askBeforeClosing(() => this.#losesFiles() || this.active.isCallOn());
    const title = inject(Title);
    effect(() => {
      const unseen = this.#attention.unseen();
      const connection = this.t().connection[this.active.connection()];
      // Never the number: titles are seen and kept.
      title.setTitle(
        unseen > 0 ? this.t().titleWithNews(unseen, connection) : this.t().title(connection),
      );
    });
    const announcer = inject(LiveAnnouncer);
    // Apart from the text in the header, which changes with every wrong password.
    effect(() => {
      const told = wrongPasswordsText(this.active.wrongPasswordsTold(), this.#texts.door());
      if (told) void announcer.announce(told, 'polite');
    });
  }

  /**
   * Whether the page may be left: asks where something would be lost, and leaves the room then.
   * 'Back' is always asked about: a finger that slips must not cost a room that nobody can find again.
   */
  async mayLeave(): Promise<boolean> {
    if (!this.active.isInside()) return true;
    const isBack = this.#router.currentNavigation()?.trigger === 'popstate';
    if ((isBack || this.#losesFiles()) && !(await this.#wantsToLeave())) return false;
    await this.active.leave();
    return true;
  }

  #losesFiles(): boolean {
    const { running, unsaved } = this.active.atStake();
    return running + unsaved > 0;
  }

  #wantsToLeave(): Promise<boolean> {
    const atStake = {
      ...this.active.atStake(),
      isCallOn: this.active.isCallOn(),
      isAlone: this.active.isAlone(),
    };
    return Question.ask(this.#dialog, () => leaveQuestion(atStake, this.#texts.leave()));
  }

  protected async leave(): Promise<void> {
    await this.#router.navigateByUrl('/', { replaceUrl: true }); // the route asks mayLeave()
  }

  protected async closes(): Promise<void> {
    this.#attention.hush(); // what the system shows would outlive the page
    await this.active.closePage();
    // Seen only where the browser brings this page back from its cache: the room is gone by then.
    await this.#router.navigateByUrl('/', { replaceUrl: true });
  }
}
