import type { AllTexts } from '../translation';
import { plural } from './formats';

export const attention: AllTexts['attention'] = {
  sounds: 'Звуки',
  aboutSounds:
    'Коли хтось приходить; про повідомлення, файли й прощання лише тоді, коли ця вкладка у фоні.',
  notifications: 'Сповіщення',
  aboutNotifications: {
    default:
      'Казати, що тут є щось нове, поки ця вкладка у фоні. Спершу ваш браузер запитає дозволу.',
    granted: 'Вони кажуть, що є щось нове, поки ця вкладка у фоні, але ніколи не кажуть, що саме.',
    denied:
      'Цей браузер не показує сповіщень цього сайту. Це можна змінити в його налаштуваннях для сайту.',
  },
  somethingNew: 'У вашій кімнаті щось нове',
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
};
