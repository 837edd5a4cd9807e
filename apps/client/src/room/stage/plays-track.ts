import { Directive, ElementRef, effect, inject, input, output } from '@angular/core';

/** Plays a track in the `audio` or `video` it stands on, and says when the browser wants a tap first. */
@Directive({ selector: 'audio[wnPlaysTrack], video[wnPlaysTrack]' })
export class PlaysTrack {
  readonly wnPlaysTrack = input.required<MediaStreamTrack | undefined>();
  /** Playing needs a gesture of the person (autoplay policy): call `play` in a click. */
  readonly blocked = output();

  readonly #element = inject<ElementRef<HTMLMediaElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const track = this.wnPlaysTrack();
      this.#element.srcObject = track ? new MediaStream([track]) : null;
      if (track) void this.play();
    });
  }

  async play(): Promise<void> {
    try {
      await this.#element.play();
    } catch (error) {
      // AbortError: another track has come, or the element has gone, before this one played.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error;
      this.blocked.emit();
    }
  }
}
