import type { AllTexts } from '../translation';
import { apart, number, plural } from './formats';

const newMessages = {
  one: 'رسالة جديدة',
  two: 'رسالتان جديدتان',
  few: '# رسائل جديدة',
  many: '# رسالة جديدة',
  other: '# رسالة جديدة',
};

export const chat: AllTexts['chat'] = {
  messages: 'الرسائل',
  message: 'رسالة',
  send: 'إرسال الرسالة',
  you: 'أنت',
  empty: 'لا رسائل بعد. ما تكتبه هنا يصل مباشرةً إلى من في الغرفة.',

  delivery: {
    sending: 'جارٍ الإرسال',
    sent: 'أُرسلت',
    delivered: 'وصلت',
    'not-delivered': 'لم تصل',
  },

  reply: 'رد',
  react: 'تفاعل',
  edit: 'تعديل',
  delete: 'حذف',
  copy: 'نسخ',
  copied: 'نُسخ',
  notCopied: 'لا يسمح هذا المتصفح بالنسخ. يمكن تحديد النص بدلًا من ذلك.',
  edited: 'معدّلة',
  editedAt: (time) => `عُدّلت في ${apart(time)}`,
  deleted: 'حُذفت هذه الرسالة.',
  deletedByYou: 'حذفت هذه الرسالة.',
  deleteQuestion: {
    title: 'حذف هذه الرسالة؟',
    sentence: 'ستختفي من صفحات كل من هم هنا. ومن قرأها قد يتذكرها.',
    no: 'إبقاؤها',
    yes: 'حذف الرسالة',
  },
  actions: 'ما يمكن فعله بهذه الرسالة',
  reactions: 'التفاعلات',
  reaction: (emoji, names) => `${emoji} من ${apart(names)}`,

  answerTo: (name) => `رد على ${apart(name)}`,
  answerToYou: 'رد عليك',
  answerToUnknown: 'رد على رسالة سابقة',
  replyingTo: (name) => `ردك على ${apart(name)}`,
  replyingToYourself: 'ردك على نفسك',
  editing: 'تعديل رسالتك',
  save: 'حفظ الرسالة',
  cancelReply: 'إلغاء الرد',
  cancelEdit: 'إلغاء التعديل',

  picture: {
    sent: (name, file) => `ملف من ${apart(name)}: ${apart(file)}`,
    sentByYou: (file) => `أرسلت ${apart(file)}`,
    sentEarlier: (file) => `${apart(file)}، من زيارة سابقة`,
    show: 'عرض',
    hide: 'إخفاء',
    showNamed: (file) => `عرض ${apart(file)}`,
    hideNamed: (file) => `إخفاء ${apart(file)}`,
    enlarge: (file) => `معاينة ${apart(file)}`,
    notShown: 'لا تقدر هذه الصفحة على عرضه. أُرسل كما هو.',
  },

  newMessages: 'رسائل جديدة',
  jumpToNewest: 'إلى الأحدث',
  unseen: (count) => plural(count, newMessages),
  aloud: (name, text) => `${apart(name)}: ${apart(text)}`,
  manyAloud: (count, name, text) => `${plural(count, newMessages)}. ${apart(name)}: ${apart(text)}`,
  clear: 'مسح الرسائل',
  clearQuestion: {
    title: 'مسح كل الرسائل؟',
    sentence: 'من هذه الصفحة فقط. تبقى الرسائل لدى الآخرين، وتبقى الملفات في مكانها.',
    no: 'إبقاؤها',
    yes: 'مسحها',
  },

  typing: (names) => `${apart(names)} يكتب…`,
  manyTyping: (names) => `${apart(names)} يكتبون…`,

  emoji: 'رموز تعبيرية',
  chooseEmoji: 'اختيار رمز تعبيري',
  emojiGroups: {
    often: 'كثيرة الاستعمال',
    faces: 'وجوه',
    people: 'أشخاص وأيدٍ',
    hearts: 'قلوب وعلامات',
    nature: 'حيوانات وطبيعة',
    food: 'طعام وشراب',
    things: 'أماكن وأشياء',
  },
  bytesLeft: (count) =>
    plural(count, {
      one: 'بقي بايت واحد',
      two: 'بقي بايتان',
      few: 'بقيت # بايتات',
      many: 'بقي # بايتًا',
      other: 'بقي # بايت',
    }),
  tooLong: (bytes) =>
    `هذه الرسالة أطول من أن تُرسل دفعة واحدة، والزائد ${number(bytes)} بايت. يمكن تقصيرها أو إرسالها ملفًا.`,
  nobodyNow: 'لا أحد غيرك هنا الآن. ما تكتبه يبقى هنا حتى يأتي أحد.',
  nobodyYet: 'لا أحد غيرك هنا بعد. ما تكتبه يبقى هنا حتى يأتي أحد.',
  nobodyComes: 'لا أحد غيرك هنا، ولا يمكن لأحد الدخول بعد الآن.',
};
