import type { Locator } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import type { Person } from './person';
import { aRoom, meet, setScene } from './scene';

describe('Safety codes', () => {
  const scene = setScene();

  it('are the same on both sides, and verify only when both people say so', async () => {
    const { alice, bob } = await scene.pair();
    const [here, there] = await Promise.all([
      alice.readsSafetyCode('Bob'),
      bob.readsSafetyCode('Alice'),
    ]);
    expect(here.emoji.length).toBe(5);
    expect(here.digits).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(there).toEqual(here);

    await alice.answersSafetyCode('They match');
    await alice.seesInSafetyCode('Waiting for Bob to confirm');
    await bob.seesInSafetyCode('Alice says that they match');
    await Promise.all([alice.answersSafetyCode('Close'), bob.answersSafetyCode('Close')]);
    await Promise.all([alice.seesNotVerified('Bob'), bob.seesNotVerified('Alice')]);

    await bob.readsSafetyCode('Alice');
    await bob.answersSafetyCode('They match');
    await bob.seesInSafetyCode('Verified');
    await bob.answersSafetyCode('Close');
    await Promise.all([alice.seesVerified('Bob'), bob.seesVerified('Alice')]);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('are made anew when somebody comes back: nobody stays verified', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = await meet(alice, bob);
    const first = await alice.readsSafetyCode('Bob');
    await alice.answersSafetyCode('They match');
    await alice.answersSafetyCode('Close');
    await bob.readsSafetyCode('Alice');
    await bob.answersSafetyCode('They match');
    await bob.answersSafetyCode('Close');
    await alice.seesVerified('Bob');

    await bob.leave();
    await alice.seesNoPerson('Bob');
    await bob.joinRoom(room);
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
    await Promise.all([alice.seesNotVerified('Bob'), bob.seesNotVerified('Alice')]);
    const second = await alice.readsSafetyCode('Bob');
    expect(second).not.toEqual(first);
  });

  it('that differ alarm both sides, whoever says so, also after both have said that they match', async () => {
    const { alice, bob } = await scene.pair();
    await alice.readsSafetyCode('Bob');
    await alice.answersSafetyCode('They match');
    await bob.readsSafetyCode('Alice');
    await bob.answersSafetyCode('They match');
    await bob.seesInSafetyCode('you both say that the codes match');
    await alice.answersSafetyCode('They differ');
    await Promise.all([alice.answersSafetyCode('Close'), bob.answersSafetyCode('Close')]);
    for (const [person, other] of [
      [alice, 'Bob'],
      [bob, 'Alice'],
    ] as const) {
      await person.seesInPeople(other, 'Not verified: the codes differ');
      expect(await person.readsRefusal()).toContain('said that your safety codes differ');
    }

    // It was only misread: both look again.
    await alice.press('Compare again');
    await alice.answersSafetyCode('They match');
    await alice.answersSafetyCode('Close');
    await Promise.all([alice.seesVerified('Bob'), bob.seesVerified('Alice')]);
    expect(await bob.page.getByRole('alert').count()).toBe(0);
  });

  it('that differ lead out of the room, and stay an alarm for whoever stays', async () => {
    const { alice, bob } = await scene.pair();
    await alice.readsSafetyCode('Bob');
    await alice.answersSafetyCode('They differ');
    await alice.seesInSafetyCode('Somebody may be sitting between you and');
    await alice.answersSafetyCode('Leave room');
    await alice.page.getByRole('button', { name: 'Create room' }).waitFor();
    await bob.seesNoPerson('Alice');
    expect(await bob.readsRefusal()).toContain('who is gone');
    await bob.press('Leave this room');
    await bob.page.getByRole('button', { name: 'Create room' }).waitFor();
  });

  it('are proposed where the password may be guessed, until somebody is verified', async () => {
    const { alice, bob } = await scene.pair();
    await alice.press('Compare now');
    await alice.answersSafetyCode('They match');
    await alice.answersSafetyCode('Close');
    await bob.press('Compare now');
    await bob.answersSafetyCode('They match');
    await bob.answersSafetyCode('Close');
    await alice.seesVerified('Bob');
    expect(await alice.page.getByRole('button', { name: 'Compare now' }).count()).toBe(0);
  });
});

describe('The invite', () => {
  const scene = setScene();

  it('is shown to whoever waits alone, and its picture holds the link that is copied', async () => {
    const alice = await scene.arrive('Alice');
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    const link = await alice.copiesInvite();
    expect(await photographed(invite(alice))).toBe(link);

    await alice.press('Show QR code');
    expect(await photographed(alice.page.getByRole('dialog'))).toBe(link);
    await alice.press('Close');
    const [, password = ''] = /\/([^/]+)$/.exec(link) ?? [];
    expect(await invite(alice).innerText()).not.toContain(password);
    await invite(alice).getByRole('button', { name: 'Show password' }).click();
    await invite(alice).getByText(link, { exact: true }).waitFor();
    expect(alice.problems).toEqual([]);
  });

  it('is seen whole in a low window, with its quiet zone', async () => {
    const alice = await scene.arrive('Alice');
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    const link = await alice.copiesInvite();
    for (const width of [360, 1024]) {
      await alice.page.setViewportSize({ width, height: 450 });
      const picture = invite(alice).getByRole('img', { name: 'QR code' });
      await picture.scrollIntoViewIfNeeded();
      await expectWhole(picture, 450);
      await alice.press('Show QR code');
      const held = alice.page.getByRole('dialog').getByRole('img', { name: 'QR code' });
      await held.waitFor();
      await expectWhole(held, 450);
      expect(await photographed(alice.page.getByRole('dialog'))).toBe(link);
      await alice.press('Close');
    }
  });

  it('lets in whoever photographs it, also out of the dark theme', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    await alice.page.emulateMedia({ colorScheme: 'dark' });
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    await bob.page.goto(await photographed(invite(alice)));
    await bob.press('Join room');
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
    expect(await invite(alice).count()).toBe(0);
  });
});

