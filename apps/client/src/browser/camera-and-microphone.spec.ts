import { TestBed } from '@angular/core/testing';
import {
  CameraAndMicrophone,
  Device,
  type DeviceProblem,
  type DeviceState,
} from './camera-and-microphone';
import { MEDIA_DEVICES } from './device-list';

describe('Device', () => {
  const failing = (error: DOMException) =>
    new Device('video', {}, { getUserMedia: () => Promise.reject(error) });
  const phases = (device: Device) => {
    const seen: DeviceState['phase'][] = [];
    device.state$.subscribe(({ phase }) => seen.push(phase));
    return seen;
  };

  it('is off until it is turned on', async () => {
    const device = new Device('video');
    const seen = phases(device);
    await device.turnOn();
    expect(seen).toEqual(['off', 'starting', 'on']);
    expect(device.track?.kind).toBe('video');
    device.turnOff();
  });

  it('stops the track when it is turned off', async () => {
    const device = new Device('audio');
    await device.turnOn();
    const { track } = device;
    device.turnOff();
    expect(track?.readyState).toBe('ended');
    expect(device.track).toBeUndefined();
  });

  it('stays off when it is turned off while the browser still asks', async () => {
    const device = new Device('video');
    const seen = phases(device);
    const asking = device.turnOn();
    device.turnOff();
    await asking;
    expect(seen).toEqual(['off', 'starting', 'off']);
  });

  for (const [name, problem] of [
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['OverconstrainedError', 'unsuitable'],
    ['TypeError', 'unknown'],
  ] as const satisfies readonly (readonly [string, DeviceProblem])[])
    it(`calls a ${name} ${problem}, and can be turned on again`, async () => {
      const device = failing(new DOMException('', name));
      const seen = phases(device);
      await device.turnOn();
      expect(device.state$.value).toEqual({ phase: 'failed', problem });
      await device.turnOn();
      expect(seen).toEqual(['off', 'starting', 'failed', 'starting', 'failed']);
    });
});

