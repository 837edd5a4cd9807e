import type { AllTexts } from '../translation';
import { plural } from './formats';

export const alarms: AllTexts['alarms'] = {
  codesDiffer: (name) =>
    `Du oder ${name} hat gesagt, dass eure Sicherheitscodes verschieden sind. Vielleicht sitzt jemand zwischen euch und kann alles lesen und ändern.`,
  codesDiffered: (name) =>
    `Du oder ${name}, jetzt nicht mehr da, hat gesagt, dass eure Sicherheitscodes verschieden sind. Vielleicht saß jemand zwischen euch.`,
  meetElsewhere:
    'Sag und schick hier nichts Vertrauliches. Verlasst den Raum, verabredet auf einem anderen Weg eine neue Nummer und ein neues Passwort und trefft euch dort.',
  compareAgain: 'Noch einmal vergleichen',
  leaveThisRoom: 'Diesen Raum verlassen',
  dismiss: 'Ausblenden',
  siege: (wrongPasswords) =>
    plural(wrongPasswords, {
      one: '# falsches Passwort an der Tür: Die Tür hat sich selbst geschlossen. Vielleicht probiert jemand Passwörter durch.',
      other:
        '# falsche Passwörter an der Tür: Die Tür hat sich selbst geschlossen. Vielleicht probiert jemand Passwörter durch.',
    }),
  uncountedSiege:
    'Zu viele falsche Passwörter: Die Tür hat sich selbst geschlossen. Vielleicht probiert jemand Passwörter durch.',
  afterSiege:
    'Wer sie öffnet, lässt wieder Leute herein, und auch weiter probieren. Sicherer: geht hinaus und trefft euch in einem neuen Raum mit einem vorgeschlagenen Passwort.',
  incidents: {
    'not-bound': {
      sentence: (name) =>
        `Die Verbindung zu ${name} wurde beendet: Ihr Zertifikat ist nicht das, für das das Passwort bürgt. Vielleicht ist jemand dazwischen.`,
      nextStep:
        'Verlasst den Raum, verabredet auf einem anderen Weg eine neue Nummer und ein neues Passwort und vergleicht dann den Sicherheitscode.',
    },
    'protocol-violation': {
      sentence: (name) =>
        `Die Verbindung zu ${name} wurde beendet: Sie hat gegen die Regeln des Protokolls verstoßen.`,
      nextStep:
        'Vielleicht ist die Seite dort beschädigt, vielleicht ist es ein Angriff. Bitte darum, sie neu zu laden; geschieht es wieder, trefft euch in einem neuen Raum.',
    },
    tampered: {
      sentence: () =>
        'Jemand wollte gerade eintreten, und was von dort kam, wurde unterwegs verändert.',
      nextStep:
        'Der Eintritt wurde verwehrt. Geschieht es wieder, greift vielleicht der Server dieser Seite an: Trefft euch in einem Raum auf einem anderen.',
    },
  },
};
