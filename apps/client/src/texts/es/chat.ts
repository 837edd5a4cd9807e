import type { AllTexts } from '../translation';
import { number, plural } from './formats';

export const chat: AllTexts['chat'] = {
  messages: 'Mensajes',
  message: 'Mensaje',
  send: 'Enviar mensaje',
  you: 'Tú',
  empty: 'Aún no hay mensajes. Lo que escribes aquí va directamente a las personas de la sala.',

  delivery: {
    sending: 'Enviando',
    sent: 'Enviado',
    delivered: 'Entregado',
    'not-delivered': 'No entregado',
  },

  reply: 'Responder',
  react: 'Reaccionar',
  edit: 'Editar',
  delete: 'Borrar',
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'Este navegador no permite copiar. Selecciona el texto en su lugar.',
  edited: 'Editado',
  editedAt: (time) => `Editado a las ${time}`,
  deleted: 'Este mensaje se ha borrado.',
  deletedByYou: 'Has borrado este mensaje.',
  deleteQuestion: {
    title: '¿Borrar este mensaje?',
    sentence:
      'Desaparece de las páginas de todos los que están aquí. Quien lo haya leído puede recordarlo.',
    no: 'Conservarlo',
    yes: 'Borrar mensaje',
  },
  actions: 'Qué hacer con este mensaje',
  reactions: 'Reacciones',
  reaction: (emoji, names) => `${emoji} de ${names}`,

  answerTo: (name) => `Respuesta a ${name}`,
  answerToYou: 'Respuesta a ti',
  answerToUnknown: 'Respuesta a un mensaje anterior',
  replyingTo: (name) => `Respondes a ${name}`,
  replyingToYourself: 'Te respondes a ti',
  editing: 'Editas tu mensaje',
  save: 'Guardar mensaje',
  cancelReply: 'No responder',
  cancelEdit: 'Dejar de editar',

  picture: {
    sent: (name, file) => `${name} ha enviado ${file}`,
    sentByYou: (file) => `Has enviado ${file}`,
    sentEarlier: (file) => `${file}, de una visita anterior`,
    show: 'Mostrar',
    hide: 'Ocultar',
    showNamed: (file) => `Mostrar ${file}`,
    hideNamed: (file) => `Ocultar ${file}`,
    enlarge: (file) => `Vista previa de ${file}`,
    notShown: 'Esta página no puede mostrarlo. Se ha enviado tal como es.',
  },

  newMessages: 'Mensajes nuevos',
  jumpToNewest: 'Ir al más reciente',
  unseen: (count) => plural(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  aloud: (name, text) => `${name}: ${text}`,
  manyAloud: (count, name, text) =>
    `${plural(count, { one: '# mensaje nuevo.', other: '# mensajes nuevos.' })} ${name}: ${text}`,
  clear: 'Vaciar mensajes',
  clearQuestion: {
    title: '¿Vaciar todos los mensajes?',
    sentence:
      'Desaparecen solo de esta página. Los demás conservan los suyos, y los archivos siguen donde están.',
    no: 'Conservarlos',
    yes: 'Vaciarlos',
  },

  typing: (names) => `${names} escribe…`,
  manyTyping: (names) => `${names} escriben…`,

  emoji: 'Emoji',
  chooseEmoji: 'Elegir un emoji',
  emojiGroups: {
    often: 'Más usados',
    faces: 'Caras',
    people: 'Personas y manos',
    hearts: 'Corazones y signos',
    nature: 'Animales y naturaleza',
    food: 'Comida y bebida',
    things: 'Lugares y cosas',
  },
  bytesLeft: (count) => plural(count, { one: 'Queda # byte', other: 'Quedan # bytes' }),
  tooLong: (bytes) =>
    `A este mensaje le sobran ${number(bytes)} bytes para enviarlo de una vez. Acórtalo, o envíalo como archivo.`,
  nobodyNow: 'Ahora no hay nadie más aquí. Lo que escribas se queda aquí hasta que venga alguien.',
  nobodyYet: 'Aún no hay nadie más aquí. Lo que escribas se queda aquí hasta que venga alguien.',
  nobodyComes: 'No hay nadie más aquí, y ya no puede entrar nadie.',
};
