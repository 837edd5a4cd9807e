import { TestBed } from '@angular/core/testing';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import {
  CameraAndMicrophone,
  Device,
  type DeviceProblem,
} from '../../browser/camera-and-microphone';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { deviceMessage } from './device-messages';
import { Stage } from './stage';

describe('Stage', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  const show = async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(Stage);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  };
  const press = async (name: string) => {
    byRole(page, 'button', name).click();
    await stable();
  };

  it('shows everybody as a group of their name', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    const groups = allByRole(byRole(page, 'region', 'Stage'), 'group');
    expect(groups.map((group) => group.ariaLabel)).toEqual(['alice (you)', 'bob']);
  });

  it('says who is muted', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    expect(textOf(byRole(page, 'group', 'bob'))).toContain('Muted');
    room.members$.next([{ ...bob, microphoneOn: true }]);
    await stable();
    expect(textOf(byRole(page, 'group', 'bob'))).not.toContain('Muted');
  });

  it('shows no picture of a camera that its owner has turned off', async () => {
    await show();
    const [camera] = (await navigator.mediaDevices.getUserMedia({ video: true })).getTracks();
    const media = { camera, microphone: undefined };
    room.members$.next([{ ...bob, cameraOn: true, media }]);
    await stable();
    expect(byRole(page, 'group', 'bob').querySelectorAll('video').length).toBe(1);
    room.members$.next([{ ...bob, cameraOn: false, media: { ...media, camera: undefined } }]);
    await stable();
    expect(byRole(page, 'group', 'bob').querySelectorAll('video').length).toBe(0);
    camera?.stop();
  });

  it('turns the camera on and off, shows it silently to oneself, and publishes it', async () => {
    await show();
    const { camera } = TestBed.inject(CameraAndMicrophone);
    await camera.turnOn();
    await stable();
    const preview = byRole(page, 'group', 'alice (you)').querySelector('video');
    expect(preview?.muted).toBe(true);
    expect(room.asked.at(-1)).toEqual(['publish', true, false]);
    await press('Turn off camera');
    expect(camera.track).toBeUndefined();
    expect(room.asked.at(-1)).toEqual(['publish', false, false]);
    expect(byRole(page, 'button', 'Turn on camera')).toBeTruthy();
  });

  it('unmutes and mutes the microphone', async () => {
    await show();
    const { microphone } = TestBed.inject(CameraAndMicrophone);
    expect(byRole(page, 'button', 'Unmute microphone')).toBeTruthy();
    await microphone.turnOn();
    await stable();
    expect(room.asked.at(-1)).toEqual(['publish', false, true]);
    await press('Mute microphone');
    expect(microphone.track).toBeUndefined();
  });

  it('says why the camera does not start, and goes on', async () => {
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    TestBed.overrideProvider(CameraAndMicrophone, {
      useValue: {
        camera: new Device({ video: true }, { getUserMedia: refuse }),
        microphone: new Device({ audio: true }),
      },
    });
    await show();
    await TestBed.inject(CameraAndMicrophone).camera.turnOn();
    await stable();
    expect(textOf(byRole(page, 'alert'))).toBe(deviceMessage('camera', 'denied'));
    expect(isEnabled(page, 'Turn on camera')).toBe(true);
  });
});

describe('the words about a device', () => {
  for (const problem of [
    'denied',
    'missing',
    'busy',
    'unsuitable',
    'unplugged',
    'unknown',
  ] as const satisfies readonly DeviceProblem[])
    it(`say that it is ${problem} and what to do`, () => {
      expect(deviceMessage('microphone', problem)).toMatch(/ microphone.*\. [A-Z].+\.$/);
    });
});
