import type { AllTexts } from '../translation';
import { number, plural } from './formats';

const newMessages = {
  one: '# нове повідомлення',
  few: '# нові повідомлення',
  many: '# нових повідомлень',
  other: '# нового повідомлення',
};

export const chat: AllTexts['chat'] = {
  messages: 'Повідомлення',
  message: 'Ваше повідомлення',
  send: 'Надіслати повідомлення',
  you: 'Ви',
  empty: 'Повідомлень ще немає. Те, що ви тут пишете, іде напряму до людей у кімнаті.',

  delivery: {
    sending: 'Надсилається',
    sent: 'Надіслано',
    delivered: 'Доставлено',
    'not-delivered': 'Не доставлено',
  },

  reply: 'Відповісти',
  react: 'Відреагувати',
  edit: 'Змінити',
  delete: 'Видалити',
  copy: 'Копіювати',
  copied: 'Скопійовано',
  notCopied: 'Цей браузер не дозволяє копіювати. Натомість виділіть текст.',
  edited: 'Змінено',
  editedAt: (time) => `Змінено о ${time}`,
  deleted: 'Це повідомлення видалено.',
  deletedByYou: 'Ви видалили це повідомлення.',
  deleteQuestion: {
    title: 'Видалити це повідомлення?',
    sentence: 'Воно зникне зі сторінок усіх, хто тут. Хто його прочитав, може його пам’ятати.',
    no: 'Залишити',
    yes: 'Видалити повідомлення',
  },
  actions: 'Що зробити з цим повідомленням',
  reactions: 'Реакції',
  reaction: (emoji, names) => `${emoji} від ${names}`,

  answerTo: (name) => `Відповідь для ${name}`,
  answerToYou: 'Відповідь вам',
  answerToUnknown: 'Відповідь на давніше повідомлення',
  replyingTo: (name) => `Ви відповідаєте: ${name}`,
  replyingToYourself: 'Ви відповідаєте собі',
  editing: 'Ви змінюєте своє повідомлення',
  save: 'Зберегти повідомлення',
  cancelReply: 'Не відповідати',
  cancelEdit: 'Не змінювати',

  picture: {
    sent: (name, file) => `Файл від ${name}: ${file}`,
    sentByYou: (file) => `Ви надіслали ${file}`,
    sentEarlier: (file) => `${file}, від попереднього разу`,
    show: 'Показати',
    hide: 'Сховати',
    showNamed: (file) => `Показати ${file}`,
    hideNamed: (file) => `Сховати ${file}`,
    enlarge: (file) => `Переглянути ${file}`,
    notShown: 'Ця сторінка не може це показати. Надіслано так, як є.',
  },

  newMessages: 'Нові повідомлення',
  jumpToNewest: 'До найновішого',
  unseen: (count) => plural(count, newMessages),
  aloud: (name, text) => `${name}: ${text}`,
  manyAloud: (count, name, text) => `${plural(count, newMessages)}. ${name}: ${text}`,
  clear: 'Прибрати повідомлення',
  clearQuestion: {
    title: 'Прибрати всі повідомлення?',
    sentence: 'Лише з цієї сторінки. В інших вони залишаться, а файли нікуди не дінуться.',
    no: 'Залишити',
    yes: 'Прибрати',
  },

  typing: (names) => `${names} пише…`,
  manyTyping: (names) => `${names} пишуть…`,

  emoji: 'Емодзі',
  chooseEmoji: 'Вибрати емодзі',
  emojiGroups: {
    often: 'Часто вживані',
    faces: 'Обличчя',
    people: 'Люди й руки',
    hearts: 'Серця і знаки',
    nature: 'Тварини і природа',
    food: 'Їжа і напої',
    things: 'Місця і речі',
  },
  bytesLeft: (count) =>
    plural(count, {
      one: 'Лишився # байт',
      few: 'Лишилося # байти',
      many: 'Лишилося # байтів',
      other: 'Лишилося # байта',
    }),
  tooLong: (bytes) =>
    `Це повідомлення задовге, щоб надіслати його цілим; зайвих байтів: ${number(bytes)}. Скоротіть його або надішліть як файл.`,
  nobodyNow: 'Зараз більше нікого тут немає. Набране лишається тут, поки хтось не прийде.',
  nobodyYet: 'Поки що більше нікого тут немає. Набране лишається тут, поки хтось не прийде.',
  nobodyComes: 'Більше нікого тут немає, і ніхто вже не може увійти.',
};
