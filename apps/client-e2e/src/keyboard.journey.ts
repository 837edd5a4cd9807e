import { readFile } from 'node:fs/promises';
import { pressByKeyboard, typeByKeyboard } from './keyboard';
import type { Person } from './person';
import { aRoom, setScene } from './scene';

describe('The keyboard alone', () => {
  const scene = setScene();

  const button = ({ page }: Person, name: string) =>
    page.getByRole('button', { name, exact: true });
  const textbox = ({ page }: Person, name: string) =>
    page.getByRole('textbox', { name, exact: true });
  const press = async (person: Person, name: string) => {
    await pressByKeyboard(person.page, button(person, name));
  };
  const type = async (person: Person, field: string, text: string) => {
    await typeByKeyboard(person.page, textbox(person, field), text);
  };

  it('leads two people from the start page to a sent file, to a message and out again', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const { number, password } = aRoom();
    for (const [person, way] of [
      [alice, 'Create room'],
      [bob, 'Join room'],
    ] as const) {
      await type(person, 'Room number', number);
      await type(person, 'Password', password);
      await press(person, way);
      await person.sees(person === alice ? 'Waiting for others' : 'Connected');
    }
    await alice.sees('Connected');

    const chosen = alice.page.waitForEvent('filechooser'); // the system's own dialog
    await press(alice, 'Send files');
    const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('by keyboard') };
    await (await chosen).setFiles(file);
    await bob.seesTransfer('plan.txt', 'Offered');
    await press(bob, 'Accept');
    await Promise.all([
      alice.seesTransfer('plan.txt', 'Done'),
      bob.seesTransfer('plan.txt', 'Done'),
    ]);
    const downloaded = bob.page.waitForEvent('download');
    await press(bob, 'Save');
    expect(await readFile(await (await downloaded).path(), 'utf8')).toBe('by keyboard');

    await type(alice, 'Message', 'there it is');
    await alice.page.keyboard.press('Enter');
    await alice.seesMessage('there it is', 'Delivered');

    await press(bob, 'Leave room');
    await button(bob, 'Create room').waitFor();
    await alice.sees('Waiting for others');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});
