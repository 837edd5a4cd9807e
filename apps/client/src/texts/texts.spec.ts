import { Directionality } from '@angular/cdk/bidi';
import { TestBed } from '@angular/core/testing';
import { LANGUAGES, type LanguageTag, preferredLanguage } from './languages';
import { SPEECHES } from './speeches';
import { LOAD_SPEECH, Texts } from './texts';

describe('Texts', () => {
  const root = document.documentElement;

  afterEach(() => {
    root.lang = 'en';
    root.dir = '';
  });

  it('speak English until another language is chosen', () => {
    const texts = TestBed.inject(Texts);
    expect(texts.language()).toBe('en');
    expect(texts.formats().number(5_000)).toBe('5,000');
  });

  it('change at once to the chosen language, the page with them', async () => {
    const texts = TestBed.inject(Texts);
    expect(await texts.choose('de')).toBeTrue();
    expect(texts.language()).toBe('de');
    expect(texts.formats().number(5_000)).toBe('5.000');
    expect(root.lang).toBe('de');
    expect(root.dir).toBe('ltr');
  });

  it('turn the page and what opens above it for a language that is read from right to left', async () => {
    const texts = TestBed.inject(Texts);
    const directionality = TestBed.inject(Directionality);
    const changes: string[] = [];
    directionality.change.subscribe((direction) => changes.push(direction));
    await texts.choose('ar');
    expect([root.lang, root.dir, directionality.value]).toEqual(['ar', 'rtl', 'rtl']);
    await texts.choose('en');
    expect([root.lang, root.dir, directionality.value]).toEqual(['en', 'ltr', 'ltr']);
    expect(changes).toEqual(['rtl', 'ltr']);
  });

  it('stay as they are where the file of a language is out of reach, and say so', async () => {
    const warned = spyOn(console, 'warn');
    TestBed.overrideProvider(LOAD_SPEECH, {
      useValue: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const texts = TestBed.inject(Texts);
    expect(await texts.choose('de')).toBeFalse();
    expect(texts.language()).toBe('en');
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('speak the language chosen last, whichever file comes first', async () => {
    const files = new Map<LanguageTag, () => void>();
    TestBed.overrideProvider(LOAD_SPEECH, {
      useValue: async (tag: LanguageTag) => {
        await new Promise<void>((resolve) => files.set(tag, resolve));
        return SPEECHES[tag]();
      },
    });
    const texts = TestBed.inject(Texts);
    const choices = [texts.choose('de'), texts.choose('es')];
    files.get('es')?.();
    await choices[1];
    files.get('de')?.();
    await choices[0];
    expect(texts.language()).toBe('es');
  });
});

describe('the languages', () => {
  it('go by their own names', () => {
    expect(LANGUAGES.map(({ ownName }) => ownName)).toEqual([
      'English',
      'Deutsch',
      'Español',
      'Українська',
      'العربية',
    ]);
  });

  it('are chosen by what the browser wants, whatever the region', () => {
    expect(preferredLanguage(['uk-UA', 'en'])).toBe('uk');
    expect(preferredLanguage(['fr-CH', 'DE-ch', 'en'])).toBe('de');
    expect(preferredLanguage(['ar'])).toBe('ar');
  });

  it('fall back to English', () => {
    expect(preferredLanguage(['fr', 'est'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });
});
