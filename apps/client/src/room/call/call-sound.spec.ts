import { TestBed } from '@angular/core/testing';
import { Speaker } from '../../browser/speaker';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { CallSound } from './call-sound';

describe('CallSound', () => {
  let room: FakeRoom;
  let sound: CallSound;
  let played: HTMLMediaElement[];
  let play: jasmine.Spy;

  const track = () => {
    const { stream } = new AudioContext().createMediaStreamDestination();
    const [audio] = stream.getAudioTracks();
    if (!audio) throw new Error('a destination has a track');
    return audio;
  };
  const heard = () =>
    played.flatMap(({ srcObject }) =>
      srcObject instanceof MediaStream ? srcObject.getTracks() : [],
    );
  const showMembers = async (...members: Parameters<FakeRoom['members$']['next']>[0]) => {
    room.members$.next(members);
    TestBed.tick();
    await Promise.resolve();
    await Promise.resolve();
  };

  beforeEach(async () => {
    played = [];
    play = spyOn(HTMLMediaElement.prototype, 'play').and.callFake(function (
      this: HTMLMediaElement,
    ) {
      if (!played.includes(this)) played.push(this);
      return Promise.resolve();
    });
    ({ room } = await insideFakeRoom());
    sound = TestBed.inject(CallSound);
  });
  afterEach(() => showMembers());

  it('plays each voice, and what sounds on a screen, though no stage is shown', async () => {
    const [voice, music] = [track(), track()];
    const media = { microphone: voice, camera: undefined, screenSound: music };
    await showMembers({ ...bob, microphoneOn: true, media });
    expect(heard()).toEqual([voice, music]);
  });

  it('plays a voice on while something else about somebody changes', async () => {
    const media = { microphone: track(), camera: undefined };
    await showMembers({ ...bob, media });
    await showMembers({ ...bob, media, quality: 'poor' });
    expect(played.length).toBe(1);
  });

  it('is silent about who has muted or gone', async () => {
    await showMembers({ ...bob, media: { microphone: track(), camera: undefined } });
    await showMembers({ ...bob, media: { microphone: undefined, camera: undefined } });
    expect(heard()).toEqual([]);
  });

  it('comes from the speaker that is chosen', async () => {
    const lead = spyOn(HTMLMediaElement.prototype, 'setSinkId').and.resolveTo();
    await showMembers({ ...bob, media: { microphone: track(), camera: undefined } });
    expect(lead).not.toHaveBeenCalled();
    spyOn(TestBed.inject(Speaker), 'id').and.returnValue('loud');
    await showMembers({ ...bob, media: { microphone: track(), camera: undefined } });
    expect(lead).toHaveBeenCalledWith('loud');
  });

  it('says where the browser wants a gesture first, and plays in it', async () => {
    play.and.rejectWith(new DOMException('', 'NotAllowedError'));
    await showMembers({ ...bob, media: { microphone: track(), camera: undefined } });
    await Promise.resolve();
    expect(sound.isBlocked()).toBe(true);
    play.and.resolveTo();
    await sound.play();
    expect(sound.isBlocked()).toBe(false);
  });
});
