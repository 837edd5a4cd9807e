import { TestBed } from '@angular/core/testing';
import { allByRole, byRole } from '../by-role';
import { ThemeButton } from './theme-button';

describe('The button `Theme`', () => {
  const root = document.documentElement;
  const metas: HTMLMetaElement[] = [];

  const show = async () => {
    const fixture = TestBed.createComponent(ThemeButton);
    const element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    await fixture.whenStable();
    const open = async () => {
      byRole(element, 'button', 'Theme').click();
      await new Promise((resolve) => {
        element.querySelector('[popover]')?.addEventListener('toggle', resolve, { once: true });
      });
    };
    const choose = async (name: string) => {
      byRole(element, 'radio', name).click();
      await fixture.whenStable();
    };
    return { element, open, choose };
  };

  beforeEach(() => {
    for (const scheme of ['light', 'dark']) {
      const meta = document.createElement('meta');
      meta.dataset['scheme'] = scheme;
      metas.push(meta);
    }
    document.head.append(...metas);
  });
  afterEach(() => {
    delete root.dataset['theme'];
    for (const meta of metas.splice(0)) meta.remove();
  });

  it('is one of three, at first as the system has it', async () => {
    const { element, open } = await show();
    expect(allByRole(element, 'radio').filter((radio) => radio.checkVisibility())).toEqual([]);
    await open();
    const names = allByRole(element, 'radio').map(({ parentElement }) => parentElement?.innerText);
    expect(names.map((name) => name?.trim())).toEqual(['As the system', 'Light', 'Dark']);
    expect(document.activeElement).toBe(byRole(element, 'radio', 'As the system'));
    expect(root.dataset['theme']).toBeUndefined();
  });

  it('changes the page, and the frame that the browser draws around it', async () => {
    const { open, choose } = await show();
    await open();
    await choose('Dark');
    expect(root.dataset['theme']).toBe('dark');
    expect(metas.map(({ media }) => media)).toEqual(['not all', 'all']);
    await choose('Light');
    expect(root.dataset['theme']).toBe('light');
    expect(metas.map(({ media }) => media)).toEqual(['all', 'not all']);
    await choose('As the system');
    expect(root.dataset['theme']).toBeUndefined();
    expect(metas.map(({ media }) => media)).toEqual([
      '(prefers-color-scheme: light)',
      '(prefers-color-scheme: dark)',
    ]);
  });
});
