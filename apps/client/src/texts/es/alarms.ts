import type { AllTexts } from '../translation';
import { plural } from './formats';

export const alarms: AllTexts['alarms'] = {
  codesDiffer: (name) =>
    `Tú o ${name} habéis dicho que vuestros códigos de seguridad son distintos. Puede que haya alguien entre vosotros que pueda leerlo y cambiarlo todo.`,
  codesDiffered: (name) =>
    `Tú o ${name}, que ya no está, habéis dicho que vuestros códigos de seguridad son distintos. Puede que hubiera alguien entre vosotros.`,
  meetElsewhere:
    'No digas ni envíes nada privado aquí. Salid de la sala, acordad por otro medio un número nuevo y una contraseña nueva, y encontraos allí.',
  compareAgain: 'Comparar otra vez',
  leaveThisRoom: 'Salir de esta sala',
  dismiss: 'Descartar',
  siege: (wrongPasswords) =>
    plural(wrongPasswords, {
      one: '# contraseña incorrecta en la puerta: la puerta se ha cerrado sola. Puede que alguien esté probando contraseñas.',
      other:
        '# contraseñas incorrectas en la puerta: la puerta se ha cerrado sola. Puede que alguien esté probando contraseñas.',
    }),
  uncountedSiege:
    'Demasiadas contraseñas incorrectas: la puerta se ha cerrado sola. Puede que alguien esté probando contraseñas.',
  afterSiege:
    'Al abrirla podrá volver a entrar gente, y quien esté probando podrá seguir. Más seguro: salid, y encontraos en una sala nueva con una contraseña sugerida.',
  incidents: {
    'not-bound': {
      sentence: (name) =>
        `La conexión con ${name} se ha terminado: su certificado no es aquel por el que responde la contraseña. Puede que haya alguien en medio.`,
      nextStep:
        'Salid de la sala, acordad por otro medio un número nuevo y una contraseña nueva, y comparad el código de seguridad cuando os encontréis.',
    },
    'protocol-violation': {
      sentence: (name) =>
        `La conexión con ${name} se ha terminado: ha roto las reglas del protocolo.`,
      nextStep:
        'Puede que la página de allí esté dañada, o que alguien esté atacando. Pide que la vuelvan a cargar; si pasa otra vez, encontraos en una sala nueva.',
    },
    tampered: {
      sentence: () =>
        'Alguien estaba a punto de entrar, y lo que envió fue alterado por el camino.',
      nextStep:
        'No se le ha dejado entrar. Si pasa otra vez, puede que el servidor de esta página esté atacando: encontraos en una sala de otro.',
    },
  },
};
