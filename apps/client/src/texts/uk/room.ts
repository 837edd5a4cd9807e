import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const room: AllTexts['room'] = {
  room: 'Кімната',
  connection: {
    waiting: 'Чекаємо на інших',
    connecting: 'З’єднання',
    connected: 'На зв’язку',
    reconnecting: 'Повторне з’єднання',
    disconnected: 'Немає зв’язку',
  },
  title: (connection) => `${connection} – whisperNet`,
  titleWithNews: (unseen, connection) => `(${number(unseen)}) ${connection} – whisperNet`,

  copyInvite: 'Копіювати посилання-запрошення',
  showQrCode: 'Показати QR-код',
  closeDoor: 'Зачинити двері',
  openDoor: 'Відчинити двері',
  leave: 'Вийти з кімнати',
  copied: 'Скопійовано. Посилання містить пароль: надсилайте його лише тим, кому можна увійти.',
  dismiss: 'Прибрати',

  attention: 'Звуки і сповіщення',
  close: 'Закрити',

  parts: 'Частини кімнати',
  call: 'Розмова',
  chat: 'Чат',
  files: 'Файли',
  people: 'Люди',
  newMessages: (count) =>
    plural(count, {
      one: '# нове повідомлення',
      few: '# нові повідомлення',
      many: '# нових повідомлень',
      other: '# нового повідомлення',
    }),
  filesOffered: (count) =>
    plural(count, {
      one: 'Запропоновано # файл',
      few: 'Запропоновано # файли',
      many: 'Запропоновано # файлів',
      other: 'Запропоновано # файлу',
    }),
  newcomers: (count) =>
    plural(count, {
      one: 'Прийшла # людина',
      few: 'Прийшли # людини',
      many: 'Прийшли # людей',
      other: 'Прийшло # людини',
    }),

  alone: {
    firstTitle: 'Кімната відчинена. Хто має прийти?',
    first:
      'Поки що більше нікого тут немає. Надішліть посилання, покажіть картинку або скажіть номер і пароль телефоном.',
    againTitle: 'Зараз більше нікого тут немає',
    again: 'Кімната лишається, поки ви тут, і запрошення до неї те саме.',
    endedTitle: 'Ніхто вже не може увійти',
    ended:
      'Більше нікого тут немає, а шлюз забув цю кімнату. Збережіть те, що хочете залишити собі, і вийдіть: нова кімната може мати той самий номер і пароль.',
    leave: 'Вийти з цієї кімнати',
  },
  gatewayAway:
    'Шлюз недосяжний. Усе між вами триває далі; нові люди зможуть увійти, лише коли він повернеться. Сторінка пробує далі.',
  gatewayGone:
    'Шлюз забув цю кімнату. Усе між вами триває далі, але ніхто вже не може увійти чи повернутися. Щоб вас стало більше або щоб знову знайти одне одного, домовтеся тут про нову кімнату.',

  shortcuts: {
    button: 'Клавіатурні скорочення',
    title: 'Клавіатурні скорочення',
    hint: 'Вони діють, поки ви не набираєте текст.',
    close: 'Закрити',
    singleKeys: 'Окремі клавіші',
    aboutSingleKeys: 'Вимкніть їх, якщо ви диктуєте: тоді окремі літери нічого не робитимуть.',
    sheet: 'Показати цей перелік',
    goTo: (part) => `Показати або згорнути: ${part}`,
    names: {
      Space: 'Пробіл',
      Enter: 'Enter',
      Escape: 'Esc',
      ArrowUp: '↑',
      ArrowDown: '↓',
      Alt: 'Alt',
      Ctrl: 'Ctrl',
    },
  },
  cameIn: (name) => `${name} тепер тут`,
  isGone: (name) => `${name} більше не тут`,
  wasHere: (name, at) => `${name}: у кімнаті до ${clock(at)}`,
};
