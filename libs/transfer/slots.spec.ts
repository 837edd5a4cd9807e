import { Slots } from './slots';

describe('Slots', () => {
  it('lets in so many, and the others in the order of their coming', () => {
    const slots = new Slots<string>(2);
    const started: string[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) slots.enter(key, () => started.push(key));
    expect(started).toEqual(['a', 'b']);
    slots.leave('b');
    expect(started).toEqual(['a', 'b', 'c']);
    slots.leave('d');
    slots.leave('a');
    expect(started).toEqual(['a', 'b', 'c', 'e']);
  });

  it('frees a slot once, however often one leaves', () => {
    const slots = new Slots<string>(1);
    const started: string[] = [];
    for (const key of ['a', 'b', 'c']) slots.enter(key, () => started.push(key));
    slots.leave('a');
    slots.leave('a');
    expect(started).toEqual(['a', 'b']);
  });
});
