import { aRoom, setScene } from './scene';

describe('The start page', () => {
  const scene = setScene();

  it('suggests a number and five words by which two people meet', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    await alice.page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
    const suggested = await alice.takesSuggestion();
    expect(suggested.number).toMatch(/^[1-9]\d{8}$/);
    expect(suggested.password).toMatch(/^[a-z]{3,10}(-[a-z]{3,10}){4}$/);
    const password = alice.page.getByRole('textbox', { name: 'Password', exact: true });
    expect(await password.getAttribute('type')).toBe('text');
    await alice.press('Create room');
    await alice.sees('Waiting for others');

    // As it is heard on the telephone.
    await bob.joinRoom({
      number: suggested.number.replace(/(\d{3})(?=\d)/g, '$1 '),
      password: suggested.password.replaceAll('-', ' ').toUpperCase(),
    });
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('shows what the server knows, as the server says it now, and loses nothing that was typed', async () => {
    const alice = await scene.arrive('Alice');
    const room = { number: '482193067', password: 'correct horse battery staple' };
    await alice.fillIn(room);
    const page = await alice.readsWhatTheServerKnows();
    expect(alice.page.url()).toBe(`${scene.gateway.url}/privacy`);

    const answer = await fetch(`${scene.gateway.url}/privacy.json`);
    // Its shape is what the gateway's specs hold it to.
    const statement = (await answer.json()) as Readonly<
      Record<'holds' | 'sees' | 'neverSees' | 'logs', readonly string[]>
    >;
    const { holds, sees, neverSees, logs } = statement;
    expect(Math.min(holds.length, sees.length, neverSees.length, logs.length)).toBeGreaterThan(0);
    for (const sentence of [...holds, ...sees, ...neverSees, ...logs]) {
      expect(page).toContain(sentence);
    }

    await alice.page.getByRole('link', { name: 'Back to the start page' }).click();
    await alice.page.getByRole('button', { name: 'Join room' }).waitFor();
    expect(await alice.typed()).toEqual(room);
    expect(alice.problems).toEqual([]);
  });

  it('says so when the server cannot tell what it knows any more', async () => {
    const alice = await scene.arrive('Alice');
    await alice.readsWhatTheServerKnows();
    await alice.page.route('**/privacy.json', (route) => route.abort());
    await alice.press('Ask again');
    await alice.page.getByText('The server could not be asked.').waitFor();
    expect(await alice.page.getByRole('heading', { name: 'It holds' }).count()).toBe(0);
    await alice.page.unroute('**/privacy.json');
    await alice.press('Ask again');
    await alice.page.getByRole('heading', { name: 'It holds' }).waitFor();
  });

  it('shows camera and microphone before a room is entered, and turns both off on the way in', async () => {
    const alice = await scene.arrive('Alice');
    await alice.press('Camera and microphone');
    await alice.page.locator('wn-device-check video').waitFor();
    await alice.page.getByRole('combobox', { name: 'Microphone' }).waitFor();
    const tracks = await alice.page.evaluateHandle(() =>
      [...document.querySelectorAll('video')].flatMap(({ srcObject }) =>
        srcObject instanceof MediaStream ? srcObject.getTracks() : [],
      ),
    );
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    await alice.page.getByRole('button', { name: 'Turn on camera' }).waitFor();
    await alice.page.getByRole('button', { name: 'Unmute microphone' }).waitFor();
    expect(await tracks.evaluate((all) => all.map(({ readyState }) => readyState))).toEqual([
      'ended',
    ]);
    expect(alice.problems).toEqual([]);
  });

  it('offers no hidden address where there is no relay, and says why', async () => {
    const alice = await scene.arrive('Alice');
    await alice.press('Options');
    await alice.page.getByText('no relay is set up').waitFor();
    const toggle = alice.page.getByRole('switch', { name: 'Hide my IP address' });
    expect(await toggle.getAttribute('aria-disabled')).toBe('true');
    expect(await alice.readsDescriptionOf('switch', 'Hide my IP address')).toContain(
      'The people in your room can see your IP address.',
    );
    await toggle.click({ force: true });
    expect(await toggle.getAttribute('aria-checked')).toBe('false');
  });

  it('begins at the top and at its heading, also on a phone and after a room, whose number no title tells', async () => {
    const alice = await scene.arrive('Alice');
    await alice.page.setViewportSize({ width: 360, height: 640 });
    const focused = () => alice.page.evaluate(() => document.activeElement?.textContent.trim());
    const scrolledBy = () => alice.page.evaluate(() => Math.round(scrollY));
    const room = aRoom();
    await alice.createRoom(room); // the button lies below what fits
    await alice.sees('Waiting for others');
    expect(await alice.page.title()).toBe('Waiting for others – whisperNet');
    expect(await focused()).toMatch(/^Room \d/);
    expect(await scrolledBy()).toBe(0);

    await alice.leave();
    await alice.page.getByText('Nothing of the room is left on this page.').waitFor();
    expect(await alice.page.title()).toBe('whisperNet');
    expect(await focused()).toBe('whisperNet');
    expect(await scrolledBy()).toBe(0);
  });

  it('shows where the keyboard is', async () => {
    const alice = await scene.arrive('Alice');
    await alice.page.getByRole('textbox', { name: 'Your name' }).focus();
    for (const name of ['Options', 'Create room', 'Join room']) {
      let focused = '';
      while (!focused.includes(name)) {
        await alice.page.keyboard.press('Tab');
        focused = await alice.page.evaluate(() => {
          const it = document.activeElement;
          const label = it?.getAttribute('aria-labelledby');
          return (label ? document.getElementById(label) : it)?.textContent ?? '';
        });
        expect(focused).not.toBe('whisperNet'); // once round is too far
      }
      const outline = await alice.page.evaluate(() => {
        const it = document.activeElement;
        if (!it) throw new Error('the focus is somewhere');
        const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(it);
        return [outlineStyle, outlineWidth, outlineOffset].join(' ');
      });
      expect(outline).withContext(name).toBe('solid 3px 2px');
    }
  });

  it('creates no room with a password that everybody would try, but joins with any', async () => {
    const alice = await scene.arrive('Alice');
    const room = { number: '739204188', password: 'letmein' };
    await alice.createRoom(room);
    await alice.page.getByText('everybody would try first').waitFor();
    expect(await alice.readsDescriptionOf('textbox', 'Password')).toContain(
      'everybody would try first',
    );
    expect(alice.page.url()).toBe(`${scene.gateway.url}/`);
    expect(await alice.typed()).toEqual(room);
    await alice.press('Join room');
    expect(await alice.readsRefusal()).toContain('no room with this number');
  });
});
