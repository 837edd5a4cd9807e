import { TestBed } from '@angular/core/testing';
import { textOf } from '../../by-role';
import { type FakeRoom, insideFakeRoom, message } from '../fake-room';
import { Conversation } from './conversation';

describe('Conversation that is long', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(Conversation);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  const fill = async (count: number) => {
    page.style.height = '400px';
    room.conversation$.next(
      Array.from({ length: count }, (_, order) => message({ order, text: `number ${order}` })),
    );
    await stable();
  };
  // Roles of thousands of elements take their time: those of a few messages are checked in conversation.spec.ts.
  const log = () => {
    const found = page.querySelector('[role="log"]');
    if (!found) throw new Error('there is no log');
    return found;
  };
  const articles = () => [...page.querySelectorAll('article')];
  const jump = () => page.querySelector<HTMLElement>('.jump');
  /** Frames pass until the page has done what it does between them. */
  const frames = async (holds: () => boolean) => {
    for (let left = 200; left > 0 && !holds(); left -= 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await stable();
    }
  };
  const texts = () => articles().map(textOf);

  it('draws some hundred of five thousand messages, the newest in sight', async () => {
    await fill(5_000);
    await frames(() => log().scrollTop > 0);
    const drawn = texts();
    expect(drawn.length).toBeLessThan(250);
    expect(drawn.at(-1)).toContain('number 4999');
    expect(log().scrollHeight - log().scrollTop - log().clientHeight).toBeLessThan(2);
  });

  it('tells the place of each among all', async () => {
    await fill(5_000);
    const last = articles().at(-1);
    expect(last?.getAttribute('aria-posinset')).toBe('5000');
    expect(last?.getAttribute('aria-setsize')).toBe('5000');
  });

  it('draws what is scrolled to', async () => {
    await fill(5_000);
    await frames(() => log().scrollTop > 0);
    log().scrollTop = 0;
    await frames(() => texts()[0]?.includes('number 0') === true);
    expect(texts()[0]).toContain('number 0');
    expect(texts().length).toBeLessThan(250);
  });

  const isAtEnd = () => log().scrollHeight - log().scrollTop - log().clientHeight < 2;

  for (const [what, happens] of [
    ['a keyboard rises over it', () => (page.style.height = '200px')],
    [
      'more is said',
      () => {
        const more = [message({ order: 100, text: 'one\n\n\n\n\nlong' })];
        room.conversation$.next([...room.conversation$.value, ...more]);
        TestBed.tick();
      },
    ],
  ] as const)
    it(`stays at the end where ${what} before the last scrolling was told of`, async () => {
      await fill(100);
      await frames(isAtEnd);
      happens();
      log().dispatchEvent(new Event('scroll')); // of what was scrolled before it
      await frames(isAtEnd);
      expect(isAtEnd()).toBeTrue();
      expect(jump()).toBeNull();
    });

  it('stays where somebody reads, says how many have come, and goes to the newest', async () => {
    await fill(500);
    await frames(() => log().scrollTop > 0);
    log().scrollTop = 0;
    await frames(() => jump() !== null);
    expect(jump()?.ariaLabel).toBe('Jump to newest');
    const more = [500, 501].map((order) => message({ order, text: `number ${order}` }));
    room.conversation$.next([...room.conversation$.value, ...more]);
    await stable();
    await frames(() => jump()?.innerText.trim() === '2 new messages');
    expect(log().scrollTop).toBe(0);
    jump()?.click();
    await frames(() => textOf(document.activeElement as HTMLElement).includes('number 501'));
    expect(textOf(document.activeElement as HTMLElement)).toContain('number 501');
    expect(textOf(page)).toContain('New messages');
  });
});
