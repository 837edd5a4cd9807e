import type { AllTexts } from '../translation';

export const app: AllTexts['app'] = {
  titles: {
    start: 'whisperNet',
    privacy: 'Lo que sabe el servidor – whisperNet',
  },
  build: 'Compilación',
  theme: 'Tema',
  themeSystem: 'Como el sistema',
  themeLight: 'Claro',
  themeDark: 'Oscuro',
  language: 'Idioma',
  languageOutOfReach:
    'No se ha podido cargar este idioma. Comprueba tu conexión a internet y elígelo otra vez.',
  installApp: 'Instalar en este dispositivo',
  removeApp: 'Quitar de este dispositivo',
  installing: 'Guardando cada archivo de esta versión…',
  installed: 'Se abre sin red, y solo cambia cuando tú lo dices.',
  notInstalled:
    'No instalado: no se ha podido llegar al servidor, o sus archivos no son lo que dice que son. Inténtalo otra vez.',
  newVersion: 'Hay una versión nueva.',
  newVersionMeans: (build) =>
    `Compilación ${build}. Esta página sigue como está hasta que actualices.`,
  updateNow: 'Actualizar ahora',
  later: 'Más tarde',
  updating: 'Guardando cada archivo de la versión nueva…',
  notUpdated:
    'No actualizado: no se ha podido llegar al servidor, o sus archivos no son lo que dice que son. Esta página sigue como está.',
  offline: 'No tienes conexión.',
  offlineMeans:
    'Esta página está aquí, pero dos personas se encuentran a través de su servidor. Conéctate a una red, y después crea una sala o entra en ella.',
};
