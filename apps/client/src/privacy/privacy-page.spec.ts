import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { allByRole, byRole, textOf } from '../by-role';
import { FakeFetch, aStatement } from './fake-gateway-statement';
import { FETCH } from './gateway-statement';
import { PrivacyPage } from './privacy-page';

describe('What the server knows', () => {
  const show = async (reply: unknown = aStatement(), isUnfolded = true) => {
    const gateway = new FakeFetch(reply);
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: FETCH, useValue: gateway.fetch }],
    });
    const fixture = TestBed.createComponent(PrivacyPage);
    const page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await fixture.whenStable();
    if (isUnfolded) for (const details of page.querySelectorAll('details')) details.open = true;
    const askAgain = async () => {
      byRole(page, 'button', 'Ask again').click();
      await fixture.whenStable();
    };
    return { gateway, page, askAgain };
  };

  it('has a heading for each thing to know, in order, and a way back', async () => {
    const { page } = await show();
    expect(textOf(byRole(page, 'link', 'Back to the start page'))).toBe('Back to the start page');
    const outline = [...page.querySelectorAll('h1, h2, h3')].map(
      ({ tagName, textContent }) => `${tagName} ${textContent}`,
    );
    expect(outline).toEqual([
      'H1 What the server knows',
      'H2 What it knows',
      'H2 What it does not know',
      'H2 What the others in your room see',
      'H2 What this browser keeps',
      'H2 What nobody can promise',
      'H2 What this server says of itself now',
      'H3 It holds',
      'H3 It sees and does not keep',
      'H3 It never sees',
      'H3 It writes down',
      'H3 Its relay',
      'H3 How long at the most',
    ]);
    expect(document.activeElement?.textContent).toBe('What the server knows');
  });

  it('says the most important in five lines, and folds the rest', async () => {
    const { page } = await show(aStatement(), false);
    const [summary, ...more] = allByRole(page, 'list');
    expect(more).toEqual([]);
    expect(allByRole(summary ?? page, 'listitem').length).toBe(5);
    expect(page.querySelectorAll('main > details:not([open])').length).toBe(6);
    expect(page.querySelectorAll('main > details h2').length).toBe(6);
  });

  it('says what a server that lies can do, and how many guesses a door stands', async () => {
    const { page } = await show();
    expect(textOf(page)).toContain('can try one guess of it each time that you join');
    expect(textOf(page)).toContain('each time that you press "Join room" it can test one guess');
    expect(textOf(page)).toContain('after 50, or 5,000 where the password is five words');
  });

  it('shows each sentence of the server’s own statement', async () => {
    const statement = aStatement({
      relay: 'configured',
      relayHosts: ['relay.whisper.test'],
      keepsSeconds: { 'a room': 86_400 },
    });
    const { page } = await show(statement);
    const text = textOf(page);
    const { holds, sees, neverSees, logs } = statement;
    for (const sentence of [...holds, ...sees, ...neverSees, ...logs])
      expect(text).toContain(sentence);
    expect(text).toContain('Version 1.2.3, protocol 1. About 20 rooms and 40 connections');
    expect(text).toContain('It is relay.whisper.test.');
    expect(text).toMatch(/a room 1 day/i);
  });

  it('shows the statement as it came, too', async () => {
    const raw = JSON.stringify({ ...aStatement(), later: 'a key that this page does not know' });
    const { page } = await show(new Response(raw));
    expect(page.querySelector('details pre')?.textContent).toBe(raw);
  });

  it('shows what a server says as text, whatever it says', async () => {
    const { page } = await show(aStatement({ holds: ['<img src=x onerror=alert(1)>'] }));
    expect(page.querySelector('img')).toBeNull();
    expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
  });

  it('says that there is no relay, and that nothing is written down', async () => {
    const { page } = await show(aStatement({ relay: 'none', logs: [] }));
    expect(textOf(page)).toContain('None is set up, so nobody can hide an IP address');
    expect(textOf(page)).toMatch(/It writes down Nothing\./);
  });

  it('asks again on request, and shows what has changed', async () => {
    const { gateway, page, askAgain } = await show();
    gateway.reply = aStatement({ rooms: 30 });
    await askAgain();
    expect(gateway.asked.length).toBe(2);
    expect(textOf(page)).toContain('About 30 rooms');
  });

  for (const [reply, words] of [
    [new TypeError('Failed to fetch'), 'The server could not be asked.'],
    [new Response('', { status: 404 }), 'gave no answer that this page understands'],
  ] as const)
    it(`says so when it ${words}`, async () => {
      const { gateway, page, askAgain } = await show(reply);
      expect(textOf(page)).toContain(words);
      expect(allByRole(page, 'heading', 'It holds')).toEqual([]);
      gateway.reply = aStatement();
      await askAgain();
      expect(allByRole(page, 'heading', 'It holds').length).toBe(1);
      expect(textOf(page)).not.toContain(words);
    });
});
