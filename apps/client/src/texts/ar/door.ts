import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const door: AllTexts['door'] = {
  open: 'الباب مفتوح',
  closed: 'الباب مغلق',
  closedByYou: 'الباب مغلق من طرفك',
  closedBySomebody: 'أغلق الباب أحدٌ في الغرفة',
  closedByTries: 'أُغلق الباب بعد كلمات مرور خاطئة كثيرة',
  away: 'تعذّر الوصول إلى البوابة: لا يمكن لأحد الدخول الآن',
  gone: 'لم تعد البوابة موجودة: لا يمكن لأحد الدخول بعد الآن',
  wrongPasswords: (count) =>
    plural(count, {
      one: 'كلمة مرور خاطئة واحدة عند الباب',
      two: 'كلمتا مرور خاطئتان عند الباب',
      few: '# كلمات مرور خاطئة عند الباب',
      many: '# كلمة مرور خاطئة عند الباب',
      other: '# كلمة مرور خاطئة عند الباب',
    }),
  tries: (count, most) => `المحاولات: ${number(count)} من ${number(most)}`,
  triesUntil: (count, most, lastAt) =>
    `المحاولات: ${number(count)} من ${number(most)}، آخرها في ${clock(lastAt)}`,
  howToEndTries: 'إن لم يكن ذلك شخصًا تنتظرونه، فإن «إغلاق الباب» يُنهيه.',
};
