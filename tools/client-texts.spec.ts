import { readFileSync } from 'node:fs';
import {
  clientParts,
  englishTexts,
  firstWords,
  isSaid,
  languages,
  ownWords,
  textSources,
  valuesInForms,
} from './client-texts.ts';

describe('the texts of the client', () => {
  const parts = clientParts();
  const texts = englishTexts();

  it('are all that it says: no part has words of its own', () => {
    const saying = parts
      .map((part) => ({ path: part.path, words: ownWords(part) }))
      .filter(({ words }) => words.length > 0);
    expect(saying).toEqual([]);
  });

  it('are all said somewhere', () => {
    const unsaid = texts
      .filter((text) => !isSaid(text, parts))
      .map(({ area, key }) => `${area}.${key}`);
    expect(unsaid).toEqual([]);
  });

  it('put no name into the forms of a count: it may hold the sign for the number', () => {
    expect(textSources().flatMap(valuesInForms)).toEqual([]);
    expect(valuesInForms('plural(n, { one: `${name} waits`, other: "# wait" })').length).toBe(1);
  });

  it('are many: what is looked for is found', () => {
    expect(texts.length).toBeGreaterThan(200);
    expect(parts.length).toBeGreaterThan(60);
  });
});

describe('index.html, which is seen before any text is there', () => {
  const said = firstWords(readFileSync('apps/client/src/index.html', 'utf8'));

  it('begins in every language as the start page does', () => {
    expect(said.map(({ language }) => language).sort()).toEqual(languages());
    for (const { language, claim, what } of said) {
      const lobby = readFileSync(`apps/client/src/texts/${language}/lobby.ts`, 'utf8');
      expect(lobby).toContain(`  claim: '${claim}',`);
      expect(lobby).toContain(`  what: '${what}',`);
    }
  });

  it('is styled in all of them', () => {
    const [, list = ''] =
      /@each \$language in ([a-z ]+) {/.exec(readFileSync('apps/client/src/theme.scss', 'utf8')) ??
      [];
    expect(list.split(' ').sort()).toEqual(languages());
  });
});

describe('words of a part’s own', () => {
  const inTemplate = (template: string) => ownWords({ code: '', template });
  const inCode = (code: string) => ownWords({ code, template: '' });

  it('are found between tags, and in the names that are read aloud', () => {
    expect(inTemplate('<p>Try <b>again</b></p>')).toEqual(['Try', 'again']);
    expect(inTemplate('<button aria-label="Show password" type="button"></button>')).toEqual([
      'Show password',
    ]);
    expect(inTemplate('@if (isOn(); as on) { Muted } @else { {{ t().off }} }')).toEqual(['Muted']);
  });

  it('are found in what is bound', () => {
    expect(inTemplate(`<p>{{ isOpen() ? 'Close door' : t().open }}</p>`)).toEqual(['Close door']);
    expect(inTemplate(`<p [attr.aria-label]="'Camera of ' + name()"></p>`)).toEqual(['Camera of ']);
  });

  it('are found in code', () => {
    expect(inCode(`const a = 'Connecting'; const b = \`You or \${name} said so\`;`)).toEqual([
      'Connecting',
      'You or ',
    ]);
  });

  it('are not the language of a template, of styles, of developers or of the browser', () => {
    expect(
      inTemplate('@let t = texts(); @for (a of b; track a.id) {<wn-x class="Some thing"/>}'),
    ).toEqual([]);
    expect(inTemplate(`<p [class.on]="phase() === 'on'">{{ t().title }} · 5 &nbsp;</p>`)).toEqual(
      [],
    );
    expect(
      inCode(
        `throw new Error('No such thing'); if (key === 'Escape') console.warn('It is gone.');`,
      ),
    ).toEqual([]);
  });
});

describe('whether a text is said', () => {
  const part = (code: string, template = '') => [{ path: 'a.ts', code, template }];
  const title = { area: 'chat', key: 'title' };

  it('is seen in a part that has the area', () => {
    expect(isSaid(title, part('t = inject(Texts).chat;', '{{ t().title }}'))).toBe(true);
    expect(isSaid(title, part('(texts: ChatTexts) => texts.title'))).toBe(true);
    expect(isSaid(title, part('t = inject(Texts).chat;', '{{ t().send }}'))).toBe(false);
  });

  it('is not seen in a part that has another area', () => {
    expect(isSaid(title, part('t = inject(Texts).call;', '{{ t().title }}'))).toBe(false);
  });

  it('is believed of a group that is read by a computed name', () => {
    const left = { area: 'chat', key: 'states.left' };
    expect(isSaid(left, part('t = inject(Texts).chat; this.t().states[phase]'))).toBe(true);
    expect(isSaid(left, part('t = inject(Texts).chat; this.t().states.gone'))).toBe(false);
    expect(isSaid(left, part('({ states: words }: ChatTexts) => words[phase]'))).toBe(true);
  });

  it('is believed of an area that is read by a computed name which is a value somewhere', () => {
    const reads = part('t = inject(Texts).chat;', '{{ t()[name] }}');
    expect(isSaid(title, [...reads, ...part("const name = 'title';")])).toBe(true);
    expect(isSaid(title, reads)).toBe(false);
    const denied = { area: 'call', key: 'camera.denied' };
    const nested = part("type CallTexts; const kind = 'camera'; t[kind][problem]");
    expect(isSaid(denied, nested)).toBe(true);
  });
});
