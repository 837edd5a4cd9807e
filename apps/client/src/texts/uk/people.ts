import type { AllTexts } from '../translation';

export const people: AllTexts['people'] = {
  list: 'Люди',
  you: 'Ви',
  nameAndYou: (name) => `${name} (ви)`,
  guest: 'Гість',
  another: (name) => `${name} (ще хтось)`,
  left: (name) => `${name} (уже не тут)`,
  link: {
    connecting: 'З’єднується',
    connected: 'На зв’язку',
    reconnecting: 'З’єднується знову',
    left: 'Уже не тут',
    noPath: 'Немає шляху через мережу',
    lost: 'Зв’язок втрачено',
  },
  direct: 'Напряму',
  relayed: 'Через ретранслятор',
  aboutDirect: 'Від браузера до браузера: ви бачите IP-адреси одне одного.',
  aboutRelayed: 'Через ретранслятор, який бачить, коли і скільки ви надсилаєте, але ніколи не що.',
  verified: 'Перевірено',
  notVerified: 'Не перевірено',
  codesDiffer: 'Не перевірено: коди різні',
  safetyCode: 'Код безпеки',
  muted: 'Без звуку',
  proposal: (name) =>
    `Цей пароль не схожий на випадковий, тож його можуть вгадати. Порівняйте код безпеки з ${name}, щоб упевнитися, що між вами ніхто не сидить.`,
  awaited: (name) => `${name} каже, що ваші коди безпеки збігаються. Порівняйте їх і ви.`,
  compareNow: 'Порівняти зараз',
};
