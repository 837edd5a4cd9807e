import type { AllTexts } from '../translation';

export const people: AllTexts['people'] = {
  list: 'Leute',
  you: 'Du',
  nameAndYou: (name) => `${name} (du)`,
  guest: 'Gast',
  another: (name) => `${name} (noch jemand)`,
  left: (name) => `${name} (gegangen)`,
  link: {
    connecting: 'Verbindet sich',
    connected: 'Verbunden',
    reconnecting: 'Verbindet sich neu',
    left: 'Gegangen',
    noPath: 'Kein Weg durch das Netz',
    lost: 'Getrennt',
  },
  direct: 'Direkt',
  relayed: 'Über Relay',
  aboutDirect: 'Von Browser zu Browser: Ihr seht die IP-Adresse voneinander.',
  aboutRelayed: 'Über ein Relay; es sieht, wann und wie viel ihr sendet, aber nie, was.',
  verified: 'Bestätigt',
  notVerified: 'Nicht bestätigt',
  codesDiffer: 'Nicht bestätigt: Die Codes sind verschieden',
  safetyCode: 'Sicherheitscode',
  muted: 'Stumm',
  proposal: (name) =>
    `Dieses Passwort sieht nicht nach Zufall aus, es könnte also erraten werden. Vergleiche den Sicherheitscode mit ${name}, um sicher zu sein, dass niemand zwischen euch sitzt.`,
  awaited: (name) =>
    `${name} sagt, dass eure Sicherheitscodes übereinstimmen. Vergleiche auch du sie.`,
  compareNow: 'Jetzt vergleichen',
};
