import type { AllTexts } from '../translation';
import { number, percent, plural } from './formats';

export const call: AllTexts['call'] = {
  stage: 'Bühne',
  turnOnCamera: 'Kamera einschalten',
  turnOffCamera: 'Kamera ausschalten',
  unmute: 'Mikrofon einschalten',
  mute: 'Mikrofon stummschalten',
  shareScreen: 'Bildschirm teilen',
  stopSharing: 'Teilen beenden',
  devices: 'Geräte',
  fullScreen: 'Vollbild',
  leaveFullScreen: 'Vollbild beenden',
  pictureInPicture: 'Bild im Bild',
  talkWhileHeld: 'Sprechen, solange gedrückt, wenn stumm',

  muted: 'Stumm',
  speaks: 'Spricht',
  cameraOf: (name) => `Kamera von ${name}`,
  screenOf: (name) => `Bildschirm von ${name}`,
  connecting: 'Verbindet sich',
  reconnecting: 'Verbindet sich neu',
  theirsHeld: 'Nur Stimme: Die Verbindung ist schwach',
  tapToHear: 'Tippen, um zu hören',

  youShare: 'Du teilst deinen Bildschirm.',
  ownHeld: (names) =>
    `Die Verbindung zu ${names} ist schwach: Deine Stimme geht weiter, dein Bild wartet und kommt von selbst zurück.`,
  standIn: {
    camera: (gone, now) =>
      `${gone || 'Die Kamera'} ist fort. ${now || 'Eine andere'} springt ein, bis sie wieder da ist.`,
    microphone: (gone, now) =>
      `${gone || 'Das Mikrofon'} ist fort. ${now || 'Ein anderes'} springt ein, bis es wieder da ist.`,
  },
  camera: {
    denied:
      'Dieser Browser darf die Kamera nicht benutzen. Erlaube es in der Adresszeile oder in den Einstellungen und schalte sie dann noch einmal ein.',
    missing:
      'Es wurde keine Kamera gefunden. Schließe eine an und schalte sie dann noch einmal ein.',
    busy: 'Die Kamera startet nicht; vielleicht benutzt sie ein anderes Programm. Beende es und versuche es noch einmal.',
    unsuitable: 'Diese Kamera kann nicht, was ein Gespräch braucht. Versuche es mit einer anderen.',
    unplugged: 'Die Kamera ist fort. Schließe sie an und schalte sie dann noch einmal ein.',
    unknown: 'Die Kamera startet nicht. Versuche es noch einmal, oder starte den Browser neu.',
  },
  microphone: {
    denied:
      'Dieser Browser darf das Mikrofon nicht benutzen. Erlaube es in der Adresszeile oder in den Einstellungen und schalte es dann noch einmal ein.',
    missing:
      'Es wurde kein Mikrofon gefunden. Schließe eines an und schalte es dann noch einmal ein.',
    busy: 'Das Mikrofon startet nicht; vielleicht benutzt es ein anderes Programm. Beende es und versuche es noch einmal.',
    unsuitable:
      'Dieses Mikrofon kann nicht, was ein Gespräch braucht. Versuche es mit einem anderen.',
    unplugged: 'Das Mikrofon ist fort. Schließe es an und schalte es dann noch einmal ein.',
    unknown: 'Das Mikrofon startet nicht. Versuche es noch einmal, oder starte den Browser neu.',
  },
  screenForbidden:
    'Dieser Computer lässt den Browser den Bildschirm nicht sehen. Erlaube es in den Einstellungen des Systems und teile dann noch einmal.',
  screenFailed:
    'Der Bildschirm ließ sich nicht teilen. Versuche es noch einmal, oder wähle ein anderes Fenster.',
  noPictureInPicture:
    'Dieser Browser löst das Bild nicht heraus. Versuche es in einem Moment noch einmal.',
  noFullScreen:
    'Dieser Browser füllt den Bildschirm nicht. Versuche es mit seiner eigenen Taste, oft F11.',

  cameraLabel: 'Kamera',
  microphoneLabel: 'Mikrofon',
  speakerLabel: 'Lautsprecher',
  systemChoice: 'Was das System benutzt',
  namesLater:
    'Browser nennen die Namen von Geräten erst, wenn du die Kamera oder das Mikrofon eingeschaltet hast.',
  level: 'Was andere von dir hören',
  noiseSuppression: 'Geräusche unterdrücken',
  noiseSuppressionHint: 'Lüfter und Tasten bleiben draußen. Aus für Musik.',
  echoCancellation: 'Echo unterdrücken',
  echoCancellationHint: 'Nur mit Kopfhörern aus.',
  mirror: 'Mein Bild spiegeln',
  mirrorHint: 'Nur du siehst es gespiegelt.',
  quality: 'Sendequalität',
  qualities: {
    auto: 'Automatisch',
    low: 'Niedrig: spart Daten',
    high: 'Hoch: braucht viel mehr',
  },
  spaceHint: 'Stumm? Halte die Leertaste, um zu sprechen.',
  close: 'Schließen',

  fares: {
    good: (name) => `Verbindung mit ${name}: gut`,
    fair: (name) => `Verbindung mit ${name}: mittel`,
    poor: (name) => `Verbindung mit ${name}: schlecht`,
    unknown: (name) => `Verbindung mit ${name}`,
  },
  detailsOf: (name) => `Verbindung mit ${name}`,
  faresWell: 'Das Gespräch läuft gut.',
  faresFairly: 'Ab und zu geht etwas verloren oder kommt spät. Man hört es vielleicht, kaum mehr.',
  faresPoorly:
    'Viel geht verloren oder kommt spät. Die Kamera auszuschalten oder eine niedrigere Qualität in „Geräte“ lässt der Stimme mehr.',
  noCall: 'Im Augenblick ist niemand zu hören oder zu sehen.',
  measuring: 'Wird gemessen…',
  path: 'Weg',
  direct: (protocol) => `Direkt, von Browser zu Browser (${protocol})`,
  relayed: (protocol) => `Über Relay (${protocol} zum Relay)`,
  unknownPath: 'Nicht bekannt',
  roundTrip: 'Hin und zurück',
  milliseconds: (ms) => `${number(Math.round(ms))} ms`,
  jitter: 'Schwankung der Ankunft',
  lostThere: 'Auf dem Weg dorthin verloren',
  lostHere: 'Auf dem Weg hierher verloren',
  lost: (share) => percent(share),
  sending: 'Du sendest',
  receiving: 'Du empfängst',
  kilobits: (bitsPerSecond) => `${number(Math.round(bitsPerSecond / 1_000))} kbit/s`,
  cameraSent: 'Deine Kamera',
  cameraReceived: 'Kamera gegenüber',
  screenSent: 'Dein Bildschirm',
  screenReceived: 'Bildschirm gegenüber',
  picture: (width, height, framesPerSecond) =>
    `${width} × ${height}, ${plural(Math.round(framesPerSecond), {
      one: '# Bild in der Sekunde',
      other: '# Bilder in der Sekunde',
    })}`,
};
