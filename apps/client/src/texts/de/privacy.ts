import type { AllTexts } from '../translation';
import { duration, number, plural } from './formats';

export const privacy: AllTexts['privacy'] = {
  title: 'Was der Server weiß',
  back: 'Zurück zur Startseite',
  summary: [
    'Er bringt eure Browser zusammen. Was ihr sagt, zeigt, schreibt und schickt, ist von Browser zu Browser verschlüsselt: Weder dieser Server noch ein Relay dazwischen kann es lesen.',
    'Er sieht Raumnummern und IP-Adressen, und wann; nie einen Namen, eine Nachricht oder eine Datei.',
    'Das Passwort erfährt er nicht; er kann bei jedem Eintritt von dir ein einziges Mal raten.',
    'Die Leute in deinem Raum sehen deine IP-Adresse, wenn du sie nicht hinter einem Relay verbirgst.',
    'Sind alle gegangen, bleibt von einem Raum nichts als die Dateien, die jemand gespeichert hat.',
  ],
  knows: {
    title: 'Was er weiß',
    points: [
      'Die Nummer des Raums, und wann jemand ihn öffnet, anklopft, wiederkommt oder geht.',
      'Die IP-Adresse jeder Verbindung, und welche Verbindungen zusammen in einem Raum sind.',
      'Wie groß die Zettel sind, mit denen die Browser einander finden, und wann sie durchgehen. Sie sind mit Schlüsseln versiegelt, die der Server nicht hat.',
      'Was er durchlässt, kann er auch verweigern: Wer ihn betreibt, kann Leute aussperren oder behaupten, den Raum gebe es nicht.',
    ],
  },
  doesNotKnow: {
    title: 'Was er nicht weiß',
    password: (own, generated) =>
      `Das Passwort. Es bleibt in deinem Browser, und nichts, was den Browser verlässt, erlaubt es, später Passwörter durchzuprobieren. Wer als Fremder rät, muss für jeden Versuch an der Tür klopfen, wo die Leute im Raum die falschen zählen: nach ${number(own)}, oder nach ${number(generated)}, wenn das Passwort aus fünf Wörtern von „Vorschlagen“ besteht, schließt sich ihre Tür, bis jemand von ihnen sie öffnet.`,
    points: [
      'Deinen Namen, was du schreibst, sagst und zeigst, deine Dateien und wie sie heißen.',
      'Den Rest eines Einladungslinks. Browser behalten für sich, was hinter dem # steht, und diese Seite nimmt es sofort aus der Adresszeile.',
    ],
  },
  othersSee: {
    title: 'Was die anderen in deinem Raum sehen',
    points: [
      'Deinen Namen, wenn du einen angibst, und dass du da bist.',
      'Deine IP-Adresse, außer „Meine IP-Adresse verbergen“ ist an: Dann bekommen sie die eines Relays, und wer das Relay betreibt, sieht deine, wann du es nutzt und wie viel du sendest, aber nicht, was.',
      'Ob dein Mikrofon und deine Kamera an sind. Beide sind aus, bis du sie einschaltest.',
      'Was du schreibst, zeigst und anbietest. Sie können alles davon behalten und aufzeichnen.',
    ],
    strangers:
      'Wer kein Passwort kennt, aber Nummern ausprobiert, kann herausfinden, dass eine Nummer benutzt wird, der Raum voll oder seine Tür geschlossen ist; nicht, wer dort ist.',
  },
  browserKeeps: {
    title: 'Was dieser Browser behält',
    all: 'Nichts von einem Raum, wenn du ihn verlassen hast, außer den Dateien, die du gespeichert hast. Eine empfangene Datei wartet vielleicht in einem Ordner, den nur diese Seite lesen kann und der beim Verlassen geleert wird. Endet die Seite oder der Browser vorher, geht es beim Betreten desselben Raums mit dem weiter, was da ist; beim Betreten eines anderen wird es gelöscht, ebenso beim Öffnen dieser Seite einen Tag später. Es gibt kein Cookie und kein Konto, und niemand sonst wird nach etwas gefragt. Schlüssel, Namen und Nachrichten sind nur im Arbeitsspeicher.',
  },
  nobodyPromises: {
    title: 'Was niemand versprechen kann',
    points: [
      'Ein schwaches Passwort kann an der Tür innerhalb der genannten Versuche erraten werden.',
      'Ein Server, der lügt, kann deinen Raum vorspielen: Jedes Mal, wenn du „Raum betreten“ drückst, kann er ein Passwort probieren. Das zählt niemand außer der Pause dieser Seite, und die beginnt nach dem Neuladen von vorn. Ein vorgeschlagenes Passwort hält das aus; wird eines abgelehnt, von dem du weißt, dass es stimmt, hör auf.',
      'Wer das Passwort kennt, kann herein. Zusammen mit den Betreibern des Servers könnte er sogar ungesehen zwischen zwei Leuten sitzen, bis diese ihre Sicherheitscodes vergleichen.',
      'Dass deine IP-Adresse mit dem Server gesprochen hat, und wann, lässt sich vor dem Server nicht verbergen.',
      'Wer diese Seite ausliefert, könnte eine schlechte ausliefern. Liefere sie selbst aus, oder vertraue denen, die es tun; was du hier liest, ist nur so wahr wie die Seite, die es zeigt.',
      'Eine Seite kann nicht sicherstellen, dass ein Browser Geheimnisse aus seinem Speicher löscht, und auch nicht, dass seine Rechenarbeit immer gleich lange dauert.',
      'Die Art, wie zwei Browser beweisen, dass sie das Passwort kennen, CPace, ist noch kein fertiger Standard: Dieses Programm hält sich an Entwurf 21.',
    ],
  },
  statement: {
    title: 'Was dieser Server jetzt über sich sagt',
    about:
      'Die eigenen Worte des Servers, auf Englisch. Von hier aus lassen sie sich nicht prüfen; was dein Browser nicht sendet, kann er nicht wissen, was immer er sagt.',
    ask: 'Noch einmal fragen',
    asking: 'Die Antwort steht noch aus…',
    unreachable:
      'Der Server ließ sich nicht fragen. Prüfe deine Internetverbindung und frage dann noch einmal.',
    unreadable:
      'Der Server gab keine Antwort, die diese Seite versteht. Vielleicht hat er eine andere Version: Lade die Seite neu und frage dann noch einmal.',
    version: (version, protocol) => `Version ${version}, Protokoll ${number(protocol)}.`,
    inUse: (rooms, connections) =>
      `Etwa ${plural(rooms, { one: '# Raum', other: '# Räume' })} und ${plural(connections, { one: '# Verbindung', other: '# Verbindungen' })}, auf Zehner abgerundet.`,
    holds: 'Er hält vor',
    sees: 'Er sieht und behält nicht',
    neverSees: 'Er sieht nie',
    logs: 'Er schreibt auf',
    logsNothing: 'Nichts.',
    relay: 'Sein Relay',
    noRelay:
      'Es ist keines eingerichtet, hier kann also niemand seine IP-Adresse vor einem Raum verbergen.',
    hasRelay: 'Die Leute in einem Raum bekommen ein Relay.',
    relayHost: (host) => `Es ist ${host}.`,
    howLong: 'Wie lange höchstens',
    howLongValue: (seconds) => duration(seconds),
    raw: 'Die Antwort, wie sie kam',
  },
};
