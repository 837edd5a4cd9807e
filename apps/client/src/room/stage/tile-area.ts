import { Directive, ElementRef, computed, inject, input } from '@angular/core';
import { boxOf } from '../../browser/box-of';
import { GAP, tileSize } from './tile-grid';

/** Gives the tiles in it (`--tile-width`, `--tile-height`) the largest size that the area allows. */
@Directive({
  selector: '[wnTileArea]',
  host: {
    '[style.--tile-width.px]': 'size().width',
    '[style.--tile-height.px]': 'size().height',
    '[style.gap.px]': 'GAP',
  },
})
export class TileArea {
  /** How many there are. */
  readonly wnTileArea = input.required<number>();

  readonly #box = boxOf(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
  protected readonly size = computed(() => tileSize(this.wnTileArea(), this.#box()));
  protected readonly GAP = GAP;
}
