import {
  Component,
  DestroyRef,
  computed,
  inject,
  linkedSignal,
  signal,
  viewChildren,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { OWN_TURN } from '../avatar/colours';
import { CallControls } from '../call/call-controls';
import { CallNotices } from '../call/call-notices';
import { CallSound } from '../call/call-sound';
import { OwnMedia } from '../call/own-media';
import { Speaking } from '../call/speaking';
import { ScreenTile } from './screen-tile';
import { TileArea } from './tile-area';
import { type TileTrouble, VideoTile } from './video-tile';

/** Everybody's picture, one's own first, the screens that are shared, and the controls of the call. */
@Component({
  selector: 'wn-stage',
  imports: [CallControls, CallNotices, Icon, MatButtonModule, ScreenTile, TileArea, VideoTile],
  templateUrl: './stage.html',
  styleUrl: './stage.scss',
  host: {
    '[class.full-screen]': 'isFullScreen()',
    '(document:fullscreenchange)': 'isFullScreen.set(fillsScreen())',
  },
})
export class Stage {
  readonly #active = inject(ActiveRoom);

  protected readonly t = inject(Texts).call;
  protected readonly own = inject(OwnMedia);
  protected readonly speaking = inject(Speaking);
  protected readonly sound = inject(CallSound);

  protected readonly self = computed(() => ({
    name: this.#active.ownName(),
    turn: OWN_TURN,
  }));
  protected readonly selfSpeaks = computed(() => {
    const id = this.#active.self()?.id;
    return id !== undefined && this.speaking.now().has(id);
  });
  protected readonly isMuted = computed(() => this.own.microphone().phase !== 'on');
  protected readonly others = computed(() =>
    this.#active.members().map((member) => ({
      id: member.id,
      name: this.#active.nameOf(member.id, member.name),
      camera: member.media.camera,
      screen: member.media.screen,
      turn: this.#active.turnOf(member.id),
      isMuted: !member.microphoneOn,
      trouble: troubleOf(member),
      member,
    })),
  );
  protected readonly screens = computed(() =>
    this.others().flatMap(({ id, name, screen }) => (screen ? [{ id, name, screen }] : [])),
  );

  private readonly screenTiles = viewChildren(ScreenTile);
  private readonly tiles = viewChildren(VideoTile);
  protected readonly isFullScreen = signal(false);
  protected readonly canFillScreen = document.fullscreenEnabled;
  /** Whether there is a picture that can stand apart; not all browsers can do that. */
  protected readonly canStandApart = computed(
    () =>
      document.pictureInPictureEnabled &&
      (this.screens().length > 0 || this.others().some(({ camera }) => camera !== undefined)),
  );
  /** What the browser has just refused, until something on the stage changes. */
  protected readonly refused = linkedSignal<unknown, string | undefined>({
    source: () => [this.isFullScreen(), this.screens().length],
    computation: () => undefined,
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      // What comes after the room has no button that gives the screen back.
      if (this.fillsScreen()) void document.exitFullscreen();
    });
  }

  protected async toggleFullScreen(): Promise<void> {
    const refused = this.t().noFullScreen;
    await this.#unlessRefused(refused, () =>
      // The whole page, in which only the stage is then shown (room-page.scss): to a browser all that is
      // outside of what fills the screen is dead, dialogs and what is said aloud too.
      this.isFullScreen()
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen(),
    );
  }

  /** A screen before a face, and the face of who speaks before any other. */
  protected async togglePictureInPicture(): Promise<void> {
    const faces = this.tiles().filter((tile) => tile.member() !== undefined);
    const inOrder = [...faces].sort((one, other) => Number(other.speaks()) - Number(one.speaks()));
    const [picture] = [...this.screenTiles(), ...inOrder].flatMap((tile) => tile.picture ?? []);
    await this.#unlessRefused(this.t().noPictureInPicture, async () => {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await picture?.requestPictureInPicture();
    });
  }

  protected fillsScreen(): boolean {
    return document.fullscreenElement === document.documentElement;
  }

  async #unlessRefused(sentence: string, ask: () => Promise<void>): Promise<void> {
    this.refused.set(undefined);
    try {
      await ask();
    } catch (error) {
      // Without a gesture, by a policy, or before the first frame: TypeError or DOMException.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      this.refused.set(sentence);
    }
  }
}

function troubleOf({ link, held }: Member): TileTrouble | undefined {
  if (link.phase === 'connecting' || link.phase === 'reconnecting') return link.phase;
  return held?.theirs ? 'theirsHeld' : undefined;
}
