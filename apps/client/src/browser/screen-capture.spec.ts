import { TestBed } from '@angular/core/testing';
import { MEDIA_DEVICES } from './device-list';
import { ScreenCapture } from './screen-capture';

describe('ScreenCapture', () => {
  const picture = () => {
    const [track] = document.createElement('canvas').captureStream().getVideoTracks();
    if (!track) throw new Error('a canvas has a track');
    return track;
  };
  const sound = () => {
    const [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
    if (!track) throw new Error('a destination has a track');
    return track;
  };

  const captureOf = (getDisplayMedia: (options: unknown) => Promise<MediaStream>) => {
    const mediaDevices = Object.assign(new EventTarget(), { getDisplayMedia });
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: mediaDevices });
    return TestBed.inject(ScreenCapture);
  };

  it('shares picture and sound until it is stopped, letters before motion', async () => {
    const tracks = [picture(), sound()] as const;
    const capture = captureOf(() => Promise.resolve(new MediaStream([...tracks])));
    await capture.start();
    expect(capture.state$.value).toEqual(
      jasmine.objectContaining({ phase: 'on', picture: tracks[0], sound: tracks[1] }),
    );
    expect(tracks.map(({ contentHint }) => contentHint)).toEqual(['detail', 'music']);
    capture.stop();
    expect(capture.state$.value).toEqual({ phase: 'off' });
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  it('asks for the sound without the voices that this page plays', async () => {
    let asked: unknown;
    const capture = captureOf((options) => {
      asked = options;
      return Promise.resolve(new MediaStream([picture()]));
    });
    await capture.start();
    expect(asked).toEqual(
      jasmine.objectContaining({
        audio: jasmine.objectContaining({ restrictOwnAudio: true, echoCancellation: false }),
      }),
    );
    capture.stop();
  });

  it('ends, with its sound, when the browser’s own bar ends it', async () => {
    const tracks = [picture(), sound()] as const;
    const capture = captureOf(() => Promise.resolve(new MediaStream([...tracks])));
    await capture.start();
    tracks[0].dispatchEvent(new Event('ended'));
    expect(capture.state$.value).toEqual({ phase: 'off' });
    expect(tracks[1].readyState).toBe('ended');
  });

  for (const [name, message, state] of [
    ['NotAllowedError', 'Permission denied', { phase: 'off' }],
    ['AbortError', '', { phase: 'off' }],
    ['NotAllowedError', 'Permission denied by system', { phase: 'failed', problem: 'forbidden' }],
    ['NotReadableError', '', { phase: 'failed', problem: 'failed' }],
  ] as const)
    it(`takes ${name} '${message}' for ${'problem' in state ? state.problem : 'a change of mind'}`, async () => {
      const capture = captureOf(() => Promise.reject(new DOMException(message, name)));
      await capture.start();
      expect(capture.state$.value).toEqual(state);
    });

  it('keeps nothing of a screen that was chosen after the room was left', async () => {
    const track = picture();
    let choose: (stream: MediaStream) => void = () => undefined;
    const capture = captureOf(() => new Promise((resolve) => (choose = resolve)));
    const starting = capture.start();
    capture.stop();
    choose(new MediaStream([track]));
    await starting;
    expect(capture.state$.value).toEqual({ phase: 'off' });
    expect(track.readyState).toBe('ended');
  });

  it('is not possible where the browser cannot', () => {
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: new EventTarget() });
    expect(TestBed.inject(ScreenCapture).isPossible).toBe(false);
  });
});
