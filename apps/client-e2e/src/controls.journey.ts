import type { Locator, Page } from 'playwright-core';
import type { Person } from './person';
import { setScene } from './scene';

type Role = Parameters<Page['getByRole']>[0];

/** Roles and names by which people with a screen reader find what there is to use. */
type Controls = readonly (readonly [role: Role, ...names: readonly string[]])[];

const START: Controls = [
  ['textbox', 'Room number', 'Password', 'Your name'],
  ['button', 'Create room', 'Join room', 'Suggest', 'Show password', 'Language', 'Theme'],
  ['switch', 'Hide my IP address'],
  ['combobox', 'Room size'],
];
const ROOM: Controls = [
  ['button', 'Copy invite link', 'Show QR code', 'Close door', 'Leave room'],
  ['list', 'People', 'Files'],
  ['region', 'Stage'],
  ['log', 'Messages'],
  ['textbox', 'Message'],
  ['button', 'Turn on camera', 'Unmute microphone', 'Share screen', 'Devices'],
  ['button', 'Send message', 'Send files', 'Send folder'],
];

describe('A screen reader finds', () => {
  const scene = setScene();

  const expectAll = async (within: Page | Locator, controls: Controls) => {
    for (const [role, ...names] of controls) {
      for (const name of names) {
        const found = within.getByRole(role, { name, exact: true });
        expect(await found.count())
          .withContext(`${role} "${name}"`)
          .toBe(1);
      }
    }
  };
  const pressed = async (person: Person, from: string, to: string) => {
    await person.press(from);
    await person.page.getByRole('button', { name: to, exact: true }).waitFor();
  };

  it('every control of the start page, and its refusal', async () => {
    const { page } = await scene.arrive('Alice');
    // Folded away, they are one press away.
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('switch', { name: 'Hide my IP address' }).waitFor();
    await expectAll(page, START);
  });

  it('why somebody was refused, as an alert', async () => {
    const alice = await scene.arrive('Alice');
    await alice.joinRoom({ number: '739204188', password: 'nobody is there' });
    expect(await alice.readsRefusal()).toContain('no room with this number');
  });

  it('every control of a room, each person, each message and each file, by what they are called', async () => {
    const { alice, bob } = await scene.pair();
    const { page } = alice;
    await expectAll(page, ROOM);

    const people = page.getByRole('list', { name: 'People' }).getByRole('listitem');
    const other = people.filter({ hasText: 'Bob' });
    for (const words of ['Direct', 'Not verified']) {
      expect(await other.getByText(words, { exact: true }).count())
        .withContext(words)
        .toBe(1);
    }
    await alice.readsSafetyCode('Bob');
    const code = page.getByRole('dialog', { name: 'Safety code with Bob' });
    await expectAll(code, [['button', 'They match', 'They differ']]);
    await alice.answersSafetyCode('Close');

    await alice.onStage('Alice').waitFor();
    await alice.onStage('Bob').waitFor();
    await pressed(alice, 'Turn on camera', 'Turn off camera');
    await pressed(alice, 'Unmute microphone', 'Mute microphone');
    await pressed(alice, 'Close door', 'Open door');

    await alice.say('hello');
    await alice.seesMessage('hello', 'Delivered');
    const message = page
      .getByRole('log', { name: 'Messages' })
      .getByRole('article')
      .filter({ hasText: 'hello' });
    await message.hover();
    for (const name of ['Reply', 'React', 'Edit', 'Delete', 'Copy']) {
      expect(await message.getByRole('button', { name }).count())
        .withContext(name)
        .toBe(1);
    }

    await alice.sendFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await bob.seesTransfer('plan.txt', 'Offered');
    const offered = bob.page
      .getByRole('list', { name: 'Files' })
      .getByRole('listitem', { name: 'plan.txt' });
    await expectAll(offered, [['button', 'Accept', 'Decline']]);
    const waiting = page
      .getByRole('list', { name: 'Files' })
      .getByRole('listitem', { name: 'plan.txt' });
    await expectAll(waiting, [['button', 'Cancel']]);
    await bob.answer('plan.txt', 'Accept');
    await bob.seesTransfer('plan.txt', 'Done');
    await expectAll(offered, [['button', 'Save']]);
  });
});
