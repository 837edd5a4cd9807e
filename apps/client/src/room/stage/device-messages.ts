import type { DeviceProblem } from '../../browser/camera-and-microphone';

export type DeviceName = 'camera' | 'microphone';

const SENTENCES: Record<DeviceProblem, (device: DeviceName) => string> = {
  denied: (device) =>
    `This browser may not use the ${device}. Allow it in the address bar or in the settings, then turn it on again.`,
  missing: (device) => `No ${device} was found. Plug one in, then turn it on again.`,
  busy: (device) =>
    `The ${device} does not start; another program may be using it. Close that one, then try again.`,
  unsuitable: (device) => `This ${device} cannot do what a call needs. Try another one.`,
  unplugged: (device) => `The ${device} has gone away. Plug it in, then turn it on again.`,
  unknown: (device) => `The ${device} does not start. Try again, or restart the browser.`,
};

/** Why a device is off against a person's will, and what to do; everything else goes on. */
export const deviceMessage = (device: DeviceName, problem: DeviceProblem): string =>
  SENTENCES[problem](device);
