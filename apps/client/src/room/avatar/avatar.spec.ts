import { TestBed } from '@angular/core/testing';
import { Avatar, initialsOf, turnOf } from './avatar';

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

  it('keeps the colour of a seat', () => {
    expect(turnOf('abc')).toBe(turnOf('abc'));
  });

  it('has a dozen colours, of which all are used', () => {
    const turns = new Set(Array.from({ length: 500 }, (_, seat) => turnOf(`seat ${seat}`)));
    expect([...turns].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, at) => at * 30),
    );
  });

  it('is not read aloud: the name stands beside it', async () => {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('name', 'bob');
    fixture.componentRef.setInput('seed', 'seat');
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect([host.ariaHidden, host.textContent.trim()]).toEqual(['true', 'B']);
  });
});
