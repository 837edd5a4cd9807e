export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'Що знає сервер – whisperNet',
  },
  theme: 'Тема',
  themeSystem: 'Як у системі',
  themeLight: 'Світла',
  themeDark: 'Темна',
  language: 'Мова',
  languageOutOfReach:
    'Цю мову не вдалося завантажити. Перевірте з’єднання з інтернетом, а тоді виберіть її ще раз.',
};