describe('The door', () => {
  const scene = setScene();

  it('is closed and opened by those inside', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = aRoom();
    await alice.createRoom(room);
    await alice.seesDoor('Door open');
    await alice.press('Close door');
    await alice.seesDoor('Door closed by you');
    await alice.page.getByText('as soon as you open the door').waitFor();

    await bob.joinRoom(room);
    expect(await bob.readsRefusal()).toContain('The door of this room is closed');

    await alice.press('Open door');
    await alice.seesDoor('Door open');
    await bob.press('Join room');
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
  });

  it('is seen by everybody inside as it is', async () => {
    const { alice, bob } = await scene.pair();
    await bob.press('Close door');
    await Promise.all([
      alice.seesDoor('Door closed by somebody in the room'),
      bob.seesDoor('Door closed by you'),
    ]);
    await alice.press('Open door');
    await Promise.all([alice, bob].map((person) => person.seesDoor('Door open')));
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('tells of wrong passwords, and the page of whoever tried three pauses', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');
    for (const [guess, told] of [
      ['a wrong guess', '1 wrong password at the door'],
      ['another wrong guess', '2 wrong passwords at the door'],
      ['a third wrong guess', '3 wrong passwords at the door'],
    ] as const) {
      await bob.joinRoom({ ...room, password: guess });
      await alice.page.getByText(told, { exact: true }).first().waitFor();
      expect(await bob.readsRefusal()).toContain('wrong');
    }
    await bob.page.getByText(/possible again in \d+ s/).waitFor();
    await alice.page.getByText(/^3 of 50 tries, the last at \d\d:\d\d\./).waitFor();
    expect(await bob.page.getByRole('button', { name: 'Join room' }).isEnabled()).toBe(false);
    await alice.seesDoor('Door open'); // three are no siege
  });
});

/** That all four edges of an element are what is seen there, in a window of this height. */
async function expectWhole(element: Locator, windowHeight: number): Promise<void> {
  const { top, bottom, isSeen } = await element.evaluate((it) => {
    const { top, bottom, left, right } = it.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const edges = [
      [x, top + 1],
      [x, bottom - 1],
      [left + 1, y],
      [right - 1, y],
    ] as const;
    return {
      top,
      bottom,
      isSeen: edges.map((edge) => it.contains(document.elementFromPoint(...edge))),
    };
  });
  expect(top).toBeGreaterThanOrEqual(0);
  expect(bottom).toBeLessThanOrEqual(windowHeight);
  expect(isSeen).toEqual([true, true, true, true]);
}

/** What is shown to whoever waits alone. */
const invite = ({ page }: Person): Locator => page.getByRole('region', { name: 'Invite' });

/** What a camera reads off the screen: the picture of the invite, through a screenshot. */
async function photographed(where: Locator): Promise<string> {
  const png = await where.getByRole('img', { name: 'QR code' }).screenshot();
  // The browser knows how to unpack its own picture; an empty page has no policy against that.
  const desk = await where.page().context().newPage();
  try {
    const { width, height, pixels } = await desk.evaluate(async (base64) => {
      const answer = await fetch(`data:image/png;base64,${base64}`);
      const bitmap = await createImageBitmap(await answer.blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('there is always a first context');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return { width: bitmap.width, height: bitmap.height, pixels: [...data] };
    }, png.toString('base64'));
    return decodeQR({ width, height, data: Uint8Array.from(pixels) });
  } finally {
    await desk.close();
  }
}
