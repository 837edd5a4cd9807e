import type { GatewayProcess } from './gateway-process';
import type { Place } from './network';
import type { Person, RoomDetails } from './person';
import { readTap } from './wire-tap';

/** Who and what there is when something goes wrong: alice sends, bob receives. */
export interface Story {
  gateway: GatewayProcess;
  readonly alice: Person;
  readonly bob: Person;
  readonly room: RoomDetails;
  /** The file's name, and where alice has it. */
  readonly name: string;
  readonly path: string;
  /** Where bob's browser stands; undefined on a machine that lets nobody lay a network. */
  readonly bobsPlace: Place | undefined;
}

/** Something that goes wrong in the middle of a file, and all that people then do about it. */
export interface Mishap {
  readonly name: string;
  readonly needsPlace?: true;
  happens(story: Story): Promise<void>;
}

export const MISHAPS: readonly Mishap[] = [
  {
    name: 'the gateway dies',
    happens: ({ gateway }) => gateway.kill(),
  },
  {
    name: 'the gateway dies and another one starts',
    happens: async (story) => {
      await story.gateway.kill();
      story.gateway = await story.gateway.replacement();
    },
  },
  {
    name: 'nothing arrives any more, and later it does',
    needsPlace: true,
    happens: async ({ alice, bob, bobsPlace }) => {
      await bobsPlace?.silence();
      await Promise.all([alice.sees('Reconnecting'), bob.sees('Reconnecting')]);
      await bobsPlace?.reconnect();
    },
  },
  {
    name: "bob's network goes away and comes back",
    needsPlace: true,
    happens: async ({ bob, bobsPlace }) => {
      await bobsPlace?.unplug();
      await bob.sees('Reconnecting');
      await bobsPlace?.reconnect();
    },
  },
  {
    name: 'bob reloads his page',
    happens: async ({ bob, room }) => {
      await bob.reloads();
      await bob.joinRoom(room);
    },
  },
  {
    name: "bob's browser crashes",
    happens: async ({ alice, bob, room }) => {
      await bob.crashes();
      await alice.sees('Reconnecting'); // before that, his seat is his
      await bob.startsAgain();
      await bob.joinRoom(room);
    },
  },
  {
    name: 'alice reloads her page',
    happens: async ({ alice, bob, room, name, path }) => {
      await alice.reloads();
      await alice.joinRoom(room);
      await alice.sees('Connected');
      await alice.sendFiles(path);
      await bob.seesTransfer(name, 'Offered');
      await bob.answer(name, 'Accept');
    },
  },
  {
    name: 'alice pauses',
    happens: ({ alice, bob, name }) => pauses(alice, [alice, bob], name),
  },
  {
    name: 'bob pauses',
    happens: ({ alice, bob, name }) => pauses(bob, [alice, bob], name),
  },
];

/** One of them holds the file back; nothing of it moves while they talk about it. */
async function pauses(who: Person, [alice, bob]: readonly [Person, Person], file: string) {
  await who.answer(file, 'Pause');
  await Promise.all([alice.seesTransfer(file, 'Paused'), bob.seesTransfer(file, 'Paused')]);
  // A message there and back is behind all that was on its way.
  await talk(alice, bob);
  const { dataBytesReceived: before } = await readTap(bob.page);
  await talk(alice, bob);
  const { dataBytesReceived: after } = await readTap(bob.page);
  expect(after - before)
    .withContext('bytes that arrived during the pause')
    .toBe(0);
  await who.answer(file, 'Resume');
}

async function talk(alice: Person, bob: Person): Promise<void> {
  const text = `line ${Math.random()}`;
  await alice.say(text);
  await bob.seesMessage(text);
  await bob.say(`${text}, yes`);
  await alice.seesMessage(`${text}, yes`);
}
