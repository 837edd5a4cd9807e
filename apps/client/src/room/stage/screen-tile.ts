import { Component, type ElementRef, inject, input, viewChild } from '@angular/core';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { PlaysTrack } from './plays-track';

/** A screen that somebody shares, whole: every edge of it may matter. */
@Component({
  selector: 'wn-screen-tile',
  imports: [Naming, PlaysTrack],
  template: `
    <video
      #video
      playsinline
      [muted]="true"
      [attr.aria-label]="t().screenOf(name())"
      [wnPlaysTrack]="screen()"
    ></video>
    <p aria-hidden="true"><wn-naming [text]="t().screenOf" [name]="name()" /></p>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      flex: 1 1 20rem;
      min-width: 0;
      overflow: hidden;
      container: screen / size;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--wn-stage);
    }

    video {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }

    p {
      position: absolute;
      inset-block-end: 0.5rem;
      inset-inline-start: 0.5rem;
      max-width: calc(100% - 1rem);
      margin: 0;
      padding: 0.125rem 0.5rem;
      overflow: hidden;
      border-radius: var(--mat-sys-corner-small);
      background: rgb(8 16 15 / 72%);
      color: #fff;
      font: var(--mat-sys-body-small);
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    /* In a strip it would hide what it names. */
    @container screen (width < 8rem) {
      p {
        display: none;
      }
    }
  `,
})
export class ScreenTile {
  /** Of whom it is. */
  readonly name = input.required<string>();
  readonly screen = input.required<MediaStreamTrack>();

  protected readonly t = inject(Texts).call;
  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');

  get picture(): HTMLVideoElement {
    return this.video().nativeElement;
  }
}
