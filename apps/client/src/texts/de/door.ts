import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const door: AllTexts['door'] = {
  open: 'Tür offen',
  closed: 'Tür geschlossen',
  closedByYou: 'Tür von dir geschlossen',
  closedBySomebody: 'Tür von jemandem im Raum geschlossen',
  closedByTries: 'Tür nach zu vielen falschen Passwörtern geschlossen',
  away: 'Vermittlung nicht erreichbar: gerade kann niemand eintreten',
  gone: 'Vermittlung fort: niemand kann mehr eintreten',
  wrongPasswords: (count) =>
    plural(count, {
      one: '# falsches Passwort an der Tür',
      other: '# falsche Passwörter an der Tür',
    }),
  tries: (count, most) => `${number(count)} von ${number(most)} Versuchen`,
  triesUntil: (count, most, lastAt) =>
    `${number(count)} von ${number(most)} Versuchen, der letzte um ${clock(lastAt)}`,
  howToEndTries: 'Ist das niemand, den ihr erwartet, macht „Tür schließen“ dem ein Ende.',
};
