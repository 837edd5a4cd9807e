import { TestBed } from '@angular/core/testing';
import { OPEN_AUDIO } from './chime';
import { SoundMeter } from './sound-meter';

describe('SoundMeter', () => {
  it('hears a tone and no silence, and lets go of the sound card after the last', async () => {
    const opened: AudioContext[] = [];
    TestBed.overrideProvider(OPEN_AUDIO, {
      useValue: () => {
        const context = new AudioContext();
        opened.push(context);
        return context;
      },
    });
    const meters = TestBed.inject(SoundMeter);
    const stage = new AudioContext();
    await stage.resume();
    const [loud, silent] = [
      stage.createMediaStreamDestination(),
      stage.createMediaStreamDestination(),
    ];
    const tone = new OscillatorNode(stage);
    tone.connect(loud);
    tone.start();
    const [heard, unheard] = [loud, silent].map(({ stream }) => {
      const [track] = stream.getAudioTracks();
      if (!track) throw new Error('a destination has a track');
      return meters.measure(track);
    });
    if (!heard || !unheard) throw new Error('two were measured');
    while (heard.level() < 0.3) await new Promise(requestAnimationFrame);
    expect(unheard.level()).toBe(0);
    heard.end();
    heard.end(); // once more is no harm
    expect(opened.map(({ state }) => state)).not.toContain('closed');
    unheard.end();
    const [context] = opened;
    while (context?.state !== 'closed') await new Promise(requestAnimationFrame);
    expect(opened.length).toBe(1);
    await stage.close();
  });

  it('is deaf where the browser has no sound', () => {
    TestBed.overrideProvider(OPEN_AUDIO, { useFactory: () => undefined, deps: [] });
    const listen = spyOn(AudioContext.prototype, 'createMediaStreamSource');
    const { stream } = new AudioContext().createMediaStreamDestination();
    const [track] = stream.getAudioTracks();
    const meter = track && TestBed.inject(SoundMeter).measure(track);
    expect(meter?.level()).toBe(0);
    expect(listen).not.toHaveBeenCalled();
    meter?.end();
  });
});
