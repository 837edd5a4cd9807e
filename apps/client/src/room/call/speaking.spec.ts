import { TestBed } from '@angular/core/testing';
import { SoundMeter } from '../../browser/sound-meter';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { Speaking } from './speaking';

describe('Speaking', () => {
  let room: FakeRoom;
  let speaking: Speaking;
  let level: number;
  let ended: number;

  const voice = () => {
    const { stream } = new AudioContext().createMediaStreamDestination();
    const [microphone] = stream.getAudioTracks();
    return { microphone, camera: undefined };
  };

  beforeEach(async () => {
    level = 0;
    ended = 0;
    const measure = () => ({ level: () => level, end: () => (ended += 1) });
    TestBed.overrideProvider(SoundMeter, { useValue: { measure } });
    jasmine.clock().install();
    ({ room } = await insideFakeRoom());
    speaking = TestBed.inject(Speaking);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  const showMembers = (...members: Parameters<FakeRoom['members$']['next']>[0]) => {
    room.members$.next(members);
    TestBed.tick();
  };

  it('tells who is heard, as long as they are', () => {
    showMembers({ ...bob, microphoneOn: true, media: voice() });
    jasmine.clock().tick(500);
    expect(speaking.now().size).toBe(0);
    level = 0.2;
    jasmine.clock().tick(200);
    expect([...speaking.now()]).toEqual([bob.id]);
    level = 0;
    jasmine.clock().tick(600);
    expect(speaking.now().size).toBe(1);
    jasmine.clock().tick(200);
    expect(speaking.now().size).toBe(0);
  });

  it('listens to nobody who is muted, and stops when somebody goes', () => {
    level = 0.2;
    const media = voice();
    showMembers({ ...bob, microphoneOn: false, media });
    jasmine.clock().tick(1_000);
    expect(speaking.now().size).toBe(0);
    showMembers({ ...bob, microphoneOn: true, media });
    jasmine.clock().tick(1_000);
    expect(speaking.now().size).toBe(1);
    showMembers();
    expect([speaking.now().size, ended]).toEqual([0, 1]);
  });

  it('goes on listening while something else about somebody changes', () => {
    const media = voice();
    showMembers({ ...bob, microphoneOn: true, media });
    level = 0.2;
    jasmine.clock().tick(1_000);
    showMembers({ ...bob, microphoneOn: true, media, quality: 'poor' });
    expect([speaking.now().size, ended]).toEqual([1, 0]);
  });
});
