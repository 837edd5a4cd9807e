import type { Person } from './person';
import { aRoom, setScene } from './scene';
import { violationsAsItIs, violationsOn } from './violations';

describe('Axe finds nothing wrong', () => {
  const scene = setScene();

  const expectNoViolations = async ({ page }: Person, state: string) => {
    expect(await violationsOn(page))
      .withContext(state)
      .toEqual([]);
  };

  it('with the start page, what is folded away in it, and its refusals', async () => {
    const alice = await scene.arrive('Alice');
    await expectNoViolations(alice, 'as it opens');
    await alice.press('Options');
    await alice.page.getByRole('switch', { name: 'Hide my IP address' }).waitFor();
    await expectNoViolations(alice, 'unfolded');
    await alice.press('Suggest');
    await alice.page.getByText('are filled in').waitFor();
    await expectNoViolations(alice, 'with a suggestion');
    await alice.press('Join room');
    await alice.readsRefusal();
    await expectNoViolations(alice, 'with a refusal');
    await alice.fillIn({ number: '12', password: '' });
    await alice.press('Join room');
    await alice.page.getByText('4 to 12 digits').first().waitFor();
    await expectNoViolations(alice, 'with mistakes in its fields');
  });

  it('with what the server knows', async () => {
    const alice = await scene.arrive('Alice');
    await alice.readsWhatTheServerKnows();
    await expectNoViolations(alice, 'unfolded');
  });

  it('with a room while one waits in it, and its dialogs', async () => {
    const alice = await scene.arrive('Alice');
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    await expectNoViolations(alice, 'alone');
    await alice.press('Show QR code');
    await alice.page.getByRole('dialog').waitFor();
    await expectNoViolations(alice, 'the QR code');
    await alice.page.keyboard.press('Escape');
    await alice.page.getByRole('dialog').waitFor({ state: 'detached' });
    await alice.page.keyboard.press('?');
    await alice.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await expectNoViolations(alice, 'the keyboard shortcuts');
  });

  it('with company, a call, a conversation and files', async () => {
    const { alice, bob } = await scene.pair();
    await expectNoViolations(alice, 'with company');

    await alice.press('Turn on camera');
    await bob.press('Unmute microphone');
    await bob.seesVideoOf('Alice');
    await expectNoViolations(alice, 'in a call');
    await expectNoViolations(bob, 'seeing somebody');

    await alice.say('hello, look at https://example.org and at `code`');
    await bob.say('```\nconst one = 1;\n```');
    await alice.seesMessage('const one');
    await bob.seesMessage('hello');
    await expectNoViolations(bob, 'with messages');

    await alice.sendFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await bob.seesTransfer('plan.txt', 'Offered');
    await expectNoViolations(bob, 'with an offer');
    await expectNoViolations(alice, 'while it waits');
    await bob.answer('plan.txt', 'Accept');
    await bob.seesTransfer('plan.txt', 'Done');
    await alice.sendFiles({ name: 'no.txt', mimeType: 'text/plain', buffer: Buffer.from('b') });
    await bob.answer('no.txt', 'Decline');
    await alice.seesTransfer('no.txt', 'Declined');
    await expectNoViolations(bob, 'with files that are done');
    await expectNoViolations(alice, 'with files that are declined');

    await alice.readsSafetyCode('Bob');
    await expectNoViolations(alice, 'the safety code');
    await alice.answersSafetyCode('Close');
    await alice.press('Close door');
    await bob.seesDoor('Door closed by somebody in the room');
    await expectNoViolations(bob, 'behind a closed door');
    await alice.page.evaluate('history.back()');
    await alice.page.getByRole('dialog', { name: 'Leave the room?' }).waitFor();
    await expectNoViolations(alice, 'the question before leaving');
  });

  it('with any part of the room on a phone', async () => {
    const { alice, bob } = await scene.pair();
    await bob.say('hello');
    await bob.sendFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await alice.seesTransfer('plan.txt', 'Offered');
    await alice.page.setViewportSize({ width: 360, height: 740 });
    const parts = alice.page.getByRole('navigation', { name: 'Parts of the room' });
    for (const part of ['Call', 'Chat', 'Files', 'People']) {
      const button = parts.getByRole('button', { name: part, exact: true });
      await button.click();
      await alice.page.locator('[aria-current="true"]', { hasText: part }).waitFor();
      expect(await violationsAsItIs(alice.page))
        .withContext(part)
        .toEqual([]);
    }
  });

  it('in a language that is read from right to left', async () => {
    const alice = await scene.arrive('Alice');
    await alice.fillIn(aRoom());
    await alice.press('Language');
    await alice.page.getByRole('radio', { name: 'العربية' }).check();
    await alice.page.locator('html[dir="rtl"]').waitFor();
    await alice.page.keyboard.press('Escape');
    await expectNoViolations(alice, 'the start page');
    await alice.page.locator('[aria-describedby="create-meaning"]').click();
    await alice.page.waitForURL('**/room');
    await alice.page.getByRole('status').first().waitFor();
    await expectNoViolations(alice, 'the room');
  });
});
