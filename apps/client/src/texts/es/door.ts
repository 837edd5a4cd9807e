import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const door: AllTexts['door'] = {
  open: 'Puerta abierta',
  closed: 'Puerta cerrada',
  closedByYou: 'Has cerrado la puerta',
  closedBySomebody: 'Alguien de la sala ha cerrado la puerta',
  closedByTries: 'Puerta cerrada tras demasiadas contraseñas incorrectas',
  away: 'La pasarela no responde: ahora no puede entrar nadie',
  gone: 'La pasarela ya no está: no puede entrar nadie más',
  wrongPasswords: (count) =>
    plural(count, {
      one: '# contraseña incorrecta en la puerta',
      other: '# contraseñas incorrectas en la puerta',
    }),
  tries: (count, most) => `${number(count)} de ${number(most)} intentos`,
  triesUntil: (count, most, lastAt) =>
    `${number(count)} de ${number(most)} intentos, el último a las ${clock(lastAt)}`,
  howToEndTries: 'Si no es nadie a quien esperáis, «Cerrar la puerta» acaba con ello.',
};
