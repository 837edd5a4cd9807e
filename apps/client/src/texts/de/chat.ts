import type { AllTexts } from '../translation';
import { number, plural } from './formats';

export const chat: AllTexts['chat'] = {
  messages: 'Nachrichten',
  message: 'Nachricht',
  send: 'Nachricht senden',
  you: 'Du',
  empty: 'Noch keine Nachrichten. Was du hier schreibst, geht direkt zu den Leuten im Raum.',

  delivery: {
    sending: 'Wird gesendet',
    sent: 'Gesendet',
    delivered: 'Zugestellt',
    'not-delivered': 'Nicht zugestellt',
  },

  reply: 'Antworten',
  react: 'Reagieren',
  edit: 'Bearbeiten',
  delete: 'Löschen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Dieser Browser erlaubt das Kopieren nicht. Markiere stattdessen den Text.',
  edited: 'Bearbeitet',
  editedAt: (time) => `Bearbeitet um ${time}`,
  deleted: 'Diese Nachricht wurde gelöscht.',
  deletedByYou: 'Du hast diese Nachricht gelöscht.',
  deleteQuestion: {
    title: 'Diese Nachricht löschen?',
    sentence:
      'Sie verschwindet von den Seiten aller, die hier sind. Wer sie gelesen hat, kann sich an sie erinnern.',
    no: 'Behalten',
    yes: 'Nachricht löschen',
  },
  actions: 'Was mit dieser Nachricht geschehen soll',
  reactions: 'Reaktionen',
  reaction: (emoji, names) => `${emoji} von ${names}`,

  answerTo: (name) => `Antwort an ${name}`,
  answerToYou: 'Antwort an dich',
  answerToUnknown: 'Antwort auf eine frühere Nachricht',
  replyingTo: (name) => `Du antwortest ${name}`,
  replyingToYourself: 'Du antwortest dir selbst',
  editing: 'Du bearbeitest deine Nachricht',
  save: 'Nachricht speichern',
  cancelReply: 'Nicht antworten',
  cancelEdit: 'Nicht mehr bearbeiten',

  picture: {
    sent: (name, file) => `${name} hat ${file} gesendet`,
    sentByYou: (file) => `Du hast ${file} gesendet`,
    sentEarlier: (file) => `${file}, von einem früheren Besuch`,
    show: 'Anzeigen',
    hide: 'Ausblenden',
    showNamed: (file) => `${file} anzeigen`,
    hideNamed: (file) => `${file} ausblenden`,
    enlarge: (file) => `${file} ansehen`,
    notShown: 'Diese Seite kann es nicht zeigen. Gesendet wurde es so, wie es ist.',
  },

  newMessages: 'Neue Nachrichten',
  jumpToNewest: 'Zur neuesten springen',
  unseen: (count) => plural(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  aloud: (name, text) => `${name}: ${text}`,
  manyAloud: (count, name, text) =>
    `${plural(count, { one: '# neue Nachricht.', other: '# neue Nachrichten.' })} ${name}: ${text}`,
  clear: 'Nachrichten entfernen',
  clearQuestion: {
    title: 'Alle Nachrichten entfernen?',
    sentence: 'Nur von dieser Seite. Die anderen behalten ihre, und Dateien bleiben, wo sie sind.',
    no: 'Behalten',
    yes: 'Entfernen',
  },

  typing: (names) => `${names} schreibt…`,
  manyTyping: (names) => `${names} schreiben…`,

  emoji: 'Emoji',
  chooseEmoji: 'Ein Emoji wählen',
  emojiGroups: {
    often: 'Oft benutzt',
    faces: 'Gesichter',
    people: 'Menschen und Hände',
    hearts: 'Herzen und Zeichen',
    nature: 'Tiere und Natur',
    food: 'Essen und Trinken',
    things: 'Orte und Dinge',
  },
  bytesLeft: (count) => plural(count, { one: 'Noch # Byte', other: 'Noch # Byte' }),
  tooLong: (bytes) =>
    `Diese Nachricht ist ${number(bytes)} Byte zu lang, um in einem Stück gesendet zu werden. Kürze sie, oder schick sie als Datei.`,
  nobodyNow: 'Gerade ist sonst niemand hier. Was du tippst, bleibt hier, bis jemand kommt.',
  nobodyYet: 'Noch ist sonst niemand hier. Was du tippst, bleibt hier, bis jemand kommt.',
  nobodyComes: 'Sonst ist niemand hier, und niemand kann mehr hereinkommen.',
};
