import { TestBed } from '@angular/core/testing';
import type { LocalMedia } from '@whispernet/room';
import { CameraAndMicrophone } from '../../browser/camera-and-microphone';
import { OwnMedia } from './own-media';

describe('OwnMedia', () => {
  let own: OwnMedia;
  let published: LocalMedia[];

  beforeEach(() => {
    own = TestBed.inject(OwnMedia);
    published = [];
    own.media$.subscribe((media) => published.push(media));
  });
  afterEach(() => {
    own.turnOff();
  });

  it('gives nothing until a person wants that, and nothing after the room', async () => {
    expect(published).toEqual([{ camera: undefined, microphone: undefined, quality: 'auto' }]);
    await own.toggleCamera();
    expect(published.at(-1)?.camera?.readyState).toBe('live');
    expect(own.isOn()).toBe(true);
    own.turnOff();
    expect(published.at(-1)).toEqual({ camera: undefined, microphone: undefined, quality: 'auto' });
    expect(own.isOn()).toBe(false);
  });

  it('sends in the quality that is chosen, and asks the camera for as much', async () => {
    const wish = spyOn(TestBed.inject(CameraAndMicrophone).camera, 'wish').and.resolveTo();
    await own.sendIn('high');
    expect(published.at(-1)?.quality).toBe('high');
    expect(wish).toHaveBeenCalledWith({ width: { ideal: 1920 }, height: { ideal: 1080 } });
    await own.sendIn('low');
    expect(published.at(-1)?.quality).toBe('low');
    expect(wish).toHaveBeenCalledWith({ width: { ideal: 1280 }, height: { ideal: 720 } });
  });

  it('changes one care for the sound and keeps the other', async () => {
    const wish = spyOn(TestBed.inject(CameraAndMicrophone).microphone, 'wish').and.resolveTo();
    await own.takeCareOfSound({ noiseSuppression: false });
    expect(wish).toHaveBeenCalledWith({ noiseSuppression: false, echoCancellation: true });
    await own.takeCareOfSound({ echoCancellation: false });
    expect(own.soundCare()).toEqual({ noiseSuppression: false, echoCancellation: false });
  });

  it('names the device that is chosen, and the one that stands in for it', async () => {
    expect(own.microphoneId()).toBe('');
    await own.toggleMicrophone();
    const devices = await navigator.mediaDevices.enumerateDevices();
    const ids = devices.filter(({ kind }) => kind === 'audioinput').map(({ deviceId }) => deviceId);
    const id = ids.find((each) => each !== 'default') ?? '';
    await own.chooseMicrophone(id);
    expect(own.microphoneId()).toBe(id);
    expect(own.microphoneTrack()?.getSettings().deviceId).toBe(id);
    await own.chooseMicrophone('');
    expect(own.microphoneId()).toBe('');
  });
});
