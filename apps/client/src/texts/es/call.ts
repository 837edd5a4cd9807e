import type { AllTexts } from '../translation';
import { number, percent, plural } from './formats';

export const call: AllTexts['call'] = {
  stage: 'Escenario',
  turnOnCamera: 'Encender la cámara',
  turnOffCamera: 'Apagar la cámara',
  unmute: 'Activar el micrófono',
  mute: 'Silenciar el micrófono',
  shareScreen: 'Compartir pantalla',
  stopSharing: 'Dejar de compartir',
  devices: 'Dispositivos',
  fullScreen: 'Pantalla completa',
  leaveFullScreen: 'Salir de pantalla completa',
  pictureInPicture: 'Imagen en imagen',
  talkWhileHeld: 'Hablar mientras se mantiene pulsada, en silencio',

  muted: 'Silencio',
  speaks: 'Habla',
  cameraOf: (name) => `Cámara de ${name}`,
  screenOf: (name) => `Pantalla de ${name}`,
  connecting: 'Conectando',
  reconnecting: 'Conectando de nuevo',
  theirsHeld: 'Solo voz: la conexión es débil',
  tapToHear: 'Toca para oír',

  youShare: 'Estás compartiendo tu pantalla.',
  ownHeld: (names) =>
    `La conexión con ${names} es débil: tu voz sigue, tu imagen espera y vuelve sola.`,
  standIn: {
    camera: (gone, now) =>
      `${gone || 'La cámara'} ya no está. ${now || 'Otra'} ocupa su lugar hasta que vuelva.`,
    microphone: (gone, now) =>
      `${gone || 'El micrófono'} ya no está. ${now || 'Otro'} ocupa su lugar hasta que vuelva.`,
  },
  camera: {
    denied:
      'Este navegador no puede usar la cámara. Permítelo en la barra de direcciones o en los ajustes y enciéndela otra vez.',
    missing: 'No se ha encontrado ninguna cámara. Conecta una y enciéndela otra vez.',
    busy: 'La cámara no arranca; puede que la use otro programa. Ciérralo e inténtalo otra vez.',
    unsuitable: 'Esta cámara no puede hacer lo que una llamada necesita. Prueba con otra.',
    unplugged: 'La cámara ya no está. Conéctala y enciéndela otra vez.',
    unknown: 'La cámara no arranca. Inténtalo otra vez, o reinicia el navegador.',
  },
  microphone: {
    denied:
      'Este navegador no puede usar el micrófono. Permítelo en la barra de direcciones o en los ajustes y actívalo otra vez.',
    missing: 'No se ha encontrado ningún micrófono. Conecta uno y actívalo otra vez.',
    busy: 'El micrófono no arranca; puede que lo use otro programa. Ciérralo e inténtalo otra vez.',
    unsuitable: 'Este micrófono no puede hacer lo que una llamada necesita. Prueba con otro.',
    unplugged: 'El micrófono ya no está. Conéctalo y actívalo otra vez.',
    unknown: 'El micrófono no arranca. Inténtalo otra vez, o reinicia el navegador.',
  },
  screenForbidden:
    'Este ordenador no deja que el navegador vea la pantalla. Permítelo en los ajustes del sistema y comparte otra vez.',
  screenFailed: 'No se ha podido compartir la pantalla. Inténtalo otra vez, o elige otra ventana.',
  noPictureInPicture:
    'Este navegador no muestra la imagen aparte. Inténtalo otra vez en un momento.',
  noFullScreen:
    'Este navegador no llena la pantalla. Prueba con su propia tecla, que suele ser F11.',

  cameraLabel: 'Cámara',
  microphoneLabel: 'Micrófono',
  speakerLabel: 'Altavoz',
  systemChoice: 'Lo que usa el sistema',
  namesLater:
    'Los navegadores solo dicen los nombres de los dispositivos cuando has encendido la cámara o el micrófono.',
  level: 'Lo que los demás oyen de ti',
  noiseSuppression: 'Supresión de ruido',
  noiseSuppressionHint: 'Deja fuera ventiladores y teclas. Desactivada para música.',
  echoCancellation: 'Cancelación de eco',
  echoCancellationHint: 'Desactivada solo con auriculares.',
  mirror: 'Reflejar mi imagen',
  mirrorHint: 'Solo tú la ves reflejada.',
  quality: 'Calidad de envío',
  qualities: {
    auto: 'Automática',
    low: 'Baja: ahorra datos',
    high: 'Alta: necesita mucho más',
  },
  spaceHint: '¿En silencio? Mantén pulsada la barra espaciadora para hablar.',
  close: 'Cerrar',

  fares: {
    good: (name) => `Conexión con ${name}: buena`,
    fair: (name) => `Conexión con ${name}: aceptable`,
    poor: (name) => `Conexión con ${name}: mala`,
    unknown: (name) => `Conexión con ${name}`,
  },
  detailsOf: (name) => `Conexión con ${name}`,
  faresWell: 'La llamada va bien.',
  faresFairly: 'De vez en cuando algo se pierde o llega tarde. Quizá se oiga, poco más.',
  faresPoorly:
    'Mucho se pierde o llega tarde. Apagar la cámara, o una calidad más baja en «Dispositivos», deja más para la voz.',
  noCall: 'En este momento no se oye ni se ve a nadie.',
  measuring: 'Midiendo…',
  path: 'Camino',
  direct: (protocol) => `Directo, de navegador a navegador (${protocol})`,
  relayed: (protocol) => `Retransmitido (${protocol} hasta el servidor de retransmisión)`,
  unknownPath: 'No se sabe',
  roundTrip: 'Ida y vuelta',
  milliseconds: (ms) => `${number(Math.round(ms))} ms`,
  jitter: 'Llegada irregular',
  lostThere: 'Perdido de camino allí',
  lostHere: 'Perdido de camino aquí',
  lost: (share) => percent(share),
  sending: 'Envías',
  receiving: 'Recibes',
  kilobits: (bitsPerSecond) => `${number(Math.round(bitsPerSecond / 1_000))} kbit/s`,
  cameraSent: 'Tu cámara',
  cameraReceived: 'La otra cámara',
  screenSent: 'Tu pantalla',
  screenReceived: 'La otra pantalla',
  picture: (width, height, framesPerSecond) =>
    `${width} × ${height}, ${plural(Math.round(framesPerSecond), {
      one: '# imagen por segundo',
      other: '# imágenes por segundo',
    })}`,
};
