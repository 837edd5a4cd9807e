export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'What the server knows – whisperNet',
  },
  theme: 'Theme',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  language: 'Language',
  languageOutOfReach:
    'This language could not be loaded. Check your internet connection, then choose it again.',
};
