import type { BrowserOptions } from './browser-process';
import { GatewayProcess } from './gateway-process';
import { Person, type RoomDetails } from './person';

/** One gateway for a suite of journeys, and people who are sent home after each. */
export interface Scene {
  readonly gateway: GatewayProcess;
  /** Opens a browser of their own at the gateway's start page. */
  arrive(name: string, options?: Partial<BrowserOptions>): Promise<Person>;
  /** Alice in a room of her own, and Bob who has joined her. */
  pair(options?: Partial<BrowserOptions>): Promise<{ alice: Person; bob: Person }>;
}

/** Sets the scene for the specs of the surrounding `describe`. Each spec gets an empty stage. */
export function setScene(): Scene {
  let gateway: GatewayProcess | undefined;
  let people: Person[] = [];

  beforeAll(async () => {
    gateway = await GatewayProcess.start();
  });
  afterEach(async () => {
    await Promise.all(people.map((person) => person.goesHome()));
    people = [];
  });
  afterAll(async () => {
    await gateway?.kill();
  });

  const scene: Scene = {
    get gateway() {
      if (!gateway) throw new Error('the scene is set by beforeAll');
      return gateway;
    },
    arrive: async (name, options) => {
      const person = await Person.arrive(name, { url: scene.gateway.url, ...options });
      people.push(person);
      return person;
    },
    pair: async (options) => {
      const [alice, bob] = await Promise.all([
        scene.arrive('Alice', options),
        scene.arrive('Bob', options),
      ]);
      await meet(alice, bob);
      return { alice, bob };
    },
  };
  return scene;
}

/** Alice and Bob, who stay in one room for all specs of the surrounding `describe`. */
export function keepPair(options?: Partial<BrowserOptions>): {
  readonly alice: Person;
  readonly bob: Person;
} {
  let gateway: GatewayProcess | undefined;
  const people: Person[] = [];
  beforeAll(async () => {
    const { url } = (gateway = await GatewayProcess.start());
    people.push(
      ...(await Promise.all(
        ['Alice', 'Bob'].map((name) => Person.arrive(name, { url, ...options })),
      )),
    );
    const [alice, bob] = people as [Person, Person]; // two names, two people
    await meet(alice, bob);
  }, 60_000); // two browsers and an Argon2id
  afterAll(async () => {
    await Promise.all(people.map((person) => person.goesHome()));
    await gateway?.kill();
  });
  const at = (index: number) => {
    const person = people[index];
    if (!person) throw new Error('the pair meets in beforeAll');
    return person;
  };
  return {
    get alice() {
      return at(0);
    },
    get bob() {
      return at(1);
    },
  };
}

/** Alice creates a room, Bob joins it, and both see that they are connected. */
export async function meet(alice: Person, bob: Person, room = aRoom()): Promise<RoomDetails> {
  await alice.createRoom(room);
  await alice.sees('Waiting for others');
  await bob.joinRoom(room);
  await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
  return room;
}

/** A number that no other journey uses, and a password. */
export function aRoom(): RoomDetails {
  const number = String(100_000_000 + Math.floor(Math.random() * 900_000_000));
  return { number, password: 'correct horse battery staple' };
}