describe('A device among others', () => {
  /** A machine into which cameras are plugged; the first one is what it uses by itself. */
  class Machine {
    plugged = ['desk', 'wall'];
    readonly asked: unknown[] = [];

    getUserMedia = ({ video = {} }: MediaStreamConstraints): Promise<MediaStream> => {
      const { deviceId, ...wishes } = video === true ? {} : (video as MediaTrackConstraints);
      const exact = (deviceId as { exact?: string } | undefined)?.exact;
      this.asked.push({ ...(exact !== undefined && { exact }), ...wishes });
      const [id] = this.plugged.filter((each) => exact === undefined || each === exact);
      if (id === undefined) {
        const name = this.plugged.length > 0 ? 'OverconstrainedError' : 'NotFoundError';
        return Promise.reject(new DOMException('', name));
      }
      const [track] = document.createElement('canvas').captureStream().getTracks();
      if (!track) throw new Error('a canvas has a track');
      track.getSettings = () => ({ deviceId: id });
      Object.defineProperty(track, 'label', { value: `Camera on the ${id}` });
      return Promise.resolve(new MediaStream([track]));
    };

    async unplug(id: string, device: Device): Promise<void> {
      this.plugged = this.plugged.filter((each) => each !== id);
      device.track?.stop();
      device.track?.dispatchEvent(new Event('ended'));
      await settled();
    }
  }

  /** A few promises that hang on each other. */
  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const used = (device: Device) => device.track?.getSettings().deviceId;
  let machine: Machine;
  let camera: Device;

  beforeEach(async () => {
    machine = new Machine();
    camera = new Device('video', {}, machine);
    await camera.turnOn();
  });
  afterEach(() => {
    camera.turnOff();
  });

  it('is the one that the system uses until a person chooses', async () => {
    expect(used(camera)).toBe('desk');
    const before = camera.track;
    await camera.choose('wall');
    expect(used(camera)).toBe('wall');
    expect(before?.readyState).toBe('ended');
    await camera.choose(undefined);
    expect(used(camera)).toBe('desk');
  });

  it('is not turned on by being chosen', async () => {
    camera.turnOff();
    await camera.choose('wall');
    expect(camera.state$.value.phase).toBe('off');
    await camera.turnOn();
    expect(used(camera)).toBe('wall');
  });

  it('is stood in for by another one when it is unplugged, which is told by name', async () => {
    await camera.choose('wall');
    await machine.unplug('wall', camera);
    expect(used(camera)).toBe('desk');
    expect(camera.state$.value).toEqual(
      jasmine.objectContaining({ phase: 'on', standsInFor: 'Camera on the wall' }),
    );
  });

  it('comes back when it is plugged in again, chosen or not', async () => {
    await machine.unplug('desk', camera);
    expect(used(camera)).toBe('wall');
    await camera.lookFor(['wall']);
    expect(used(camera)).toBe('wall');
    machine.plugged = ['desk', 'wall'];
    await camera.lookFor(['desk', 'wall']);
    expect(used(camera)).toBe('desk');
    expect(Object.keys(camera.state$.value)).not.toContain('standsInFor');
  });

  it('does not come back once somebody has chosen another one', async () => {
    await machine.unplug('desk', camera);
    await camera.choose('wall');
    machine.plugged = ['desk', 'wall'];
    await camera.lookFor(['desk', 'wall']);
    expect(used(camera)).toBe('wall');
  });

  it('does not come back once it has been turned off', async () => {
    await machine.unplug('desk', camera);
    camera.turnOff();
    await camera.lookFor(['desk', 'wall']);
    expect(camera.state$.value.phase).toBe('off');
  });

  it('is unplugged where nothing can stand in', async () => {
    machine.plugged = ['desk'];
    await machine.unplug('desk', camera);
    expect(camera.state$.value).toEqual({ phase: 'failed', problem: 'unplugged' });
  });

  it('is itself again when it is plugged in and turned on', async () => {
    machine.plugged = ['desk'];
    await machine.unplug('desk', camera);
    machine.plugged = ['desk'];
    await camera.turnOn();
    expect(Object.keys(camera.state$.value)).toEqual(['phase', 'track']);
  });

  it('is the one that was chosen last, also while the browser still asks', async () => {
    camera.turnOff();
    const asking = camera.turnOn();
    await camera.choose('wall');
    await asking;
    expect(used(camera)).toBe('wall');
  });

  it('is denied where the permission was withdrawn', async () => {
    machine.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    const refusing = new Device('video', {}, machine);
    await refusing.turnOn();
    expect(refusing.state$.value).toEqual({ phase: 'failed', problem: 'denied' });
  });

  it('is any one where the chosen one is not there when it is turned on', async () => {
    camera.turnOff();
    await camera.choose('shelf');
    await camera.turnOn();
    expect(used(camera)).toBe('desk');
  });

  it('does what is wished from then on', async () => {
    await camera.wish({ width: { ideal: 1920 } });
    expect(machine.asked.at(-1)).toEqual({ width: { ideal: 1920 } });
    await camera.choose('wall');
    expect(machine.asked.at(-1)).toEqual({ exact: 'wall', width: { ideal: 1920 } });
  });
});

describe('CameraAndMicrophone', () => {
  it('goes back to a device as soon as the browser says that it is there again', async () => {
    let here: readonly string[] = ['desk'];
    const plugs = Object.assign(new EventTarget(), {
      enumerateDevices: () =>
        Promise.resolve(here.map((deviceId) => ({ kind: 'videoinput', deviceId, label: '' }))),
    });
    TestBed.overrideProvider(MEDIA_DEVICES, { useValue: plugs });
    const { camera } = TestBed.inject(CameraAndMicrophone);
    const looked = new Promise<readonly string[]>((resolve) => {
      camera.lookFor = (ids) => {
        if (ids.length > 1) resolve(ids);
        return Promise.resolve();
      };
    });
    here = ['desk', 'wall'];
    plugs.dispatchEvent(new Event('devicechange'));
    expect(await looked).toEqual(['desk', 'wall']);
  });
});
