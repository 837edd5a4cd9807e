import type { AllTexts } from '../translation';
import { apart, clock, number, plural } from './formats';

export const room: AllTexts['room'] = {
  room: 'غرفة',
  connection: {
    waiting: 'بانتظار الآخرين',
    connecting: 'جارٍ الاتصال',
    connected: 'متصل',
    reconnecting: 'جارٍ الاتصال من جديد',
    disconnected: 'غير متصل',
  },
  title: (connection) => `${connection} – whisperNet`,
  titleWithNews: (unseen, connection) => `(${number(unseen)}) ${connection} – whisperNet`,

  copyInvite: 'نسخ رابط الدعوة',
  showQrCode: 'إظهار رمز QR',
  closeDoor: 'إغلاق الباب',
  openDoor: 'فتح الباب',
  leave: 'الخروج من الغرفة',
  copied: 'نُسخ. يحوي الرابط كلمة المرور: يُرسَل فقط إلى من يُسمح له بالدخول.',
  dismiss: 'إخفاء التنبيه',

  attention: 'الأصوات والإشعارات',
  close: 'إغلاق',

  parts: 'أقسام الغرفة',
  call: 'المكالمة',
  chat: 'الدردشة',
  files: 'الملفات',
  people: 'الحاضرون',
  newMessages: (count) =>
    plural(count, {
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  filesOffered: (count) =>
    plural(count, {
      one: 'ملف معروض',
      two: 'ملفان معروضان',
      few: '# ملفات معروضة',
      many: '# ملفًا معروضًا',
      other: '# ملف معروض',
    }),
  newcomers: (count) =>
    plural(count, {
      one: 'دخل شخص',
      two: 'دخل شخصان',
      few: 'دخل # أشخاص',
      many: 'دخل # شخصًا',
      other: 'دخل # شخص',
    }),

  alone: {
    firstTitle: 'الغرفة مفتوحة. من سيدخل؟',
    first:
      'لا أحد غيرك هنا بعد. يمكن إرسال الرابط، أو عرض الصورة، أو قول الرقم وكلمة المرور بالهاتف.',
    againTitle: 'لا أحد غيرك هنا الآن',
    again: 'تبقى الغرفة ما دمت هنا، وتبقى دعوتها كما هي.',
    endedTitle: 'لا يمكن لأحد الدخول بعد الآن',
    ended:
      'لا أحد غيرك هنا، وقد نسيت البوابة هذه الغرفة. يمكنك حفظ ما تريد الاحتفاظ به ثم الخروج: يمكن أن تحمل غرفة جديدة الرقم نفسه وكلمة المرور نفسها.',
    leave: 'الخروج من هذه الغرفة',
  },
  gatewayAway:
    'تعذّر الوصول إلى البوابة. يستمر كل ما بينكم؛ ولا يمكن لأحد جديد الدخول حتى تعود. تواصل الصفحة المحاولة.',
  gatewayGone:
    'نسيت البوابة هذه الغرفة. يستمر كل ما بينكم، لكن لا يمكن لأحد الدخول أو العودة بعد الآن. لزيادة عددكم أو ليجد بعضكم بعضًا من جديد، يمكن الاتفاق هنا على غرفة جديدة.',

  shortcuts: {
    button: 'اختصارات لوحة المفاتيح',
    title: 'اختصارات لوحة المفاتيح',
    hint: 'تعمل حين لا تكتب.',
    close: 'إغلاق',
    singleKeys: 'مفاتيح مفردة',
    aboutSingleKeys: 'يُستحسن إيقافها عند الإملاء الصوتي: عندها لا تفعل الحروف المفردة شيئًا.',
    sheet: 'إظهار هذه القائمة',
    goTo: (part) => `إظهار أو طيّ: ${part}`,
    names: {
      Space: 'مفتاح المسافة',
      Enter: 'Enter',
      Escape: 'Esc',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Alt: 'Alt',
      Ctrl: 'Ctrl',
    },
  },
  cameIn: (name) => `${apart(name)} هنا الآن`,
  isGone: (name) => `${apart(name)} لم يعد هنا`,
  wasHere: (name, at) => `${apart(name)} كان هنا حتى ${clock(at)}`,
};
