import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const room: AllTexts['room'] = {
  room: 'Raum',
  connection: {
    waiting: 'Wartet auf andere',
    connecting: 'Verbindet sich',
    connected: 'Verbunden',
    reconnecting: 'Verbindet sich neu',
    disconnected: 'Getrennt',
  },
  title: (connection) => `${connection} – whisperNet`,
  titleWithNews: (unseen, connection) => `(${number(unseen)}) ${connection} – whisperNet`,

  copyInvite: 'Einladungslink kopieren',
  showQrCode: 'QR-Code zeigen',
  closeDoor: 'Tür schließen',
  openDoor: 'Tür öffnen',
  leave: 'Raum verlassen',
  copied: 'Kopiert. Der Link enthält das Passwort: Schick ihn nur denen, die hereindürfen.',
  dismiss: 'Ausblenden',

  attention: 'Töne und Mitteilungen',
  close: 'Schließen',

  parts: 'Teile des Raums',
  call: 'Gespräch',
  chat: 'Chat',
  files: 'Dateien',
  people: 'Leute',
  newMessages: (count) => plural(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  filesOffered: (count) =>
    plural(count, { one: '# Datei angeboten', other: '# Dateien angeboten' }),
  newcomers: (count) =>
    plural(count, {
      one: '# Person ist hereingekommen',
      other: '# Personen sind hereingekommen',
    }),

  alone: {
    firstTitle: 'Der Raum ist offen. Wer soll hereinkommen?',
    first:
      'Noch ist sonst niemand hier. Schick den Link, zeig das Bild oder sag Nummer und Passwort am Telefon.',
    againTitle: 'Gerade ist sonst niemand hier',
    again: 'Der Raum bleibt, solange du hier bist, und seine Einladung bleibt dieselbe.',
    endedTitle: 'Niemand kann mehr hereinkommen',
    ended:
      'Sonst ist niemand hier, und die Vermittlung hat diesen Raum vergessen. Speichere, was du behalten willst, und geh dann hinaus: Ein neuer Raum kann dieselbe Nummer und dasselbe Passwort haben.',
    leave: 'Diesen Raum verlassen',
  },
  gatewayAway:
    'Die Vermittlung ist nicht erreichbar. Alles zwischen euch geht weiter; neu hereinkommen kann erst jemand, wenn sie zurück ist. Die Seite versucht es weiter.',
  gatewayGone:
    'Die Vermittlung hat diesen Raum vergessen. Alles zwischen euch geht weiter, aber niemand kann mehr herein oder zurück. Um mehr zu werden oder einander wiederzufinden, verabredet hier einen neuen Raum.',

  shortcuts: {
    button: 'Tastenkürzel',
    title: 'Tastenkürzel',
    hint: 'Sie gelten, solange du nicht tippst.',
    close: 'Schließen',
    singleKeys: 'Einzelne Tasten',
    aboutSingleKeys:
      'Schalte sie aus, wenn du diktierst: Einzelne Buchstaben bewirken dann nichts.',
    sheet: 'Diese Übersicht zeigen',
    goTo: (part) => `Zeigen oder einklappen: ${part}`,
    names: {
      Space: 'Leertaste',
      Enter: 'Eingabe',
      Escape: 'Esc',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Alt: 'Alt',
      Ctrl: 'Strg',
    },
  },
  cameIn: (name) => `${name} ist hereingekommen`,
  isGone: (name) => `${name} ist nicht mehr hier`,
  wasHere: (name, at) => `${name} war bis ${clock(at)} hier`,
};
