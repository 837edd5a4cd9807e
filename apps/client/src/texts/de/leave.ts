import type { AllTexts } from '../translation';
import { plural } from './formats';

export const leave: AllTexts['leave'] = {
  title: 'Den Raum verlassen?',
  running: (count) =>
    plural(count, {
      one: 'Eine Übertragung läuft noch und wird abgebrochen.',
      other: '# Übertragungen laufen noch und werden abgebrochen.',
    }),
  unsaved: (count) =>
    plural(count, {
      one: 'Eine empfangene Datei ist noch nicht gespeichert und wird gelöscht.',
      other: '# empfangene Dateien sind noch nicht gespeichert und werden gelöscht.',
    }),
  callEnds: 'Das Gespräch endet für dich.',
  roomEnds: 'Sonst ist niemand hier: Der Raum endet, und seine Einladung führt nirgends mehr hin.',
  wordsGo: 'Was hier gesagt wurde, verschwindet von dieser Seite.',
  stay: 'Bleiben',
  leaveAnyway: 'Trotzdem verlassen',
};
