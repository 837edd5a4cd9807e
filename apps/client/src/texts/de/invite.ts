import type { AllTexts } from '../translation';

export const invite: AllTexts['invite'] = {
  region: 'Einladung',
  title: 'Jemanden einladen',
  close: 'Schließen',
  copyingRefused:
    'Dieser Browser lässt die Seite nicht kopieren. Markiere den Link unten und kopiere ihn von Hand; er enthält das Passwort.',
  notDrawn:
    'Das Bild ließ sich nicht zeichnen: Ein Teil dieser Seite konnte nicht geladen werden. Gib den Link weiter, oder Nummer und Passwort.',
  picture: 'QR-Code des Einladungslinks; er enthält das Passwort',
  number: 'Nummer zum Vorlesen:',
  password: 'Passwort zum Vorlesen:',
  hidden: 'verborgen',
  showPassword: 'Passwort zeigen',
  link: 'Link:',
  linkHidden: '„Einladungslink kopieren“ kopiert ihn samt Passwort.',
  bothHoldPassword:
    'Bild und Link enthalten das Passwort: Wer eines davon in die Hand bekommt, kann herein. Die Nummer allein lässt niemanden ein.',
  pictureHoldsPassword:
    'Das Bild enthält das Passwort: Wer es fotografiert, kann herein. Die Nummer allein lässt niemanden ein.',
  hints: {
    gone: 'Die Vermittlung ist fort: Niemand kann mehr herein.',
    away: 'Die Vermittlung ist nicht erreichbar: Gerade kann niemand herein.',
    full: 'Der Raum ist voll: Erst wenn jemand geht, kann jemand herein.',
    closed: 'Die Tür ist geschlossen: Erst wenn du sie öffnest, kann jemand herein.',
    thisMachine: 'Diese Adresse gilt nur auf diesem Gerät.',
  },
};
