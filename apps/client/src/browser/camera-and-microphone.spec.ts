import { Device, type DeviceProblem, type DeviceState } from './camera-and-microphone';

describe('Device', () => {
  const failing = (error: DOMException) =>
    new Device({ video: true }, { getUserMedia: () => Promise.reject(error) });
  const phases = (device: Device) => {
    const seen: DeviceState['phase'][] = [];
    device.state$.subscribe(({ phase }) => seen.push(phase));
    return seen;
  };

  it('is off until it is turned on', async () => {
    const device = new Device({ video: true });
    const seen = phases(device);
    await device.turnOn();
    expect(seen).toEqual(['off', 'starting', 'on']);
    expect(device.track?.kind).toBe('video');
    device.turnOff();
  });

  it('stops the track when it is turned off', async () => {
    const device = new Device({ audio: true });
    await device.turnOn();
    const { track } = device;
    device.turnOff();
    expect(track?.readyState).toBe('ended');
    expect(device.track).toBeUndefined();
  });

  it('stays off when it is turned off while the browser still asks', async () => {
    const device = new Device({ video: true });
    const seen = phases(device);
    const asking = device.turnOn();
    device.turnOff();
    await asking;
    expect(seen).toEqual(['off', 'starting', 'off']);
  });

  it('says when it has gone away', async () => {
    const device = new Device({ video: true });
    await device.turnOn();
    device.track?.dispatchEvent(new Event('ended'));
    expect(device.state$.value).toEqual({ phase: 'failed', problem: 'unplugged' });
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
