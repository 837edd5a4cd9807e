import type { AllTexts } from '../translation';
import { plural } from './formats';

export const errors: AllTexts['errors'] = {
  refusals: {
    'number-taken': {
      sentence: 'Este número de sala está ocupado.',
      nextStep: 'Elige otro número, o entra en la sala si es la tuya.',
    },
    'no-such-room': {
      sentence: 'No hay ninguna sala con este número.',
      nextStep: 'Comprueba el número, o crea tú la sala.',
    },
    'wrong-password': {
      sentence: 'La contraseña no es correcta.',
      nextStep: 'Comprueba si hay errores al teclear e inténtalo otra vez.',
    },
    'invalid-password': {
      sentence: 'Esto no puede ser una contraseña.',
      nextStep: 'Escribe otra, de 256 caracteres como mucho.',
    },
    'room-full': {
      sentence: 'La sala está llena.',
      nextStep: 'Pide a alguien de dentro que haga sitio, o encontraos en otra sala.',
    },
    'door-closed': {
      sentence: 'La puerta de esta sala está cerrada.',
      nextStep: 'Pide a alguien de dentro que la abra e inténtalo otra vez.',
    },
    'too-many-tries': {
      sentence: 'Aquí ha habido demasiados intentos, tuyos o de otros.',
      nextStep: 'Tu contraseña no se ha comprobado. Inténtalo otra vez dentro de un rato.',
    },
    impersonation: {
      sentence: 'Puede que alguien se haga pasar por esta sala.',
      nextStep: 'No sigas aquí. Acordad por otro medio un número nuevo y una contraseña nueva.',
    },
    'nobody-answers': {
      sentence: 'La sala existe, pero nadie responde dentro.',
      nextStep: 'Pide a los demás que dejen su página abierta e inténtalo otra vez.',
    },
    'no-path': {
      sentence:
        'No podéis conectaros entre vosotros: no se ha encontrado ningún camino por la red.',
      nextStep:
        'Prueba con otra red, o pide a quien mantiene esta página que instale un servidor de retransmisión.',
    },
    'no-relay': {
      sentence:
        'Tu dirección IP no se puede ocultar: ahora no hay aquí ningún servidor de retransmisión.',
      nextStep: 'Inténtalo más tarde, o desactiva «Ocultar mi dirección IP».',
    },
    'no-relayed-path': {
      sentence:
        'No se ha logrado ninguna conexión por el servidor de retransmisión. Tu dirección IP ha seguido oculta.',
      nextStep:
        'Inténtalo otra vez dentro de un rato, o pregunta a quien mantiene esta página si el servidor de retransmisión funciona.',
    },
    'no-proof': {
      sentence: 'La conexión empezó, pero la otra parte no demostró a tiempo quién es.',
      nextStep:
        'Inténtalo otra vez. Si vuelve a pasar, acordad por otro medio un número nuevo y una contraseña nueva.',
    },
    busy: {
      sentence: 'Ahora mismo hay aquí demasiada actividad.',
      nextStep: 'Espera un poco e inténtalo otra vez.',
    },
    'gateway-unreachable': {
      sentence: 'No se puede llegar al punto de encuentro.',
      nextStep: 'Comprueba tu conexión a internet e inténtalo otra vez.',
    },
    'version-mismatch': {
      sentence: 'Esta página es de otra versión que el punto de encuentro.',
      nextStep: 'Vuelve a cargar la página e inténtalo otra vez.',
    },
    'no-webrtc': {
      sentence:
        'Este navegador no puede conectar a personas directamente (WebRTC falta o está desactivado).',
      nextStep: 'Usa un Firefox, Chrome, Edge o Safari actual, o activa WebRTC.',
    },
    'not-secure': {
      sentence:
        'Esta página no se ha cargado por una conexión segura, así que nada podría mantenerse en secreto aquí.',
      nextStep: 'Ábrela con https:// delante, o en este ordenador como http://localhost.',
    },
  },
  wrongAgain: {
    sentence: 'La contraseña no es correcta, o alguien se hace pasar por esta sala.',
    nextStep:
      'Mientras esta página hace una pausa, pide a los demás por otro medio el número y la contraseña, y después inténtalo otra vez.',
  },
  notEvenTried:
    'Aquí ha habido demasiados intentos, tuyos o de otros, o alguien de dentro ha cerrado la puerta.',
  triesLeft: (count) =>
    plural(count, {
      one: 'Queda # intento antes de que esta página haga una pausa.',
      other: 'Quedan # intentos antes de que esta página haga una pausa.',
    }),
  tryAgainIn: (seconds) =>
    plural(seconds, {
      one: 'Inténtalo otra vez dentro de # segundo.',
      other: 'Inténtalo otra vez dentro de # segundos.',
    }),
};
