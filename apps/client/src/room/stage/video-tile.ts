import { Component, booleanAttribute, computed, input, signal, viewChildren } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../../icon';
import { PlaysTrack } from './plays-track';

const LETTERS = new Intl.Segmenter();

/** One person on the stage: their picture or their initial, and whether they can be heard. */
@Component({
  selector: 'wn-video-tile',
  imports: [Icon, MatButtonModule, PlaysTrack],
  templateUrl: './video-tile.html',
  styleUrl: './video-tile.scss',
  host: { role: 'group', '[attr.aria-label]': 'name()' },
})
export class VideoTile {
  readonly name = input.required<string>();
  readonly camera = input<MediaStreamTrack>();
  /** What is heard; never one's own microphone. */
  readonly sound = input<MediaStreamTrack>();
  readonly isMuted = input.required<boolean>();
  /** One's own picture is shown as in a mirror. */
  readonly isSelf = input(false, { transform: booleanAttribute });

  protected readonly initial = computed(() => {
    const [first] = LETTERS.segment(this.name());
    return first?.segment.toUpperCase() ?? '';
  });
  protected readonly needsTap = signal(false);
  private readonly players = viewChildren(PlaysTrack);

  protected async playAll(): Promise<void> {
    this.needsTap.set(false);
    await Promise.all(this.players().map((player) => player.play()));
  }
}
