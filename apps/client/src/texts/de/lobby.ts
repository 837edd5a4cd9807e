import type { AllTexts } from '../translation';
import { number, plural } from './formats';

export const lobby: AllTexts['lobby'] = {
  name: 'whisperNet',
  claim: 'Nur unter euch.',
  what: 'Verabredet eine Raumnummer und ein Passwort. Dann sprecht, seht einander und gebt Dateien weiter, direkt von Browser zu Browser.',
  promises: {
    sealed: 'Versiegelt von Browser zu Browser',
    sealedMeaning:
      'Was ihr sagt, zeigt und schickt, kann niemand dazwischen lesen, auch der Server nicht.',
    nobody: 'Kein Konto, kein Cookie, keine Spur',
    nobodyMeaning: 'Ein Name ist freiwillig. Sind alle gegangen, ist der Raum fort.',
    whole: 'Dateien jeder Größe, unversehrt',
    wholeMeaning: 'Bis zum letzten Byte geprüft, und fortgesetzt, wo sie abgebrochen sind.',
  },
  privacy: 'Was der Server weiß',
  left: 'Du hast den Raum verlassen. Auf dieser Seite ist nichts mehr von ihm.',
  unsaved: (count: number) =>
    `Dateien, die du nicht gespeichert hast, wurden gelöscht: ${number(count)}.`,
  waitingFiles: {
    waiting:
      'In diesem Browser warten unfertige Dateien. Betritt ihren Raum noch einmal, mit derselben Nummer und demselben Passwort, dann geht es weiter. Das Betreten eines anderen Raums löscht sie.',
    delete: 'Jetzt löschen',
    deleted: 'Sie sind gelöscht. In diesem Browser ist nichts mehr von ihnen.',
  },

  start: 'Noch nichts verabredet? Nimm eine Nummer und fünf Wörter, vom Zufall gezogen.',
  suggest: 'Vorschlagen',
  suggested: (room: string) =>
    `Nummer ${room} und fünf Wörter sind eingetragen. Das Passwort ist sichtbar, damit du es vorlesen kannst.`,
  suggestionImpossible:
    'Die Wortliste ließ sich nicht laden. Prüfe deine Verbindung und drücke noch einmal „Vorschlagen“, oder wähle Nummer und Passwort selbst.',
  invited: (room: string) =>
    `Du bist in den Raum ${room} eingeladen. Sag, wie du heißt, und tritt ein.`,

  roomNumber: 'Raumnummer',
  roomNumberHint: '4 bis 12 Ziffern, von euch verabredet',
  roomNumberWrong: 'Eine Raumnummer hat 4 bis 12 Ziffern.',
  missing: {
    room: 'Gib die Nummer des Raums ein: 4 bis 12 Ziffern.',
    newRoom: 'Wähle 4 bis 12 Ziffern, oder drücke „Vorschlagen“.',
    newPassword: 'Wähle ein Passwort mit mindestens 6 Zeichen, oder drücke „Vorschlagen“.',
  },
  readAloud: (what: string) => `Zum Vorlesen: ${what}`,
  password: 'Passwort',
  passwordHint: 'Es verlässt diesen Browser nie',
  showPassword: 'Passwort zeigen',
  passwordWrong: {
    empty: 'Gib das Passwort ein, das ihr verabredet habt.',
    tooLong: 'Dieses Passwort ist zu lang.',
    controlCharacter: 'Dieses Passwort enthält ein unsichtbares Zeichen. Tippe es von Hand.',
    tooShort: 'Ein neuer Raum braucht ein Passwort mit mindestens 6 Zeichen.',
    roomNumber:
      'Die Nummer des Raums kann nicht sein Passwort sein: Alle würden sie zuerst probieren.',
    tooCommon: 'Das ist eines der Passwörter, die alle zuerst probieren würden. Wähle ein anderes.',
  },
  strength: {
    label: 'Stärke des Passworts',
    weak: 'Schwach',
    weakMeaning: (tries: number) =>
      `An der Tür ließe es sich mit ihren ${number(tries)} Versuchen erraten.`,
    fair: 'Mittel',
    fairMeaning: 'Fremde erraten es kaum; wer dich kennt, vielleicht.',
    strong: 'Stark',
    strongMeaning: 'Kaum jemand errät es, außer du benutzt es auch anderswo.',
    generated: 'Stark',
    generatedMeaning: 'Wörter, wie der Zufall sie zieht: Kaum jemand errät sie.',
  },
  yourName: 'Dein Name',
  yourNameHint: 'Freiwillig; nur der Raum sieht ihn',

  options: 'Einstellungen',
  addressVisible: 'IP-Adresse sichtbar',
  addressHidden: 'IP-Adresse verborgen',
  roomSize: 'Raumgröße',
  people: (count: number) => plural(count, { one: '# Person', other: '# Personen' }),
  hideAddress: {
    label: 'Meine IP-Adresse verbergen',
    visible: 'Die Leute in deinem Raum können deine IP-Adresse sehen.',
    none: 'Hier nicht möglich: Es ist kein Relay eingerichtet. Die Leute in deinem Raum können deine IP-Adresse sehen.',
    asking: 'Der Server wird gefragt, ob es ein Relay gibt, das sie verbirgt.',
    unknown:
      'Gerade nicht möglich: Der Server ließ sich nicht nach einem Relay fragen. Die Leute in deinem Raum können deine IP-Adresse sehen.',
    hidden:
      'Niemand im Raum bekommt deine IP-Adresse; wer das Relay betreibt, sieht sie, aber nicht, was du sendest. Es kann langsamer sein.',
    hiddenNone: 'Hier ist kein Relay eingerichtet; solange das an ist, wird kein Raum betreten.',
    hiddenAsking: 'Alles geht über das Relay oder gar nicht.',
    hiddenUnknown:
      'Der Server ließ sich nicht nach einem Relay fragen. Gibt es keines, wird kein Raum betreten, solange das an ist.',
    askAgain: 'Noch einmal fragen',
  },

  devices: 'Kamera und Mikrofon',
  devicesMeaning: 'Das siehst und hörst nur du. Im Raum bleibt beides aus, bis du es einschaltest.',

  create: 'Raum erstellen',
  createMeaning: 'Du kommst zuerst und lädst dann ein.',
  join: 'Raum betreten',
  joinMeaning: 'Jemand ist schon da.',
  entering: 'Der Raum wird betreten',
  creating: 'Wird erstellt…',
  joining: 'Wird betreten…',
  creatingRoom: 'Der Raum wird erstellt…',
  joiningRoom: 'Der Raum wird betreten…',
  slowDoor:
    'Diese Tür antwortet langsam. Wo viele falsche Passwörter probiert wurden, warten alle, höchstens eine halbe Minute.',
  pause: (seconds: number) =>
    `Diese Seite pausiert: Eintreten geht wieder in ${number(seconds)} s. Das bremst nur diese Seite, damit du es merkst.`,
  cancel: 'Abbrechen',
};
