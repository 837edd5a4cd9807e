import { TestBed } from '@angular/core/testing';
import { allByRole, byRole, textOf } from '../by-role';
import { SPEECHES } from '../texts/speeches';
import { LOAD_SPEECH, Texts } from '../texts/texts';
import { LanguageButton } from './language-button';

describe('The button `Language`', () => {
  let load: typeof SPEECHES.de;

  const show = async () => {
    TestBed.overrideProvider(LOAD_SPEECH, { useValue: () => load() });
    const fixture = TestBed.createComponent(LanguageButton);
    const element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    await fixture.whenStable();
    const choose = async (name: string) => {
      const list = element.querySelector<HTMLElement>('[popover]');
      if (!list?.matches(':popover-open')) element.querySelector('button')?.click();
      byRole(element, 'radio', name).click();
      await fixture.whenStable();
    };
    return { element, choose };
  };

  beforeEach(() => {
    load = SPEECHES.de;
  });
  afterEach(() => {
    document.documentElement.lang = 'en';
    document.documentElement.dir = '';
  });

  it('names each language by its own name, and says to screen readers which one that is', async () => {
    const { element } = await show();
    byRole(element, 'button', 'Language').click();
    const names = allByRole(element, 'radio').map((radio) => [
      radio.parentElement?.innerText.trim(),
      radio.parentElement?.querySelector('span')?.lang,
    ]);
    expect(names).toContain(['Deutsch', 'de']);
    expect(names).toContain(['العربية', 'ar']);
    expect(names.length).toBe(5);
  });

  it('changes the language at once', async () => {
    const { choose } = await show();
    await choose('Deutsch');
    expect(TestBed.inject(Texts).language()).toBe('de');
  });

  it('says so where a language cannot be had, and tries again when it is chosen again', async () => {
    const warned = spyOn(console, 'warn');
    const { element, choose } = await show();
    load = () => Promise.reject(new TypeError('Failed to fetch'));
    await choose('Deutsch');
    expect(warned).toHaveBeenCalledTimes(1);
    expect(textOf(byRole(element, 'alert'))).toContain('could not be loaded');
    load = SPEECHES.de;
    element.querySelector<HTMLElement>('[popover]')?.hidePopover();
    await choose('English');
    await choose('Deutsch');
    expect(allByRole(element, 'alert')).toEqual([]);
    expect(TestBed.inject(Texts).language()).toBe('de');
  });
});
