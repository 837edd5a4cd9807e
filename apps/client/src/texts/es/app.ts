export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'Lo que sabe el servidor – whisperNet',
  },
  theme: 'Tema',
  themeSystem: 'Como el sistema',
  themeLight: 'Claro',
  themeDark: 'Oscuro',
  language: 'Idioma',
  languageOutOfReach:
    'No se ha podido cargar este idioma. Comprueba tu conexión a internet y elígelo otra vez.',
};
