import type { AllTexts, Draft } from '../translation';

export const attention: Draft<AllTexts['attention']> = {
  sounds: 'الأصوات',
  aboutSounds:
    'عند مجيء أحد؛ وللرسائل والملفات والوداع فقط أثناء وجود علامة التبويب هذه في الخلفية.',
  notifications: 'الإشعارات',
  aboutNotifications: {
    default: 'للتنبيه إلى جديد هنا أثناء وجود علامة التبويب هذه في الخلفية. يسألك المتصفح أولًا.',
    granted: 'تقول إن هناك جديدًا أثناء وجود علامة التبويب هذه في الخلفية، ولا تقول ما هو أبدًا.',
    denied: 'لا يُظهر هذا المتصفح إشعارات هذا الموقع. يمكن تغيير ذلك في إعداداته للموقع.',
  },
  somethingNew: 'جديد في غرفتك',
};
