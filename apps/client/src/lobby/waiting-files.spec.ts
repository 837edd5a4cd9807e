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

  it('are nothing to speak of where there are none, or where that cannot be told', async () => {
    const { element } = await show(() => Promise.resolve(false));
    expect(textOf(element)).toBe('');
    TestBed.resetTestingModule();
    const other = await show(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(textOf(other.element)).toBe('');
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
