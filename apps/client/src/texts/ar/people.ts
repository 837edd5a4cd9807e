import type { AllTexts } from '../translation';
import { apart } from './formats';

// Names alone are set apart where they are shown; what is looked at by its first letter begins with it.
export const people: AllTexts['people'] = {
  list: 'الحاضرون',
  you: 'أنت',
  nameAndYou: (name) => `${name} (أنت)`,
  guest: 'ضيف',
  another: (name) => `${name} (آخر)`,
  left: (name) => `${name} (غادر)`,
  link: {
    connecting: 'جارٍ الاتصال',
    connected: 'متصل',
    reconnecting: 'جارٍ الاتصال من جديد',
    left: 'غادر',
    noPath: 'لا مسار عبر الشبكة',
    lost: 'انقطع الاتصال',
  },
  direct: 'مباشر',
  relayed: 'عبر خادم ترحيل',
  aboutDirect: 'من متصفح إلى متصفح: يرى كل منكما عنوان IP للآخر.',
  aboutRelayed: 'عبر خادم ترحيل يرى متى ترسلان وكم، ولا يرى ماذا أبدًا.',
  verified: 'تم التحقق',
  notVerified: 'لم يُتحقق',
  codesDiffer: 'لم يُتحقق: الرمزان مختلفان',
  safetyCode: 'رمز الأمان',
  muted: 'صامت',
  proposal: (name) =>
    `لا تبدو كلمة المرور هذه عشوائية، فقد تُخمَّن. تؤكد مقارنة رمز الأمان مع ${apart(name)} أن لا أحد يجلس بينكما.`,
  awaited: (name) => `أكد ${apart(name)} تطابق رمزي الأمان بينكما. تبقى المقارنة من طرفك.`,
  compareNow: 'المقارنة الآن',
};
