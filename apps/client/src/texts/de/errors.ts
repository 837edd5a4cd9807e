import type { AllTexts } from '../translation';
import { plural } from './formats';

export const errors: AllTexts['errors'] = {
  refusals: {
    'number-taken': {
      sentence: 'Diese Raumnummer ist vergeben.',
      nextStep: 'Wähle eine andere Nummer, oder betritt den Raum, wenn es deiner ist.',
    },
    'no-such-room': {
      sentence: 'Es gibt keinen Raum mit dieser Nummer.',
      nextStep: 'Prüfe die Nummer, oder erstelle den Raum selbst.',
    },
    'wrong-password': {
      sentence: 'Das Passwort ist falsch.',
      nextStep: 'Prüfe es auf Tippfehler und versuche es noch einmal.',
    },
    'invalid-password': {
      sentence: 'Das kann kein Passwort sein.',
      nextStep: 'Gib ein anderes ein, mit höchstens 256 Zeichen.',
    },
    'room-full': {
      sentence: 'Der Raum ist voll.',
      nextStep: 'Bitte jemanden darin, Platz zu machen, oder trefft euch in einem anderen Raum.',
    },
    'door-closed': {
      sentence: 'Die Tür dieses Raums ist geschlossen.',
      nextStep: 'Bitte jemanden darin, sie zu öffnen, und versuche es dann noch einmal.',
    },
    'too-many-tries': {
      sentence: 'Hier gab es zu viele Versuche, von dir oder von anderen.',
      nextStep: 'Dein Passwort wurde nicht geprüft. Versuche es in einer Weile noch einmal.',
    },
    impersonation: {
      sentence: 'Vielleicht gibt sich jemand für diesen Raum aus.',
      nextStep:
        'Mach hier nicht weiter. Verabredet auf einem anderen Weg eine neue Nummer und ein neues Passwort.',
    },
    'nobody-answers': {
      sentence: 'Den Raum gibt es, aber niemand darin antwortet.',
      nextStep: 'Bitte die anderen, ihre Seite offen zu lassen, und versuche es dann noch einmal.',
    },
    'no-path': {
      sentence: 'Ihr beide erreicht einander nicht: Es wurde kein Weg durch das Netz gefunden.',
      nextStep:
        'Versuche es in einem anderen Netz, oder bitte die Betreiber dieser Seite, ein Relay einzurichten.',
    },
    'no-relay': {
      sentence: 'Deine IP-Adresse lässt sich nicht verbergen: Hier ist gerade kein Relay zu haben.',
      nextStep: 'Versuche es später noch einmal, oder schalte „Meine IP-Adresse verbergen“ aus.',
    },
    'no-relayed-path': {
      sentence:
        'Über das Relay kam keine Verbindung zustande. Deine IP-Adresse ist verborgen geblieben.',
      nextStep:
        'Versuche es in einer Weile noch einmal, oder frage die Betreiber dieser Seite, ob das Relay läuft.',
    },
    'no-proof': {
      sentence:
        'Die Verbindung begann, aber die andere Seite hat nicht rechtzeitig bewiesen, wer sie ist.',
      nextStep:
        'Versuche es noch einmal. Geschieht es wieder, verabredet auf einem anderen Weg eine neue Nummer und ein neues Passwort.',
    },
    busy: {
      sentence: 'Hier ist gerade zu viel los.',
      nextStep: 'Warte ein wenig und versuche es dann noch einmal.',
    },
    'gateway-unreachable': {
      sentence: 'Der Treffpunkt ist nicht zu erreichen.',
      nextStep: 'Prüfe deine Internetverbindung und versuche es dann noch einmal.',
    },
    'version-mismatch': {
      sentence: 'Diese Seite hat eine andere Version als der Treffpunkt.',
      nextStep: 'Lade die Seite neu und versuche es dann noch einmal.',
    },
    'no-webrtc': {
      sentence:
        'Dieser Browser kann Menschen nicht direkt verbinden (WebRTC fehlt oder ist ausgeschaltet).',
      nextStep: 'Nimm einen aktuellen Firefox, Chrome, Edge oder Safari, oder schalte WebRTC ein.',
    },
    'not-secure': {
      sentence:
        'Diese Seite wurde nicht über eine sichere Verbindung geladen; nichts hier könnte geheim bleiben.',
      nextStep: 'Öffne sie mit https:// davor, oder auf diesem Computer unter http://localhost.',
    },
  },
  wrongAgain: {
    sentence: 'Das Passwort ist falsch, oder jemand gibt sich für diesen Raum aus.',
    nextStep:
      'Frage die anderen auf einem anderen Weg nach Nummer und Passwort, solange diese Seite pausiert, und versuche es dann noch einmal.',
  },
  notEvenTried:
    'Hier gab es zu viele Versuche, von dir oder von anderen, oder jemand im Raum hat die Tür geschlossen.',
  triesLeft: (count) =>
    plural(count, {
      one: 'Noch # Versuch, dann pausiert diese Seite.',
      other: 'Noch # Versuche, dann pausiert diese Seite.',
    }),
  tryAgainIn: (seconds) =>
    plural(seconds, {
      one: 'Versuche es in # Sekunde noch einmal.',
      other: 'Versuche es in # Sekunden noch einmal.',
    }),
};
