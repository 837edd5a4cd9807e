import {
  Component,
  type ElementRef,
  booleanAttribute,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { Avatar } from '../avatar/avatar';
import { Quality } from '../call/quality';
import { PlaysTrack } from './plays-track';

/** What is amiss with somebody's picture or connection. */
export type TileTrouble = 'connecting' | 'reconnecting' | 'theirsHeld';

/** One person on the stage: their picture or their initials, and whether they can be heard. */
@Component({
  selector: 'wn-video-tile',
  imports: [Avatar, Icon, PlaysTrack, Quality],
  templateUrl: './video-tile.html',
  styleUrl: './video-tile.scss',
  host: {
    role: 'group',
    '[attr.aria-label]': 'name()',
    '[class.speaks]': 'speaks()',
  },
})
export class VideoTile {
  readonly name = input.required<string>();
  /** How far the colour is turned that stands for them without a camera. */
  readonly turn = input.required<number>();
  readonly camera = input<MediaStreamTrack>();
  readonly isMuted = input.required<boolean>();
  readonly speaks = input(false);
  /** Whether the picture is shown as in a mirror: one's own may be. */
  readonly isMirrored = input(false, { transform: booleanAttribute });
  readonly trouble = input<TileTrouble>();
  /** Whom the connection leads to; undefined for oneself. */
  readonly member = input<Member>();

  readonly #texts = inject(Texts);
  protected readonly t = this.#texts.call;
  protected readonly you = computed(() => this.#texts.people().you);
  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  /** Width by height of what the camera sees; undefined until it is known. */
  readonly #ratio = signal<number | undefined>(undefined);
  /** A portrait in a wide tile would be a forehead or a chin. */
  protected readonly isPortrait = computed(() => (this.#ratio() ?? 1) < 1);

  /** The picture, where there is one. */
  get picture(): HTMLVideoElement | undefined {
    return this.video()?.nativeElement;
  }

  protected measure({ target }: Event): void {
    if (!(target instanceof HTMLVideoElement) || target.videoHeight === 0) return;
    this.#ratio.set(target.videoWidth / target.videoHeight);
  }
}
