import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { byRole, textOf } from '../by-role';
import { CameraAndMicrophone, type Device } from '../browser/camera-and-microphone';
import { DeviceCheck } from './device-check';

describe('The check of the devices', () => {
  const reached = (device: Device, wanted: string) =>
    firstValueFrom(device.state$.pipe(filter(({ phase }) => phase === wanted)));

  const show = async (phase: 'on' | 'failed' = 'on') => {
    const fixture = TestBed.createComponent(DeviceCheck);
    const element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    const devices = TestBed.inject(CameraAndMicrophone);
    await Promise.all([reached(devices.camera, phase), reached(devices.microphone, phase)]);
    await fixture.whenStable();
    return { fixture, element, devices };
  };

  it('shows the camera and how loud the microphone is, with a choice of both', async () => {
    const { element } = await show();
    expect(element.querySelector('video')?.srcObject).toBeInstanceOf(MediaStream);
    expect(byRole(element, 'meter', 'What others hear of you').tagName).toBe('METER');
    for (const name of ['Camera', 'Microphone'])
      expect(byRole(element, 'combobox', name).tagName).toBe('SELECT');
  });

  it('turns both off with itself', async () => {
    const { fixture, devices } = await show();
    const tracks = [devices.camera.track, devices.microphone.track];
    fixture.destroy();
    expect(tracks.map((track) => track?.readyState)).toEqual(['ended', 'ended']);
    expect(devices.camera.state$.value.phase).toBe('off');
  });

  it('says in words why there is nothing to see or to hear', async () => {
    spyOn(navigator.mediaDevices, 'getUserMedia').and.rejectWith(
      new DOMException('no', 'NotAllowedError'),
    );
    const { element } = await show('failed');
    expect(textOf(element)).toContain('may not use the camera');
    expect(textOf(element)).toContain('may not use the microphone');
  });
});
