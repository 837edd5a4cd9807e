import type { AllTexts } from '../translation';

export const attention: AllTexts['attention'] = {
  sounds: 'Sonidos',
  aboutSounds:
    'Cuando viene alguien; con mensajes, archivos y despedidas, solo mientras esta pestaña está en segundo plano.',
  notifications: 'Notificaciones',
  aboutNotifications: {
    default:
      'Avisar de que aquí hay algo nuevo mientras esta pestaña está en segundo plano. El navegador te pregunta antes.',
    granted: 'Dicen que hay algo nuevo mientras esta pestaña está en segundo plano, nunca qué es.',
    denied:
      'Este navegador no muestra ninguna de este sitio. Se puede cambiar en sus ajustes para el sitio.',
  },
  offer:
    'Llegó algo nuevo mientras estabas en otra parte. ¿Quieres que este navegador te avise la próxima vez?',
  accept: 'Avísame',
  decline: 'Ahora no',
  somethingNew: 'Algo nuevo en tu sala',
};
