import type { AllTexts } from '../translation';
import { clock, number, plural } from './formats';

export const door: AllTexts['door'] = {
  open: 'Двері відчинені',
  closed: 'Двері зачинені',
  closedByYou: 'Двері зачинили ви',
  closedBySomebody: 'Двері зачинив хтось у кімнаті',
  closedByTries: 'Двері зачинилися після надто багатьох неправильних паролів',
  away: 'Шлюз недосяжний: зараз ніхто не може увійти',
  gone: 'Шлюзу більше немає: ніхто вже не може увійти',
  wrongPasswords: (count) =>
    plural(count, {
      one: '# неправильний пароль біля дверей',
      few: '# неправильні паролі біля дверей',
      many: '# неправильних паролів біля дверей',
      other: '# неправильного пароля біля дверей',
    }),
  tries: (count, most) =>
    `${plural(count, { one: '# спроба', few: '# спроби', many: '# спроб', other: '# спроби' })} із ${number(most)}`,
  triesUntil: (count, most, lastAt) =>
    `${plural(count, { one: '# спроба', few: '# спроби', many: '# спроб', other: '# спроби' })} із ${number(most)}, остання о ${clock(lastAt)}`,
  howToEndTries: 'Якщо ви нікого такого не чекаєте, «Зачинити двері» покладе цьому край.',
};
