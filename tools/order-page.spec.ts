import { ordered } from './order-page.ts';

describe('The page', () => {
  const first = '<link rel="stylesheet" href="styles.css"><script src="arriving.js"></script>';
  const page = `${first}<link rel="modulepreload" href="small.js"><link rel="modulepreload" href="large.js"><script src="main.js" type="module"></script>`;
  const sizes: Readonly<Record<string, number>> = { 'small.js': 1, 'large.js': 3, 'main.js': 2 };
  const inOrder = (html: string) => ordered(html, (file) => sizes[file] ?? 0);

  it('asks for its code after what it can show without it, and for the largest files first', () => {
    const preload = (file: string) =>
      `<link rel="modulepreload" href="${file}" fetchpriority="low">`;
    expect(inOrder(page)).toBe(
      `${first}${preload('large.js')}${preload('main.js')}${preload('small.js')}<script src="main.js" type="module" fetchpriority="low"></script>`,
    );
  });

  it('stays as it is when that has been done', () => {
    expect(inOrder(inOrder(page))).toBe(inOrder(page));
  });

  it('is refused where its code is nowhere to be found', () => {
    expect(() => inOrder(first)).toThrowError(/type="module"/);
  });
});
