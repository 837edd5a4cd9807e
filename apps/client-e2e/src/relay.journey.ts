import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import type { BrowserOptions } from './browser-process';
import { GatewayProcess } from './gateway-process';
import { Person } from './person';
import { aRoom, meet } from './scene';
import { KEEP_TOLD, candidatesIn, describedAddressesIn, toldOn } from './told-addresses';
import { TurnServer } from './turn-server';

const SECRET = 'a secret that the relay and the gateway share';
const HIDE = 'Hide my IP address';
/** Says nothing about anybody. */
const NOWHERE = ['0.0.0.0', '::'];

describe('With a relay', () => {
  let turn: TurnServer;
  let gateway: GatewayProcess;
  let alice: Person;
  let bob: Person;

  beforeEach(async () => {
    turn = await TurnServer.listen({ secret: SECRET });
    gateway = await GatewayProcess.start({ env: { TURN_URLS: turn.url, TURN_SECRET: SECRET } });
    [alice, bob] = await Promise.all([arrive('Alice', gateway), arrive('Bob', gateway)]);
  });
  afterEach(async () => {
    await Promise.all([alice.goesHome(), bob.goesHome()]);
    await gateway.kill();
    await turn.close();
  });

  it('alice hides her address: bob gets none of hers, and all that they share goes through the relay', async () => {
    await hideAddress(alice);
    await meet(alice, bob);
    await seePath('Relayed', alice, bob);
    await shareEverything(alice, bob);

    await expectHidden(alice, bob);
    const hers = await allocationsOf(alice, turn);
    const sent = hers.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    expect(sent).toBeGreaterThan(FILE.buffer.length);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('bob, who joins, hides his address from alice', async () => {
    await hideAddress(bob);
    await meet(alice, bob);
    await seePath('Relayed', alice, bob);
    await shareEverything(alice, bob);
    await expectHidden(bob, alice);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('both hide their addresses from each other', async () => {
    await Promise.all([hideAddress(alice), hideAddress(bob)]);
    await meet(alice, bob);
    await seePath('Relayed', alice, bob);
    await shareEverything(alice, bob);
    await expectHidden(alice, bob);
    await expectHidden(bob, alice);
    // From one relayed address to another: the peer of each is the other's.
    const [hers, his] = [await allocationsOf(alice, turn), await allocationsOf(bob, turn)];
    // One interface each: a browser may change from one to the other in the middle of a file.
    const sentBytes = hers.reduce((sum, allocation) => sum + allocation.sentBytes, 0);
    expect(sentBytes).toBeGreaterThan(FILE.buffer.length);
    const peers = hers.flatMap((allocation) => [...allocation.peers]);
    expect(peers.some((peer) => his.some(({ relayed }) => relayed === peer))).toBeTrue();
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('nobody hides: they are connected directly, and the same search finds the addresses', async () => {
    await meet(alice, bob);
    await seePath('Direct', alice, bob);
    for (const [one, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      for (const texts of [(await toldOn(one)).told, (await toldOn(other)).heard]) {
        const hosts = candidatesIn(texts).filter(({ type }) => type === 'host');
        expect(hosts.length).withContext(one.name).toBeGreaterThan(0);
        expect(ownAddressesIn(texts).length).withContext(one.name).toBeGreaterThan(0);
      }
    }
    expect((await toldOn(bob)).states).toContain('connected');
  });
});

describe('Without a relay', () => {
  it('nobody can ask to be hidden, and the page says why', async () => {
    const gateway = await GatewayProcess.start();
    const alice = await arrive('Alice', gateway);
    await alice.press('Options');
    const hide = alice.page.getByRole('switch', { name: HIDE, disabled: true });
    await hide.waitFor();
    await alice.page.getByText('no relay is set up').waitFor();
    const described = await hide.evaluate((element) => {
      const id = element.getAttribute('aria-describedby') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    });
    expect(described).toContain('no relay is set up');
    expect(described).toContain('can see your IP address');
    await hide.click({ force: true }); // as somebody would who does not believe it
    expect(await hide.isChecked()).toBeFalse();
    await alice.goesHome();
    await gateway.kill();
  });
});

describe('With a relay that is dead', () => {
  let gateway: GatewayProcess;
  beforeEach(async () => {
    const env = { TURN_URLS: await closedRelay(), TURN_SECRET: SECRET };
    gateway = await GatewayProcess.start({ env });
  });
  afterEach(async () => {
    await gateway.kill();
  });

  for (const [hiding, sentence] of [
    ['Alice', /no network path.*relay/s],
    ['Bob', /IP address has stayed hidden/],
  ] as const) {
    it(`${hiding.toLowerCase()} hides: bob is told why he cannot join, and no path comes about`, async () => {
      const [alice, bob] = await Promise.all([arrive('Alice', gateway), arrive('Bob', gateway)]);
      const [hidden, other] = hiding === 'Alice' ? [alice, bob] : [bob, alice];
      await hideAddress(hidden);
      const room = aRoom();
      await alice.createRoom(room);
      await alice.sees('Waiting for others');
      await bob.joinRoom(room);

      expect(await bob.readsRefusal()).toMatch(sentence);
      expect(await bob.typed()).toEqual(room);
      await alice.sees('Waiting for others');

      await expectHidden(hidden, other, { reached: false });
      // The other side has told its addresses: the hidden one could have used them, and did not.
      expect(candidatesIn((await toldOn(hidden)).heard).length).toBeGreaterThan(0);
      for (const person of [alice, bob]) {
        const { states } = await toldOn(person);
        expect(states).withContext(person.name).not.toContain('connected');
        expect(states).withContext(person.name).not.toContain('completed');
      }
      await Promise.all([alice.goesHome(), bob.goesHome()]);
    });
  }
});

const FILE = {
  name: 'through the relay.bin',
  mimeType: 'application/octet-stream',
  buffer: Buffer.alloc(3_000_000, 'relayed'),
};

function arrive(name: string, { url }: GatewayProcess): Promise<Person> {
  const options: BrowserOptions = { url, initScript: KEEP_TOLD };
  return Person.arrive(name, options);
}

async function hideAddress({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Options' }).click();
  const hide = page.getByRole('switch', { name: HIDE, disabled: false });
  await hide.click();
  await page.getByRole('switch', { name: HIDE, checked: true }).waitFor();
}

/** Each sees by which path the other is there. */
async function seePath(path: 'Direct' | 'Relayed', ...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const entry = person.page.getByRole('list', { name: 'People' }).getByRole('listitem');
    await entry.filter({ hasText: path }).waitFor();
    expect((await person.readsPeople()).join())
      .withContext(person.name)
      .toContain(path);
  }
}

/** A message, a file and a camera, from the first person to the second, who does the same but the file. */
async function shareEverything(one: Person, other: Person): Promise<void> {
  await one.say('through the relay');
  await one.seesMessage('through the relay', 'Delivered');
  await other.say('and back');
  await other.seesMessage('and back', 'Delivered');
  await Promise.all([one.press('Turn on camera'), other.press('Turn on camera')]);
  await Promise.all([one.seesVideoOf(other.name), other.seesVideoOf(one.name)]);
  await one.sendFiles(FILE);
  await other.answer(FILE.name, 'Accept');
  await Promise.all([one.seesTransfer(FILE.name, 'Done'), other.seesTransfer(FILE.name, 'Done')]);
}

/** Nothing that the page told, and nothing that reached the other one, leads to this person. */
async function expectHidden(person: Person, other: Person, { reached = true } = {}): Promise<void> {
  for (const [whose, texts] of [
    [`told by ${person.name}`, (await toldOn(person)).told],
    [`heard by ${other.name}`, (await toldOn(other)).heard],
  ] as const) {
    const candidates = candidatesIn(texts);
    // The recorder has seen something, or the search would mean nothing.
    expect(texts.join('\n')).withContext(whose).toContain('v=0');
    expect(candidates.length > 0)
      .withContext(`${whose}: candidates`)
      .toBe(reached);
    for (const { type, relatedTo } of candidates) {
      expect(type).withContext(whose).toBe('relay');
      expect(['', ...NOWHERE.map((address) => `${address}:0`)])
        .withContext(whose)
        .toContain(relatedTo);
    }
    for (const address of describedAddressesIn(texts))
      expect(NOWHERE).withContext(whose).toContain(address);
    expect(ownAddressesIn(texts)).withContext(whose).toEqual([]);
  }
}

/**
 * The addresses of this machine's interfaces that occur in the texts. Where relayed addresses are
 * on the loopback interface themselves (not on Linux), that one cannot be told apart.
 */
function ownAddressesIn(texts: readonly string[]): readonly string[] {
  const all = texts.join('\n');
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal }) => !internal || process.platform === 'linux')
    .map(({ address }) => address)
    .filter((address) =>
      new RegExp(`(?<![\\w.:])${address.replaceAll('.', '\\.')}(?![\\w.:])`).test(all),
    );
}

/** What the relay did for the person: the allocations whose addresses they have told. */
async function allocationsOf(person: Person, turn: TurnServer) {
  const told = new Set(candidatesIn((await toldOn(person)).told).map(({ at }) => at));
  return turn.allocations.filter(({ relayed }) => told.has(relayed));
}

/** A relay's address at which nothing answers. */
async function closedRelay(): Promise<string> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return `turn:127.0.0.1:${port}?transport=udp`;
}
