import { TestBed } from '@angular/core/testing';
import { allByRole, byRole, textOf } from '../by-role';
import { LEFT_FILES, WaitingFiles } from './waiting-files';

describe('Files that wait for their room', () => {
  const show = async (areThere: () => Promise<boolean>) => {
    const left = { areThere, delete: jasmine.createSpy().and.resolveTo() };
    TestBed.configureTestingModule({ providers: [{ provide: LEFT_FILES, useValue: left }] });
    const fixture = TestBed.createComponent(WaitingFiles);
    const element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    await fixture.whenStable();
    return { element, left, fixture };
  };

  it('are told of, with how to go on', async () => {
    const { element } = await show(() => Promise.resolve(true));
    expect(textOf(element)).toContain('Enter their room again');
  });

  for (const [where, areThere] of [
    ['there are none', () => Promise.resolve(false)],
    ['that cannot be told', () => Promise.reject(new TypeError('Failed to fetch'))],
  ] as const)
    it(`are nothing to speak of where ${where}, and nobody waits for them any more`, async () => {
      const { element, fixture } = await show(areThere);
      expect(textOf(element)).toBe('');
      expect(fixture.componentInstance.isKnown()).toBe(true);
    });

  it('can be deleted without entering it', async () => {
    const { element, left, fixture } = await show(() => Promise.resolve(true));
    byRole(element, 'button', 'Delete them now').click();
    await fixture.whenStable();
    expect(left.delete).toHaveBeenCalledTimes(1);
    expect(textOf(element)).toContain('They are deleted.');
    expect(allByRole(element, 'button')).toEqual([]);
  });
});
