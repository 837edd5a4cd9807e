export const app = {
  titles: {
    start: 'whisperNet',
    privacy: 'ما يعرفه الخادم – whisperNet',
  },
  theme: 'المظهر',
  themeSystem: 'كالنظام',
  themeLight: 'فاتح',
  themeDark: 'داكن',
  language: 'اللغة',
  languageOutOfReach: 'تعذّر تحميل هذه اللغة. يُرجى التحقق من الاتصال بالإنترنت ثم اختيارها مجددًا.',
};
