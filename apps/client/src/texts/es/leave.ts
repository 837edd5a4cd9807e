import type { AllTexts } from '../translation';
import { plural } from './formats';

export const leave: AllTexts['leave'] = {
  title: '¿Salir de la sala?',
  running: (count) =>
    plural(count, {
      one: 'Se interrumpirá una transferencia que sigue en marcha.',
      other: 'Se interrumpirán # transferencias que siguen en marcha.',
    }),
  unsaved: (count) =>
    plural(count, {
      one: 'Se borrará un archivo recibido que aún no está guardado.',
      other: 'Se borrarán # archivos recibidos que aún no están guardados.',
    }),
  callEnds: 'La llamada termina para ti.',
  roomEnds: 'No hay nadie más aquí: la sala termina, y su invitación ya no lleva a ninguna parte.',
  wordsGo: 'Lo que se ha dicho aquí desaparecerá de esta página.',
  stay: 'Quedarse',
  leaveAnyway: 'Salir de todos modos',
};
