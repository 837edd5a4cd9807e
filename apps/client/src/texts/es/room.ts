import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const room: AllTexts['room'] = {
  room: 'Sala',
  connection: {
    waiting: 'Esperando a los demás',
    connecting: 'Conectando',
    connected: 'En línea',
    reconnecting: 'Conectando de nuevo',
    disconnected: 'Sin conexión',
  },
  title: (connection) => `${connection} – whisperNet`,
  titleWithNews: (unseen, connection) => `(${number(unseen)}) ${connection} – whisperNet`,

  copyInvite: 'Copiar el enlace de invitación',
  showQrCode: 'Mostrar el código QR',
  closeDoor: 'Cerrar la puerta',
  openDoor: 'Abrir la puerta',
  leave: 'Salir de la sala',
  copied: 'Copiado. El enlace contiene la contraseña: envíalo solo a quien pueda entrar.',
  dismiss: 'Descartar',

  attention: 'Sonidos y notificaciones',
  close: 'Cerrar',

  parts: 'Partes de la sala',
  call: 'Llamada',
  chat: 'Chat',
  files: 'Archivos',
  people: 'Personas',
  newMessages: (count) => plural(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  filesOffered: (count) =>
    plural(count, { one: '# archivo ofrecido', other: '# archivos ofrecidos' }),
  newcomers: (count) =>
    plural(count, { one: 'Ha entrado # persona', other: 'Han entrado # personas' }),

  alone: {
    firstTitle: 'La sala está abierta. ¿Quién va a entrar?',
    first:
      'Aún no hay nadie más aquí. Envía el enlace, muestra la imagen, o di el número y la contraseña por teléfono.',
    againTitle: 'Ahora no hay nadie más aquí',
    again: 'La sala sigue mientras estés aquí, y su invitación sigue siendo la misma.',
    endedTitle: 'Ya no puede entrar nadie',
    ended:
      'No hay nadie más aquí, y la pasarela ha olvidado esta sala. Guarda lo que quieras conservar y sal: una sala nueva puede tener el mismo número y la misma contraseña.',
    leave: 'Salir de esta sala',
  },
  gatewayAway:
    'La pasarela no responde. Todo entre vosotros continúa; nadie nuevo puede entrar hasta que vuelva. La página lo sigue intentando.',
  gatewayGone:
    'La pasarela ha olvidado esta sala. Todo entre vosotros continúa, pero ya nadie puede entrar ni volver. Para ser más, o para volver a encontraros, acordad aquí una sala nueva.',

  shortcuts: {
    button: 'Atajos de teclado',
    title: 'Atajos de teclado',
    hint: 'Funcionan mientras no estás escribiendo.',
    close: 'Cerrar',
    singleKeys: 'Teclas sueltas',
    aboutSingleKeys: 'Desactívalas si dictas: las letras sueltas no harán nada entonces.',
    sheet: 'Mostrar esta lista',
    goTo: (part) => `Mostrar o plegar: ${part}`,
    names: {
      Space: 'Espacio',
      Enter: 'Intro',
      Escape: 'Esc',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Alt: 'Alt',
      Ctrl: 'Ctrl',
    },
  },
  cameIn: (name) => `${name} ha entrado`,
  isGone: (name) => `${name} ya no está aquí`,
  wasHere: (name, at) => `${name} estuvo aquí hasta las ${clock(at)}`,
};
