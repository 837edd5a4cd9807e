import type { AllTexts } from '../translation';
import { bytes, bytesOf, formFor, list, number, plural } from './formats';

const count = (files: number) => plural(files, { one: '# Datei', other: '# Dateien' });
const of = (part: number, whole: number) => bytesOf(part, whole).join(' von ');

export const files: AllTexts['files'] = {
  list: 'Dateien',
  sendFiles: 'Dateien senden',
  sendFolder: 'Ordner senden',
  howElse: 'Zieh sie irgendwo auf diese Seite, füge sie ein oder wähle sie oben.',
  nothingYet: 'Nichts unterwegs',
  nothingYetHint:
    'Dateien jeder Größe gehen von Browser zu Browser, und kein Server sieht sie. Gesendet wird erst, wenn die andere Seite Ja sagt.',
  nobodyToSendTo: 'Dateien lassen sich senden, sobald jemand verbunden ist.',
  nobodyToTake:
    'Nicht gesendet: Niemand ist hier, der es nehmen könnte. Lade jemanden ein und wähle es dann noch einmal.',
  clearFinished: 'Fertige entfernen',
  cleared: (many) =>
    plural(many, { one: '# fertiger Eintrag entfernt', other: '# fertige Einträge entfernt' }),

  count,
  size: (size) => bytes(size),
  moved: of,
  folderSize: (many, size) => `${count(many)}, ${bytes(size)}`,
  speed: (bytesPerSecond) => `${bytes(bytesPerSecond)}/s`,

  drop: {
    toOffer: (many, names) =>
      many > 0
        ? `Loslassen, um ${list(names)} ${plural(many, { one: '# Element', other: '# Elemente' })} anzubieten`
        : `Loslassen, um ${list(names)} das anzubieten`,
    theyDecide: 'Gesendet wird erst, wenn es angenommen ist.',
    nobody: 'Niemand ist hier, der es nehmen könnte',
    nobodyHint: 'Lade erst jemanden ein und zieh es dann noch einmal hierher.',
  },

  kind: {
    image: 'Bild',
    video: 'Video',
    audio: 'Ton',
    text: 'Text',
    document: 'Dokument',
    archive: 'Archiv',
    program: 'Programm',
    folder: 'Ordner',
    file: 'Datei',
    withEnding: (kind, ending) => `${kind} (${ending})`,
  },

  state: {
    waiting: 'Wartet',
    offered: 'Angeboten',
    sending: 'Wird gesendet',
    receiving: 'Wird empfangen',
    paused: 'Pausiert',
    verifying: 'Wird geprüft',
    done: 'Fertig',
    declined: 'Abgelehnt',
    cancelled: 'Abgebrochen',
    failed: 'Gescheitert',
  },
  to: (name) => `an ${name}`,
  from: (name) => `von ${name}`,
  fromEarlierVisit: 'von einem früheren Besuch',
  progressOf: (name) => `Fortschritt von ${name}`,

  accept: 'Annehmen',
  decline: 'Ablehnen',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  sendAgain: 'Noch einmal senden',
  preview: 'Ansehen',

  left: {
    moments: 'noch ein paar Sekunden',
    seconds: (seconds) =>
      plural(seconds, { one: 'noch etwa # Sekunde', other: 'noch etwa # Sekunden' }),
    minutes: (minutes) =>
      plural(minutes, { one: 'noch etwa eine Minute', other: 'noch etwa # Minuten' }),
    hours: (hours) => plural(hours, { one: 'noch etwa eine Stunde', other: 'noch etwa # Stunden' }),
    days: (days) => plural(days, { one: 'noch etwa ein Tag', other: 'noch etwa # Tage' }),
    ages: 'noch mehr als ein Monat',
    stalled: 'stockt',
    queued: 'wartet, bis es an der Reihe ist',
  },

  total: {
    sending: (many) => `${number(many)} werden gesendet`,
    receiving: (many) => `${number(many)} werden empfangen`,
    both: (out, incoming) => `${number(out)} werden gesendet, ${number(incoming)} empfangen`,
    amount: (what, part, whole) => `${what}: ${of(part, whole)}`,
    withTime: (amount, left) => `${amount}, ${left}`,
    progress: 'Fortschritt von allem',
  },

  offers: {
    waiting: (many) => `${number(many)} angeboten`,
    acceptAll: 'Alle annehmen',
    declineAll: 'Alle ablehnen',
    one: (name, file) => `${name} bietet ${file} an.`,
    more: (name, file, more) => `${name} bietet ${file} und ${number(more)} weitere an.`,
  },

  cutOff: (name, many) =>
    formFor(many, {
      one: `${name} wartet noch auf eine Datei, die abgebrochen ist. Kam sie von dir, wähle sie noch einmal: Es geht weiter, wo es aufgehört hat.`,
      other: `${name} wartet noch auf ${number(many)} Dateien, die abgebrochen sind. Kamen sie von dir, wähle sie noch einmal: Es geht weiter, wo es aufgehört hat.`,
    }),

  saved: 'Gespeichert',
  savedWhereChosen: 'Gespeichert, wo du es gewählt hast',
  notSavedYet: 'Noch nicht gespeichert: Es verschwindet, wenn du den Raum verlässt.',
  zipping: 'Ein ZIP davon entsteht, um gespeichert zu werden.',
  cancelledBy: (name) => `${name} hat es abgebrochen.`,
  cancelledByYou: 'Du hast es abgebrochen.',
  declinedBy: (name) => `${name} wollte es nicht.`,
  declinedByYou: 'Du hast es abgelehnt.',
  waitsFor: (name) => `${name} hat noch nicht geantwortet.`,
  program: 'Das ist ein Programm. Öffne es nur, wenn du denen vertraust, die es geschickt haben.',
  programs: (many) =>
    plural(many, {
      one: '# der Dateien ist ein Programm. Öffne es nur, wenn du denen vertraust, die es geschickt haben.',
      other:
        '# der Dateien sind Programme. Öffne sie nur, wenn du denen vertraust, die sie geschickt haben.',
    }),

  folder: {
    show: 'Zeigen, was darin ist',
    hide: 'Verbergen, was darin ist',
    reading: 'Der Inhalt wird gelesen',
    all: 'Alle Dateien',
    treeName: (name) => `Dateien in ${name}`,
    program: 'Programm',
    chosen: (chosen, all, size) =>
      `${number(chosen)} von ${plural(all, { one: '# Datei', other: '# Dateien' })} gewählt, ${bytes(size)}`,
  },

  leftOut: {
    sentence: (reasons) => `Nicht gesendet: ${reasons.join('; ')}.`,
    emptyFolder: (name) => `${name} ist leer`,
    unreadable: (name) => `${name} kann diese Seite nicht lesen`,
    tooManyFiles: (name) =>
      `${name} enthält mehr als 100.000 Dateien; sende die Ordner darin einzeln`,
    more: (many) => `und ${number(many)} weitere`,
  },

  paused: {
    byYou: 'Von dir pausiert',
    by: (name) => `Von ${name} pausiert`,
    byBoth: (name) => `Von dir und von ${name} pausiert`,
    noWayBack: (name) =>
      `Die Verbindung ging verloren, und ohne die Vermittlung gibt es keine neue zu ${name}.`,
    noWayBackKept: (name) =>
      `Die Verbindung ging verloren, und ohne die Vermittlung gibt es keine neue zu ${name}. Was hier ist, bleibt, bis du den Raum verlässt.`,
    goneKept: (name) =>
      `${name} ist fort. Was hier ist, bleibt; es geht weiter, wenn ${name} es noch einmal sendet.`,
    backKept: (name) =>
      `${name} war fort, und jetzt ist jemand mit diesem Namen hier. Was hier ist, bleibt; es geht weiter, wenn es von dort noch einmal gesendet wird.`,
    backWaits: (name) =>
      `${name} war fort, und jetzt ist jemand mit diesem Namen hier, ohne nach dem Rest zu fragen. Bleibt es dabei, brich es ab und sende es noch einmal.`,
    goneYouResume: (name) =>
      `${name} ist fort. Kommt ${name} wieder und hat den ersten Teil noch, setze es fort.`,
    goneTheyResume: (name) =>
      `${name} ist fort. Es geht weiter, wenn ${name} wiederkommt, den ersten Teil noch hat und es fortsetzt.`,
    goneByItself: (name) =>
      `${name} ist fort. Es geht von selbst weiter, wenn ${name} wiederkommt und den ersten Teil noch hat.`,
    lostYouResume: (name) => `Die Verbindung ging verloren. Ist ${name} wieder da, setze es fort.`,
    lostTheyResume: (name) =>
      `Die Verbindung ging verloren. Es geht weiter, wenn ${name} wieder da ist und es fortsetzt.`,
    lostByItself: (name) =>
      `Die Verbindung ging verloren. Es geht von selbst weiter, wenn ${name} wieder da ist.`,
    leftBehind: (name) => `${name} muss es noch einmal senden; was hier ist, bleibt.`,
    leftBehindBySomebody: 'Wer es gesendet hat, muss es noch einmal senden; was hier ist, bleibt.',
  },

  held: {
    part: (name, percent) =>
      `${name} bietet eine Datei an, von der ${number(percent)} % schon hier sind.`,
    all: (name) =>
      `${name} bietet eine Datei an, die schon hier ist; es fehlt nur eine letzte Prüfung.`,
  },

  notTaken: {
    noSpace: (needs, offers) =>
      `Das braucht ${bytes(needs)}, und dieser Browser bietet ${bytes(offers)}. Schaffe Platz auf dem Datenträger und nimm es dann noch einmal an.`,
    notNoted:
      'Es geht weiter, aber dieser Browser konnte das nicht vermerken. Lass diese Seite offen, bis alles hier ist: Nach einem Neuladen müsste es noch einmal gesendet werden.',
    noPlace:
      'Dieser Browser gibt keinen Platz, um die Datei abzulegen. Verlasse das private Fenster oder nimm einen anderen Browser und nimm sie dann noch einmal an.',
    tooScattered:
      'Diese Dateien liegen im Ordner zu weit auseinander, um sie auf einmal zu nehmen. Nimm ihn ganz, oder weniger seiner Dateien.',
  },

  notSaved: {
    noSpace:
      'Für ein ZIP ist neben dem Empfangenen kein Platz. Schaffe Platz auf dem Datenträger und speichere es dann noch einmal.',
    gone: 'Der Browser gibt es nicht mehr heraus. Lass es dir noch einmal senden.',
  },

  failed: {
    leftSender: (name) => `${name} ist gegangen, bevor alles dort war.`,
    leftReceiver: (name) => `${name} ist gegangen, bevor alles hier war.`,
    lostSender: (name) =>
      `Die Verbindung zu ${name} ging verloren. Sende es noch einmal, wenn sie zurück ist.`,
    lostReceiver: (name) =>
      `Die Verbindung zu ${name} ging verloren. Bitte noch einmal darum, wenn sie zurück ist.`,
    unreadableSender:
      'Die Datei ließ sich nicht lesen: Sie wurde verschoben oder gelöscht, ihr Datenträger entfernt, oder diese Seite darf sie nicht mehr lesen. Wähle sie noch einmal.',
    unreadableReceiver: (name) =>
      `${name} kann die Datei nicht mehr lesen. Bitte ${name}, sie noch einmal zu wählen.`,
    changedSender:
      'Die Datei hat sich geändert, seit sie angeboten wurde. Wähle sie noch einmal, um sie so zu senden, wie sie jetzt ist.',
    changedReceiver: (name) =>
      `Die Datei hat sich bei ${name} geändert, seit sie angeboten wurde. Bitte ${name}, sie noch einmal zu wählen.`,
    unwritableSender: (name) =>
      `${name} konnte die Datei nicht speichern. Sende sie noch einmal und bitte ${name}, sie anderswo zu speichern.`,
    unwritableReceiver: (name) =>
      `Die Datei ließ sich nicht schreiben: Ihr Datenträger wurde entfernt, oder diese Seite darf dort nicht mehr schreiben. Bitte ${name}, sie noch einmal zu senden, und speichere sie anderswo.`,
    fullSender: (name) =>
      `Der Datenträger von ${name} ist voll. Sende es noch einmal, wenn dort Platz ist.`,
    fullReceiver: (name) =>
      `Der Datenträger ist voll. Schaffe Platz und bitte ${name}, es noch einmal zu senden.`,
    corruptedSender:
      'Was ankam, war wieder und wieder nicht, was gesendet wurde; deshalb wurde es aufgegeben. Sende es noch einmal; scheitert auch das, ist vielleicht die Datei oder ein Datenträger beschädigt.',
    corruptedReceiver: (name) =>
      `Was ankam, war wieder und wieder nicht, was gesendet wurde; deshalb wurde es gelöscht. Bitte ${name}, es noch einmal zu senden.`,
    namesTooLong:
      'Die Namen in diesem Ordner sind zu lang, um in einem Stück gesendet zu werden. Sende die Ordner darin einzeln.',
    theyBrokeRules: (name) =>
      `Der Browser von ${name} hat gegen die Regeln der Übertragung verstoßen, deshalb wurde sie beendet. Ladet diese Seite auf beiden Seiten neu und versucht es noch einmal.`,
    theyRefused: (name) =>
      `Der Browser von ${name} hat abgelehnt, was dieser gesendet hat, deshalb wurde die Übertragung beendet. Ladet diese Seite auf beiden Seiten neu und versucht es noch einmal.`,
  },

  look: {
    close: 'Schließen',
    loading: 'Wird geöffnet',
    start: (part, whole) => `Der Anfang: ${of(part, whole)}.`,
    unknown:
      'Es ist nicht, was sein Name sagt, oder nichts, was diese Seite zeigen kann. Speichere es, um es anderswo zu öffnen.',
    tooLarge:
      'Dieses Bild ist zu groß, um hier gezeigt zu werden. Speichere es, um es anderswo zu öffnen.',
    unplayable: 'Dieser Browser kann es nicht abspielen. Speichere es, um es anderswo zu öffnen.',
    gone: 'Der Browser gibt es nicht mehr heraus. Lass es dir noch einmal senden.',
    empty: 'Es ist nichts darin.',
  },
};
