import { formats, number, plural } from './formats';

export const call = {
  stage: 'Stage',
  turnOnCamera: 'Turn on camera',
  turnOffCamera: 'Turn off camera',
  unmute: 'Unmute microphone',
  mute: 'Mute microphone',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  devices: 'Devices',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  pictureInPicture: 'Picture in picture',
  talkWhileHeld: 'Talk while held, when muted',

  // On a tile
  muted: 'Muted',
  speaks: 'Speaking',
  cameraOf: (name: string) => `Camera of ${name}`,
  screenOf: (name: string) => `Screen of ${name}`,
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  theirsHeld: 'Voice only: the connection is weak',
  tapToHear: 'Tap to hear',

  // What is going on with one's own devices
  youShare: 'You are sharing your screen.',
  ownHeld: (names: string) =>
    `The connection to ${names} is weak: your voice goes on, your picture waits and comes back by itself.`,
  standIn: {
    camera: (gone: string, now: string) =>
      `${gone || 'The camera'} has gone away. ${now || 'Another one'} takes its place until it is back.`,
    microphone: (gone: string, now: string) =>
      `${gone || 'The microphone'} has gone away. ${now || 'Another one'} takes its place until it is back.`,
  },
  camera: {
    denied:
      'This browser may not use the camera. Allow it in the address bar or in the settings, then turn it on again.',
    missing: 'No camera was found. Plug one in, then turn it on again.',
    busy: 'The camera does not start; another program may be using it. Close that one, then try again.',
    unsuitable: 'This camera cannot do what a call needs. Try another one.',
    unplugged: 'The camera has gone away. Plug it in, then turn it on again.',
    unknown: 'The camera does not start. Try again, or restart the browser.',
  },
  microphone: {
    denied:
      'This browser may not use the microphone. Allow it in the address bar or in the settings, then turn it on again.',
    missing: 'No microphone was found. Plug one in, then turn it on again.',
    busy: 'The microphone does not start; another program may be using it. Close that one, then try again.',
    unsuitable: 'This microphone cannot do what a call needs. Try another one.',
    unplugged: 'The microphone has gone away. Plug it in, then turn it on again.',
    unknown: 'The microphone does not start. Try again, or restart the browser.',
  },
  screenForbidden:
    'This computer does not let the browser see the screen. Allow it in the settings of the system, then share again.',
  screenFailed: 'The screen could not be shared. Try again, or choose another window.',
  noPictureInPicture: 'This browser does not show the picture apart. Try again in a moment.',
  noFullScreen: 'This browser does not fill the screen. Try its own key for that, often F11.',

  // The dialog of devices
  cameraLabel: 'Camera',
  microphoneLabel: 'Microphone',
  speakerLabel: 'Speaker',
  systemChoice: 'What the system uses',
  namesLater:
    'Browsers tell the names of devices only once you have turned on the camera or the microphone.',
  level: 'What others hear of you',
  noiseSuppression: 'Noise suppression',
  noiseSuppressionHint: 'Fans and keys are kept out. Off for music.',
  echoCancellation: 'Echo cancellation',
  echoCancellationHint: 'Off only with headphones.',
  mirror: 'Mirror my picture',
  mirrorHint: 'Only you see it mirrored.',
  quality: 'Send quality',
  qualities: {
    auto: 'Automatic',
    low: 'Low: saves data',
    high: 'High: needs much more',
  },
  spaceHint: 'Muted? Hold the space bar to talk.',
  close: 'Close',

  // How a call fares
  fares: {
    good: (name: string) => `Connection with ${name}: good`,
    fair: (name: string) => `Connection with ${name}: fair`,
    poor: (name: string) => `Connection with ${name}: poor`,
    unknown: (name: string) => `Connection with ${name}`,
  },
  detailsOf: (name: string) => `Connection with ${name}`,
  faresWell: 'The call fares well.',
  faresFairly: 'Now and then something is lost or late. It may be heard, hardly more.',
  faresPoorly:
    'Much is lost or late. Turning off the camera, or a lower quality in ‘Devices’, leaves more to the voice.',
  noCall: 'Nobody is heard or seen at the moment.',
  measuring: 'Measuring…',
  path: 'Path',
  direct: (protocol: string) => `Direct, from browser to browser (${protocol})`,
  relayed: (protocol: string) => `Relayed (${protocol} to the relay)`,
  unknownPath: 'Not known',
  roundTrip: 'Round trip',
  milliseconds: (ms: number) => `${number(Math.round(ms))} ms`,
  jitter: 'Uneven arrival',
  lostThere: 'Lost on the way there',
  lostHere: 'Lost on the way here',
  lost: (share: number) => formats.percent(share),
  sending: 'You send',
  receiving: 'You receive',
  kilobits: (bitsPerSecond: number) => `${number(Math.round(bitsPerSecond / 1_000))} kbit/s`,
  cameraSent: 'Your camera',
  cameraReceived: 'Their camera',
  screenSent: 'Your screen',
  screenReceived: 'Their screen',
  picture: (width: number, height: number, framesPerSecond: number) =>
    `${width} × ${height}, ${plural(Math.round(framesPerSecond), {
      one: '# picture a second',
      other: '# pictures a second',
    })}`,
};
