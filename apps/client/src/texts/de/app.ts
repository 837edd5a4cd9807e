export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'Was der Server weiß – whisperNet',
  },
  theme: 'Design',
  themeSystem: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  language: 'Sprache',
  languageOutOfReach:
    'Diese Sprache ließ sich nicht laden. Prüfe deine Internetverbindung und wähle sie dann noch einmal.',
};
