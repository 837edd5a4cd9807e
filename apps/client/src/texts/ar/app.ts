import type { AllTexts } from '../translation';
import { apart } from './formats';

export const app: AllTexts['app'] = {
  titles: {
    start: 'whisperNet',
    privacy: 'ما يعرفه الخادم – whisperNet',
  },
  build: 'رقم البناء',
  theme: 'المظهر',
  themeSystem: 'كالنظام',
  themeLight: 'فاتح',
  themeDark: 'داكن',
  language: 'اللغة',
  languageOutOfReach: 'تعذّر تحميل هذه اللغة. يُرجى التحقق من الاتصال بالإنترنت ثم اختيارها مجددًا.',
  installApp: 'التثبيت على هذا الجهاز',
  removeApp: 'الإزالة من هذا الجهاز',
  installing: 'يجري حفظ كل ملفات هذا الإصدار…',
  installed: 'يُفتح بلا شبكة، ولا يتغير إلا بإذنك.',
  notInstalled:
    'لم يُثبَّت: تعذّر الوصول إلى الخادم، أو ليست ملفاته كما يقول عنها. يُرجى المحاولة مجددًا.',
  newVersion: 'يوجد إصدار جديد.',
  newVersionMeans: (build) =>
    `رقم البناء ${apart(build)}. تبقى هذه الصفحة كما هي حتى تحديثها من طرفك.`,
  updateNow: 'التحديث الآن',
  later: 'لاحقًا',
  updating: 'يجري حفظ كل ملفات الإصدار الجديد…',
  notUpdated:
    'لم يُحدَّث: تعذّر الوصول إلى الخادم، أو ليست ملفاته كما يقول عنها. تبقى هذه الصفحة كما هي.',
  offline: 'لا يوجد اتصال بالشبكة.',
  offlineMeans:
    'هذه الصفحة هنا، لكن شخصين يلتقيان عبر خادمها. يُرجى الاتصال بشبكة، ثم إنشاء غرفة أو دخولها.',
};
