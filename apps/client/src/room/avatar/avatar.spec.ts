import { TestBed } from '@angular/core/testing';
import { Avatar, initialsOf } from './avatar';

describe('Avatar', () => {
  for (const [name, initials] of [
    ['bob', 'B'],
    ['Ada Lovelace', 'AL'],
    ['Ludwig van Beethoven', 'LB'],
    ['alice (you)', 'A'],
    ['Bob (another) (another)', 'B'],
    ['марія', 'М'],
    ['🏳️‍🌈 club', '🏳️‍🌈C'],
    ['', ''],
  ] as const)
    it(`calls '${name}' ${initials}`, () => {
      expect(initialsOf(name)).toBe(initials);
    });

  it('is not read aloud: the name stands beside it', async () => {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('name', 'bob');
    fixture.componentRef.setInput('turn', 180);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect([host.ariaHidden, host.textContent.trim()]).toEqual(['true', 'B']);
  });
});
