import { type Locator, errors } from 'playwright-core';
import { GatewayProcess } from '../gateway-process';
import { Person, type RoomDetails } from '../person';
import { aRoom } from '../scene';
import { MaliciousGateway } from './malicious-gateway';

/** Alice and Bob, who stay for all journeys of a suite, in front of a gateway that is not to be trusted. */
export interface Stage {
  readonly gateway: MaliciousGateway;
  /** The real one behind it. */
  readonly honest: GatewayProcess;
  readonly alice: Person;
  readonly bob: Person;
  /** Somebody else, who is sent home after the journey. */
  arrive(name: string): Promise<Person>;
  /** Alice waits in a room of her own. */
  aliceWaits(room?: RoomDetails): Promise<RoomDetails>;
  /** Alice waits in a room of her own, Bob has joined her, and both see it. */
  meet(): Promise<RoomDetails>;
  /**
   * Turns the clocks of both pages forward, second by second, until it is there: what a person
   * would see after a wait. Says nothing where it does not come; the journey's own look will.
   */
  timeGoesBy(until: Locator): Promise<void>;
}

/** Sets the stage for the specs of the surrounding `describe`. Each begins at the start page. */
export function setStage(): Stage {
  let cast: Pick<Stage, 'gateway' | 'honest' | 'alice' | 'bob'> | undefined;
  let guests: Person[] = [];
  const noted = new Map<Person, number>();

  beforeAll(async () => {
    // A knock that Alice does not answer is soon another member's.
    const honest = await GatewayProcess.start({ env: { OFFER_MS: '800' } });
    const gateway = await MaliciousGateway.before(honest.url);
    const [alice, bob] = await Promise.all([
      arriveWatched('Alice', gateway.url),
      arriveWatched('Bob', gateway.url),
    ]);
    for (const { page } of [alice, bob]) await page.clock.install(); // runs on as ever until it is turned
    cast = { honest, gateway, alice, bob };
  });
  beforeEach(async () => {
    const { gateway, alice, bob } = stage;
    gateway.repent();
    for (const { page } of [alice, bob]) await page.clock.resume(); // a journey may have stopped it
    await Promise.all([alice.page.goto(gateway.url), bob.page.goto(gateway.url)]);
    for (const person of [alice, bob]) noted.set(person, person.problems.length);
  });
  afterEach(async () => {
    const { gateway, alice, bob } = stage;
    expect(gateway.faults).withContext('mistakes of the attack').toEqual([]);
    gateway.faults.length = 0;
    for (const person of [alice, bob]) {
      expect(person.problems.slice(noted.get(person)))
        .withContext(person.name)
        .toEqual([]);
    }
    await Promise.all(guests.map((guest) => guest.goesHome()));
    guests = [];
  });
  afterAll(async () => {
    if (!cast) return;
    await Promise.all([cast.alice.goesHome(), cast.bob.goesHome()]);
    await cast.gateway.close();
    await cast.honest.kill();
  });

  const members = () => {
    if (!cast) throw new Error('the stage is set by beforeAll');
    return cast;
  };
  const stage: Stage = {
    get gateway() {
      return members().gateway;
    },
    get honest() {
      return members().honest;
    },
    get alice() {
      return members().alice;
    },
    get bob() {
      return members().bob;
    },
    arrive: async (name) => {
      const guest = await arriveWatched(name, stage.gateway.url);
      guests.push(guest);
      return guest;
    },
    aliceWaits: async (room = aRoom()) => {
      await stage.alice.createRoom(room);
      await stage.alice.sees('Waiting for others');
      return room;
    },
    meet: async () => {
      const { alice, bob } = stage;
      const room = await stage.aliceWaits();
      await bob.joinRoom(room);
      await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
      return room;
    },
    timeGoesBy: async (until) => {
      for (let turn = 0; turn < A_MINUTE_OF_TURNS; turn += 1) {
        for (const { page } of [stage.alice, stage.bob]) await page.clock.fastForward(TURN_MS);
        // What a timer has set off takes its time on the wire and on the screen.
        const seen = until
          .filter({ visible: true })
          .first()
          .waitFor({ timeout: TURN_MS / 10 });
        if (await seen.then(() => true, onlyTimeout)) return;
      }
    },
  };
  return stage;
}

/** The safety code that the page shows for the one other person: its digits, then its emoji by name. */
export async function readsSafetyCode({ page }: Person): Promise<readonly string[]> {
  await page.getByRole('button', { name: 'Safety code' }).click();
  const dialog = page.getByRole('dialog', { name: /^Safety code/ });
  const digits = dialog.getByText(/\d{3}\s\d{3}\s\d{3}/);
  const emoji = dialog.getByRole('list', { name: 'Emoji' }).getByRole('listitem');
  const code = [await digits.innerText(), ...(await emoji.allInnerTexts())];
  await dialog.getByRole('button', { name: 'Close' }).click();
  return code;
}

/** Every connection state that the page has shown since it was loaded, however shortly. */
export function hasShown({ page }: Person): Promise<readonly string[]> {
  return page.evaluate('[...globalThis.shown]');
}

/** Remembers each text of a status or of somebody in the list of people. Changes nothing. */
const WATCH = `
  globalThis.shown = new Set();
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('[role="status"], [aria-label="People"] li'))
      shown.add(element.textContent.trim());
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** Shorter than any deadline of the client, so that a turn does not end what is only slow. */
const TURN_MS = 2_000;
const A_MINUTE_OF_TURNS = 30;

/** That something is not there yet is an answer. */
function onlyTimeout(error: unknown): false {
  if (error instanceof errors.TimeoutError) return false;
  throw error;
}

const arriveWatched = (name: string, url: string) =>
  Person.arrive(name, { url, initScript: WATCH });
