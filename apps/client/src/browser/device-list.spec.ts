import { TestBed } from '@angular/core/testing';
import { DeviceList, MEDIA_DEVICES } from './device-list';

describe('DeviceList', () => {
  const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId) => ({
    ...{ kind, deviceId, label },
  });

  const listOf = (...devices: ReturnType<typeof device>[]) => {
    const mediaDevices = Object.assign(new EventTarget(), {
      devices,
      enumerateDevices: () => Promise.resolve(mediaDevices.devices),
    });
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: mediaDevices });
    return { mediaDevices, list: TestBed.inject(DeviceList) };
  };

  it('tells devices by their kind', async () => {
    const { list } = listOf(
      device('videoinput', 'a', 'Camera'),
      device('audioinput', 'b', 'Microphone'),
      device('audiooutput', 'c', 'Speaker'),
    );
    await list.refresh();
    expect(list.changes$.value).toEqual({
      cameras: [{ id: 'a', label: 'Camera' }],
      microphones: [{ id: 'b', label: 'Microphone' }],
      speakers: [{ id: 'c', label: 'Speaker' }],
    });
  });

  it('lists neither what has no name yet nor names for what the system uses', async () => {
    const { list } = listOf(
      device('videoinput', ''),
      device('audioinput', 'default'),
      device('audioinput', 'communications'),
      device('audioinput', 'b'),
    );
    await list.refresh();
    expect(list.changes$.value).toEqual({
      ...{ cameras: [], microphones: [{ id: 'b', label: 'b' }], speakers: [] },
    });
  });

  it('changes when a device is plugged in', async () => {
    const { mediaDevices, list } = listOf();
    const changed = new Promise((resolve) => {
      list.changes$.subscribe(({ cameras }) => {
        if (cameras.length === 1) resolve(cameras);
      });
    });
    mediaDevices.devices = [device('videoinput', 'a')];
    mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(await changed).toEqual([{ id: 'a', label: 'a' }]);
  });

  it('is empty where the browser has no devices to tell', async () => {
    TestBed.overrideProvider(MEDIA_DEVICES, { useFactory: () => undefined, deps: [] });
    const list = TestBed.inject(DeviceList);
    await list.refresh();
    expect(list.changes$.value).toEqual({ cameras: [], microphones: [], speakers: [] });
  });
});
