import type { AllTexts } from '../translation';

export const attention: AllTexts['attention'] = {
  sounds: 'Töne',
  aboutSounds:
    'Wenn jemand kommt; bei Nachrichten, Dateien und Abschieden nur, während dieser Tab im Hintergrund ist.',
  notifications: 'Mitteilungen',
  aboutNotifications: {
    default:
      'Sagen, dass es hier etwas Neues gibt, während dieser Tab im Hintergrund ist. Der Browser fragt dich zuerst.',
    granted:
      'Sie sagen, dass es etwas Neues gibt, während dieser Tab im Hintergrund ist, aber nie, was.',
    denied:
      'Dieser Browser zeigt keine von dieser Seite. Das lässt sich in seinen Einstellungen für die Seite ändern.',
  },
  offer:
    'Während du woanders warst, kam etwas Neues. Soll dieser Browser es dir nächstes Mal sagen?',
  accept: 'Sag es mir',
  decline: 'Jetzt nicht',
  somethingNew: 'Etwas Neues in deinem Raum',
};
