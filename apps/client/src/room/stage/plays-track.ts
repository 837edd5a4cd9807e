import { DestroyRef, Directive, ElementRef, effect, inject, input } from '@angular/core';

/**
 * Plays the picture of a track in the `video` it stands on. Silent pictures play without a gesture of
 * the person; what is heard is played apart (`CallSound`).
 */
@Directive({ selector: 'video[wnPlaysTrack]' })
export class PlaysTrack {
  readonly wnPlaysTrack = input.required<MediaStreamTrack | undefined>();

  readonly #element = inject<ElementRef<HTMLVideoElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const track = this.wnPlaysTrack();
      this.#element.srcObject = track ? new MediaStream([track]) : null;
      if (track) void this.#play();
    });
    inject(DestroyRef).onDestroy(() => {
      // A picture that stands apart outlives its element: it would show the last of who is gone.
      if (document.pictureInPictureElement === this.#element) void document.exitPictureInPicture();
    });
  }

  async #play(): Promise<void> {
    try {
      await this.#element.play();
    } catch (error) {
      // AbortError: another track has come, or the element has gone, before this one played.
      // NotAllowedError: a phone that saves power shows the first frame until somebody taps.
      const expected = ['AbortError', 'NotAllowedError'];
      if (!(error instanceof DOMException && expected.includes(error.name))) throw error;
    }
  }
}
