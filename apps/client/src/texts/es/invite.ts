import type { AllTexts } from '../translation';

export const invite: AllTexts['invite'] = {
  region: 'Invitación',
  title: 'Invitar a alguien',
  close: 'Cerrar',
  copyingRefused:
    'Este navegador no deja copiar a la página. Selecciona el enlace de abajo y cópialo a mano; contiene la contraseña.',
  notDrawn:
    'No se ha podido dibujar la imagen: no se ha podido cargar una parte de esta página. Da el enlace, o el número y la contraseña.',
  picture: 'Código QR del enlace de invitación; contiene la contraseña',
  number: 'Número para leer en voz alta:',
  password: 'Contraseña para leer en voz alta:',
  hidden: 'oculta',
  showPassword: 'Mostrar la contraseña',
  link: 'Enlace:',
  linkHidden: '«Copiar el enlace de invitación» lo copia con la contraseña.',
  bothHoldPassword:
    'La imagen y el enlace contienen la contraseña: quien consiga uno de los dos puede entrar. El número solo no deja entrar a nadie.',
  pictureHoldsPassword:
    'La imagen contiene la contraseña: quien la fotografíe puede entrar. El número solo no deja entrar a nadie.',
  hints: {
    gone: 'La pasarela ya no está: no puede entrar nadie más.',
    away: 'La pasarela no responde: ahora no puede entrar nadie.',
    full: 'La sala está llena: alguien podrá entrar en cuanto otra persona salga.',
    closed: 'La puerta está cerrada: alguien podrá entrar en cuanto la abras.',
    thisMachine: 'Esta dirección solo funciona en este equipo.',
  },
};
