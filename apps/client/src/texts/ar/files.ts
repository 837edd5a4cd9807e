import type { AllTexts } from '../translation';
import { apart, bytes, bytesOf, formFor, list, number, plural } from './formats';

const count = (files: number) =>
  plural(files, {
    one: 'ملف واحد',
    two: 'ملفان',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  });
const of = (part: number, whole: number) => bytesOf(part, whole).join(' من ');

export const files: AllTexts['files'] = {
  list: 'الملفات',
  sendFiles: 'إرسال ملفات',
  sendFolder: 'إرسال مجلد',
  howElse: 'يمكن سحبها إلى أي مكان في هذه الصفحة، أو لصقها، أو اختيارها من الأعلى.',
  nothingYet: 'لا شيء في الطريق',
  nothingYetHint:
    'تنتقل الملفات بأي حجم من متصفح إلى متصفح، ولا يراها أي خادم. لا يُرسَل شيء قبل أن يوافق الطرف الآخر.',
  nobodyToSendTo: 'يمكن إرسال الملفات حالما يتصل أحد.',
  nobodyToTake: 'لم يُرسَل: لا أحد هنا ليستلمه. يمكن دعوة أحد ثم اختياره مجددًا.',
  clearFinished: 'إزالة المنتهية',
  cleared: (many) =>
    plural(many, {
      one: 'أُزيل عنصر منتهٍ',
      two: 'أُزيل عنصران منتهيان',
      few: 'أُزيلت # عناصر منتهية',
      many: 'أُزيل # عنصرًا منتهيًا',
      other: 'أُزيل # عنصر منتهٍ',
    }),

  count,
  size: (size) => bytes(size),
  moved: of,
  folderSize: (many, size) => `${count(many)}، ${bytes(size)}`,
  speed: (bytesPerSecond) => `${bytes(bytesPerSecond)}/ث`,

  drop: {
    toOffer: (many, names) =>
      many > 0
        ? `الإفلات هنا يعرض ${plural(many, { one: 'عنصرًا', two: 'عنصرين', few: '# عناصر', many: '# عنصرًا', other: '# عنصر' })} على: ${list(names.map(apart))}`
        : `الإفلات هنا يعرض هذا على: ${list(names.map(apart))}`,
    theyDecide: 'لا يُرسَل شيء قبل قبوله.',
    nobody: 'لا أحد هنا ليستلمه',
    nobodyHint: 'يُرجى دعوة أحد أولًا ثم إفلاته مجددًا.',
  },

  kind: {
    image: 'صورة',
    video: 'فيديو',
    audio: 'صوت',
    text: 'نص',
    document: 'مستند',
    archive: 'أرشيف',
    program: 'برنامج',
    folder: 'مجلد',
    file: 'ملف',
    withEnding: (kind, ending) => `${kind} (${apart(ending)})`,
  },

  state: {
    waiting: 'بالانتظار',
    offered: 'معروض',
    sending: 'جارٍ الإرسال',
    receiving: 'جارٍ الاستلام',
    paused: 'متوقف مؤقتًا',
    verifying: 'جارٍ التحقق',
    done: 'تم',
    declined: 'مرفوض',
    cancelled: 'أُلغي',
    failed: 'فشل',
  },
  to: (name) => `إلى ${apart(name)}`,
  from: (name) => `من ${apart(name)}`,
  fromEarlierVisit: 'من زيارة سابقة',
  progressOf: (name) => `تقدّم ${apart(name)}`,

  accept: 'قبول',
  decline: 'رفض',
  pause: 'إيقاف مؤقت',
  resume: 'استئناف',
  cancel: 'إلغاء',
  save: 'حفظ',
  sendAgain: 'إرسال مجددًا',
  preview: 'معاينة',

  left: {
    moments: 'بقيت ثوانٍ قليلة',
    seconds: (seconds) =>
      plural(seconds, {
        one: 'بقيت نحو ثانية',
        two: 'بقيت نحو ثانيتين',
        few: 'بقيت نحو # ثوانٍ',
        many: 'بقيت نحو # ثانية',
        other: 'بقيت نحو # ثانية',
      }),
    minutes: (minutes) =>
      plural(minutes, {
        one: 'بقيت نحو دقيقة',
        two: 'بقيت نحو دقيقتين',
        few: 'بقيت نحو # دقائق',
        many: 'بقيت نحو # دقيقة',
        other: 'بقيت نحو # دقيقة',
      }),
    hours: (hours) =>
      plural(hours, {
        one: 'بقيت نحو ساعة',
        two: 'بقيت نحو ساعتين',
        few: 'بقيت نحو # ساعات',
        many: 'بقيت نحو # ساعة',
        other: 'بقيت نحو # ساعة',
      }),
    days: (days) =>
      plural(days, {
        one: 'بقي نحو يوم',
        two: 'بقي نحو يومين',
        few: 'بقيت نحو # أيام',
        many: 'بقي نحو # يومًا',
        other: 'بقي نحو # يوم',
      }),
    ages: 'بقي أكثر من شهر',
    stalled: 'متعثر',
    queued: 'ينتظر دوره',
  },

  total: {
    sending: (many) => `قيد الإرسال: ${number(many)}`,
    receiving: (many) => `قيد الاستلام: ${number(many)}`,
    both: (out, incoming) => `قيد الإرسال: ${number(out)}، قيد الاستلام: ${number(incoming)}`,
    amount: (what, part, whole) => `${what}؛ ${of(part, whole)}`,
    withTime: (amount, left) => `${amount}، ${left}`,
    progress: 'التقدّم الإجمالي',
  },

  offers: {
    waiting: (many) => `المعروض: ${number(many)}`,
    acceptAll: 'قبول الكل',
    declineAll: 'رفض الكل',
    one: (name, file) => `يعرض ${apart(name)} ${apart(file)}.`,
    more: (name, file, more) => `يعرض ${apart(name)} ${apart(file)} وغيره، وعدده ${number(more)}.`,
  },

  cutOff: (name, many) =>
    formFor(many, {
      one: `ما زال ${apart(name)} ينتظر ملفًا انقطع. إن كان منك فيمكن اختياره مجددًا: يُستأنف من حيث توقف.`,
      two: `ما زال ${apart(name)} ينتظر ملفين انقطعا. إن كانا منك فيمكن اختيارهما مجددًا: يُستأنفان من حيث توقفا.`,
      few: `ما زال ${apart(name)} ينتظر ${number(many)} ملفات انقطعت. إن كانت منك فيمكن اختيارها مجددًا: تُستأنف من حيث توقفت.`,
      many: `ما زال ${apart(name)} ينتظر ${number(many)} ملفًا انقطعت. إن كانت منك فيمكن اختيارها مجددًا: تُستأنف من حيث توقفت.`,
      other: `ما زال ${apart(name)} ينتظر ${number(many)} ملف انقطعت. إن كانت منك فيمكن اختيارها مجددًا: تُستأنف من حيث توقفت.`,
    }),

  saved: 'حُفظ',
  savedWhereChosen: 'حُفظ حيث اخترت',
  notSavedYet: 'لم يُحفظ بعد: يزول عند خروجك من الغرفة.',
  zipping: 'يجري إنشاء ملف ZIP منه لحفظه.',
  cancelledBy: (name) => `ألغاه ${apart(name)}.`,
  cancelledByYou: 'أُلغي من طرفك.',
  declinedBy: (name) => `لم يُرده ${apart(name)}.`,
  declinedByYou: 'رُفض من طرفك.',
  waitsFor: (name) => `لم يُجب ${apart(name)} بعد.`,
  program: 'هذا برنامج. لا يُفتح إلا مع الثقة بمن أرسله.',
  programs: (many) =>
    plural(many, {
      one: 'أحد الملفات برنامج. لا يُفتح إلا مع الثقة بمن أرسله.',
      two: 'اثنان من الملفات برنامجان. لا يُفتحان إلا مع الثقة بمن أرسلهما.',
      few: '# من الملفات برامج. لا تُفتح إلا مع الثقة بمن أرسلها.',
      many: '# من الملفات برامج. لا تُفتح إلا مع الثقة بمن أرسلها.',
      other: '# من الملفات برامج. لا تُفتح إلا مع الثقة بمن أرسلها.',
    }),

  folder: {
    show: 'إظهار ما بداخله',
    hide: 'إخفاء ما بداخله',
    reading: 'تجري قراءة ما بداخله',
    all: 'كل الملفات',
    treeName: (name) => `الملفات في ${apart(name)}`,
    program: 'برنامج',
    chosen: (chosen, all, size) =>
      `الملفات المختارة: ${number(chosen)} من ${number(all)}، ${bytes(size)}`,
  },

  leftOut: {
    sentence: (reasons) => `لم يُرسَل: ${reasons.join('؛ ')}.`,
    emptyFolder: (name) => `المجلد ${apart(name)} فارغ`,
    unreadable: (name) => `لا تقدر هذه الصفحة على قراءة ${apart(name)}`,
    tooManyFiles: (name) => `في ${apart(name)} أكثر من 100,000 ملف؛ يُرجى إرسال مجلداته واحدًا واحدًا`,
    more: (many) => `وغيرها، وعددها ${number(many)}`,
  },

  paused: {
    byYou: 'متوقف مؤقتًا من طرفك',
    by: (name) => `أوقفه ${apart(name)} مؤقتًا`,
    byBoth: (name) => `متوقف مؤقتًا من طرفك ومن طرف ${apart(name)}`,
    noWayBack: (name) => `انقطع الاتصال، ولا اتصال جديد مع ${apart(name)} من دون البوابة.`,
    noWayBackKept: (name) =>
      `انقطع الاتصال، ولا اتصال جديد مع ${apart(name)} من دون البوابة. يبقى ما وصل حتى خروجك من الغرفة.`,
    goneKept: (name) =>
      `لم يعد ${apart(name)} هنا. يبقى ما وصل؛ ويُستأنف حين يرسله ${apart(name)} مجددًا.`,
    backKept: (name) =>
      `كان ${apart(name)} قد غادر، وهنا الآن أحدٌ بهذا الاسم. يبقى ما وصل؛ ويُستأنف حين يُرسَل من هناك مجددًا.`,
    backWaits: (name) =>
      `كان ${apart(name)} قد غادر، وهنا الآن أحدٌ بهذا الاسم لم يطلب الباقي. إن لم يطلبه فيمكن إلغاؤه ثم إرساله مجددًا.`,
    goneYouResume: (name) =>
      `لم يعد ${apart(name)} هنا. إن عاد ${apart(name)} ولديه الجزء الأول بعد، فيمكنك استئنافه.`,
    goneTheyResume: (name) =>
      `لم يعد ${apart(name)} هنا. يُستأنف إن عاد ${apart(name)} ولديه الجزء الأول بعد واستأنفه.`,
    goneByItself: (name) =>
      `لم يعد ${apart(name)} هنا. يُستأنف تلقائيًا إن عاد ${apart(name)} ولديه الجزء الأول بعد.`,
    lostYouResume: (name) => `انقطع الاتصال. حين يعود ${apart(name)} يمكنك استئنافه.`,
    lostTheyResume: (name) => `انقطع الاتصال. يُستأنف حين يعود ${apart(name)} ويستأنفه.`,
    lostByItself: (name) => `انقطع الاتصال. يُستأنف تلقائيًا حين يعود ${apart(name)}.`,
    leftBehind: (name) => `على ${apart(name)} إرساله مجددًا؛ ويبقى ما وصل.`,
    leftBehindBySomebody: 'على من أرسله إرساله مجددًا؛ ويبقى ما وصل.',
  },

  held: {
    part: (name, percent) => `يعرض ${apart(name)} ملفًا وصل منه ${number(percent)}% من قبل.`,
    all: (name) => `يعرض ${apart(name)} ملفًا وصل كله من قبل، وبقي فحص أخير.`,
  },

  notTaken: {
    noSpace: (needs, offers) =>
      `يحتاج هذا إلى ${bytes(needs)}، ولا يتيح هذا المتصفح إلا ${bytes(offers)}. يُرجى إفساح مكان على القرص ثم قبوله مجددًا.`,
    notNoted:
      'يستمر النقل، لكن هذا المتصفح لم يقدر على تدوين ذلك. يُرجى إبقاء هذه الصفحة مفتوحة حتى يصل كله: بعد إعادة التحميل يلزم إرساله مجددًا.',
    noPlace:
      'لا يتيح هذا المتصفح مكانًا لتخزين الملف. يُرجى مغادرة التصفح الخاص أو تجربة متصفح آخر، ثم قبوله مجددًا.',
    tooScattered:
      'هذه الملفات متباعدة في المجلد أكثر من أن تُؤخذ دفعة واحدة. يمكن أخذه كله، أو ملفات أقل منه.',
  },

  notSaved: {
    noSpace: 'لا مكان لملف ZIP إلى جانب ما وصل. يُرجى إفساح مكان على القرص ثم حفظه مجددًا.',
    gone: 'لم يعد المتصفح يسلّمه. يُرجى طلب إرساله مجددًا.',
  },

  failed: {
    leftSender: (name) => `غادر ${apart(name)} قبل أن يصل كله.`,
    leftReceiver: (name) => `غادر ${apart(name)} قبل أن يصل كله إلى هنا.`,
    lostSender: (name) => `انقطع الاتصال مع ${apart(name)}. يُرجى إرساله مجددًا حين يعود الاتصال.`,
    lostReceiver: (name) => `انقطع الاتصال مع ${apart(name)}. يُرجى طلبه مجددًا حين يعود الاتصال.`,
    unreadableSender:
      'تعذّرت قراءة الملف: نُقل أو حُذف، أو أُزيل قرصه، أو لم يعد يُسمح لهذه الصفحة بقراءته. يُرجى اختياره مجددًا.',
    unreadableReceiver: (name) =>
      `لم يعد ${apart(name)} يقدر على قراءة الملف. يُرجى أن تطلب من ${apart(name)} اختياره مجددًا.`,
    changedSender: 'تغيّر الملف منذ عرضه. يُرجى اختياره مجددًا لإرساله كما هو الآن.',
    changedReceiver: (name) =>
      `تغيّر الملف لدى ${apart(name)} منذ عرضه. يُرجى أن تطلب من ${apart(name)} اختياره مجددًا.`,
    unwritableSender: (name) =>
      `تعذّر على ${apart(name)} كتابة الملف على القرص. يُرجى إرساله مجددًا، والطلب من ${apart(name)} حفظه في مكان آخر.`,
    unwritableReceiver: (name) =>
      `تعذّرت كتابة الملف: أُزيل قرصه، أو لم يعد يُسمح لهذه الصفحة بالكتابة هناك. يُرجى أن تطلب من ${apart(name)} إرساله مجددًا، وحفظه في مكان آخر.`,
    fullSender: (name) => `امتلأ قرص ${apart(name)}. يُرجى إرساله مجددًا حين يتوفر مكان هناك.`,
    fullReceiver: (name) =>
      `امتلأ القرص. يُرجى إفساح مكان، ثم الطلب من ${apart(name)} إرساله مجددًا.`,
    corruptedSender:
      'ما وصل ليس ما أُرسل، مرة بعد مرة، فتُرك النقل. يُرجى إرساله مجددًا؛ فإن فشل ذلك أيضًا فقد يكون الملف أو قرص ما تالفًا.',
    corruptedReceiver: (name) =>
      `ما وصل ليس ما أُرسل، مرة بعد مرة، فحُذف. يُرجى أن تطلب من ${apart(name)} إرساله مجددًا.`,
    namesTooLong:
      'الأسماء في هذا المجلد أطول من أن تُرسل دفعة واحدة. يُرجى إرسال مجلداته واحدًا واحدًا.',
    theyBrokeRules: (name) =>
      `خالف متصفح ${apart(name)} قواعد النقل فأُنهي. يُرجى إعادة تحميل هذه الصفحة لدى الطرفين ثم المحاولة مجددًا.`,
    theyRefused: (name) =>
      `رفض متصفح ${apart(name)} ما أرسله هذا المتصفح فأُنهي النقل. يُرجى إعادة تحميل هذه الصفحة لدى الطرفين ثم المحاولة مجددًا.`,
  },

  look: {
    close: 'إغلاق',
    loading: 'جارٍ فتحه',
    start: (part, whole) => `البداية: ${of(part, whole)}.`,
    unknown: 'ليس ما يقوله اسمه، أو ليس مما تقدر هذه الصفحة على عرضه. يمكن حفظه لفتحه في مكان آخر.',
    tooLarge: 'هذه الصورة أكبر من أن تُعرض هنا. يمكن حفظها لفتحها في مكان آخر.',
    unplayable: 'لا يقدر هذا المتصفح على تشغيله. يمكن حفظه لفتحه في مكان آخر.',
    gone: 'لم يعد المتصفح يسلّمه. يُرجى طلب إرساله مجددًا.',
    empty: 'لا شيء فيه.',
  },
};
