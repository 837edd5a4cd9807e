import { TestBed } from '@angular/core/testing';
import { Chime, OPEN_AUDIO, playTune } from './chime';

const RATE = 8_000; // enough for notes below 4 kHz

/** What a tune sounds like, computed instead of played: the amplitude of each sample. */
async function rendered(tune: readonly number[]): Promise<Float32Array> {
  const context = new OfflineAudioContext({ length: RATE, sampleRate: RATE });
  void playTune(context, tune);
  const buffer = await context.startRendering();
  return buffer.getChannelData(0);
}
const loudest = (samples: Float32Array) => Math.max(...samples.map(Math.abs));

describe('A tune', () => {
  it('is soft, begins at once and is over within half a second', async () => {
    const samples = await rendered([523, 659, 784]);
    expect(loudest(samples)).toBeGreaterThan(0.03);
    expect(loudest(samples)).toBeLessThan(0.1);
    expect(loudest(samples.slice(0, RATE / 20))).toBeGreaterThan(0.03);
    expect(loudest(samples.slice(RATE / 2))).toBe(0);
  });

  it('plays each note at its height', async () => {
    const samples = await rendered([500, 1_000]);
    const crossings = (from: number, to: number) =>
      samples.slice(from * RATE, to * RATE).reduce((count, now, index, all) => {
        const before = all[index - 1] ?? now;
        return count + (before < 0 && now >= 0 ? 1 : 0);
      }, 0);
    // The first alone until the second begins.
    expect(crossings(0, 0.1)).toBeCloseTo(50, -0.5);
  });
});

describe('Chime', () => {
  /** An output that the browser allows when it is told to. */
  class FakeAudio {
    readonly context = new AudioContext();
    allow: () => void = () => undefined;
    readonly suspend = spyOn(this.context, 'suspend').and.resolveTo();
    readonly starts = spyOn(OscillatorNode.prototype, 'start');
    readonly stops = spyOn(OscillatorNode.prototype, 'stop').and.callFake(function (
      this: OscillatorNode,
    ) {
      queueMicrotask(() => this.dispatchEvent(new Event('ended')));
    });

    constructor() {
      spyOn(this.context, 'resume').and.returnValue(
        new Promise((resolve) => {
          this.allow = resolve;
        }),
      );
    }
  }

  const chimeWith = (open: (() => AudioContext) | undefined) => {
    TestBed.configureTestingModule({ providers: [{ provide: OPEN_AUDIO, useValue: open }] });
    return TestBed.inject(Chime);
  };

  it('plays when the browser allows it, and lets go of the loudspeaker afterwards', async () => {
    const audio = new FakeAudio();
    const played = chimeWith(() => audio.context).play([500, 600]);
    expect(audio.starts).not.toHaveBeenCalled();
    audio.allow();
    await played;
    expect(audio.starts).toHaveBeenCalledTimes(2);
    expect(audio.suspend).toHaveBeenCalledTimes(1);
    await audio.context.close();
  });

  it('keeps silent where the browser allows it too late', async () => {
    const audio = new FakeAudio();
    const now = spyOn(performance, 'now').and.returnValue(0);
    const played = chimeWith(() => audio.context).play([500]);
    now.and.returnValue(1_001);
    audio.allow();
    await played;
    expect(audio.starts).not.toHaveBeenCalled();
    await audio.context.close();
  });

  it('keeps silent where the browser has no sound', async () => {
    await expectAsync(chimeWith(undefined).play([500])).toBeResolved();
  });
});
