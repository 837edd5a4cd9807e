import type { AllTexts } from '../translation';
import { apart, number, percent, plural } from './formats';

export const call: AllTexts['call'] = {
  stage: 'المنصة',
  turnOnCamera: 'تشغيل الكاميرا',
  turnOffCamera: 'إيقاف الكاميرا',
  unmute: 'تشغيل الميكروفون',
  mute: 'كتم الميكروفون',
  shareScreen: 'مشاركة الشاشة',
  stopSharing: 'إيقاف المشاركة',
  devices: 'الأجهزة',
  fullScreen: 'ملء الشاشة',
  leaveFullScreen: 'إنهاء ملء الشاشة',
  pictureInPicture: 'صورة داخل صورة',
  talkWhileHeld: 'الكلام أثناء الضغط، عند الكتم',

  muted: 'صامت',
  speaks: 'يتكلم',
  cameraOf: (name) => `كاميرا ${apart(name)}`,
  screenOf: (name) => `شاشة ${apart(name)}`,
  connecting: 'جارٍ الاتصال',
  reconnecting: 'جارٍ الاتصال من جديد',
  theirsHeld: 'الصوت فقط: الاتصال ضعيف',
  tapToHear: 'اللمس هنا لسماع الصوت',

  youShare: 'شاشتك معروضة للآخرين.',
  ownHeld: (names) =>
    `الاتصال مع ${apart(names)} ضعيف: يستمر صوتك، وتنتظر صورتك وتعود من تلقاء نفسها.`,
  standIn: {
    camera: (gone, now) =>
      `انفصل الجهاز: ${apart(gone || 'الكاميرا')}. يحل محله حتى يعود: ${apart(now || 'كاميرا أخرى')}.`,
    microphone: (gone, now) =>
      `انفصل الجهاز: ${apart(gone || 'الميكروفون')}. يحل محله حتى يعود: ${apart(now || 'ميكروفون آخر')}.`,
  },
  camera: {
    denied:
      'لا يُسمح لهذا المتصفح باستعمال الكاميرا. يُرجى السماح بها في شريط العنوان أو في الإعدادات، ثم تشغيلها مجددًا.',
    missing: 'لم يُعثر على كاميرا. يُرجى وصل واحدة ثم تشغيلها مجددًا.',
    busy: 'لا تعمل الكاميرا؛ ربما يستعملها برنامج آخر. يُرجى إغلاقه ثم المحاولة مجددًا.',
    unsuitable: 'لا تقدر هذه الكاميرا على ما تحتاجه المكالمة. يمكن تجربة غيرها.',
    unplugged: 'انفصلت الكاميرا. يُرجى وصلها ثم تشغيلها مجددًا.',
    unknown: 'لا تعمل الكاميرا. يُرجى المحاولة مجددًا، أو إعادة تشغيل المتصفح.',
  },
  microphone: {
    denied:
      'لا يُسمح لهذا المتصفح باستعمال الميكروفون. يُرجى السماح به في شريط العنوان أو في الإعدادات، ثم تشغيله مجددًا.',
    missing: 'لم يُعثر على ميكروفون. يُرجى وصل واحد ثم تشغيله مجددًا.',
    busy: 'لا يعمل الميكروفون؛ ربما يستعمله برنامج آخر. يُرجى إغلاقه ثم المحاولة مجددًا.',
    unsuitable: 'لا يقدر هذا الميكروفون على ما تحتاجه المكالمة. يمكن تجربة غيره.',
    unplugged: 'انفصل الميكروفون. يُرجى وصله ثم تشغيله مجددًا.',
    unknown: 'لا يعمل الميكروفون. يُرجى المحاولة مجددًا، أو إعادة تشغيل المتصفح.',
  },
  screenForbidden:
    'لا يسمح هذا الحاسوب للمتصفح برؤية الشاشة. يُرجى السماح بذلك في إعدادات النظام، ثم المشاركة مجددًا.',
  screenFailed: 'تعذّرت مشاركة الشاشة. يُرجى المحاولة مجددًا، أو اختيار نافذة أخرى.',
  noPictureInPicture: 'لا يعرض هذا المتصفح الصورة على حدة. يُرجى المحاولة مجددًا بعد لحظة.',
  noFullScreen: 'لا يملأ هذا المتصفح الشاشة. يمكن تجربة مفتاحه الخاص بذلك، وهو غالبًا F11.',

  cameraLabel: 'الكاميرا',
  microphoneLabel: 'الميكروفون',
  speakerLabel: 'مكبر الصوت',
  systemChoice: 'ما يستعمله النظام',
  namesLater: 'لا تذكر المتصفحات أسماء الأجهزة إلا بعد تشغيل الكاميرا أو الميكروفون.',
  level: 'ما يسمعه الآخرون منك',
  noiseSuppression: 'تقليل الضوضاء',
  noiseSuppressionHint: 'يحجب صوت المراوح والمفاتيح. يُوقف للموسيقى.',
  echoCancellation: 'إلغاء الصدى',
  echoCancellationHint: 'لا يُوقف إلا مع سماعات الرأس.',
  mirror: 'عكس صورتي كالمرآة',
  mirrorHint: 'لا يراها معكوسة غيرك.',
  quality: 'جودة الإرسال',
  qualities: {
    auto: 'تلقائية',
    low: 'منخفضة: توفّر البيانات',
    high: 'عالية: تحتاج إلى أكثر بكثير',
  },
  spaceHint: 'الميكروفون مكتوم؟ يمكن الكلام أثناء الضغط على مفتاح المسافة.',
  close: 'إغلاق',

  fares: {
    good: (name) => `الاتصال مع ${apart(name)}: جيد`,
    fair: (name) => `الاتصال مع ${apart(name)}: متوسط`,
    poor: (name) => `الاتصال مع ${apart(name)}: رديء`,
    unknown: (name) => `الاتصال مع ${apart(name)}`,
  },
  detailsOf: (name) => `الاتصال مع ${apart(name)}`,
  faresWell: 'المكالمة تسير جيدًا.',
  faresFairly: 'يضيع شيء أو يتأخر بين حين وآخر. قد يُسمع ذلك لا أكثر.',
  faresPoorly:
    'يضيع الكثير أو يتأخر. إيقاف الكاميرا، أو جودة أقل في «الأجهزة»، يترك للصوت مجالًا أوسع.',
  noCall: 'لا يُسمع أحد ولا يُرى في هذه اللحظة.',
  measuring: 'جارٍ القياس…',
  path: 'المسار',
  direct: (protocol) => `مباشر، من متصفح إلى متصفح (${apart(protocol)})`,
  relayed: (protocol) => `عبر خادم ترحيل (${apart(protocol)} إليه)`,
  unknownPath: 'غير معروف',
  roundTrip: 'ذهابًا وإيابًا',
  milliseconds: (ms) => `${number(Math.round(ms))} مللي ثانية`,
  jitter: 'تفاوت الوصول',
  lostThere: 'الضائع في طريق الذهاب',
  lostHere: 'الضائع في طريق المجيء',
  lost: (share) => percent(share),
  sending: 'ترسل',
  receiving: 'تستقبل',
  kilobits: (bitsPerSecond) => `${number(Math.round(bitsPerSecond / 1_000))} كيلوبت/ث`,
  cameraSent: 'كاميرتك',
  cameraReceived: 'كاميرا الطرف الآخر',
  screenSent: 'شاشتك',
  screenReceived: 'شاشة الطرف الآخر',
  picture: (width, height, framesPerSecond) =>
    `${apart(`${width} × ${height}`)}، ${plural(Math.round(framesPerSecond), {
      one: 'إطار واحد في الثانية',
      two: 'إطاران في الثانية',
      few: '# إطارات في الثانية',
      many: '# إطارًا في الثانية',
      other: '# إطار في الثانية',
    })}`,
};
