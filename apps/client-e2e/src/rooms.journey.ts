import { GatewayProcess } from './gateway-process';
import { Person } from './person';
import { aRoom, meet, setScene } from './scene';

describe('Rooms', () => {
  const scene = setScene();

  it('are created with a number and a password, and joined by whoever knows both', async () => {
    const { alice, bob } = await scene.pair();
    await Promise.all([alice.seesPerson('Bob'), bob.seesPerson('Alice')]);
    expect((await alice.readsPeople()).join()).toContain('Direct');
    expect((await bob.readsPeople()).join()).toContain('Direct');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('are joined by an invite link, which leaves no trace in the address bar', async () => {
    const alice = await scene.arrive('Alice');
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');
    const link = await alice.copiesInvite();
    expect(link).toBe(`${scene.gateway.url}/#${room.number}/${encodeURIComponent(room.password)}`);

    const bob = await scene.arrive('Bob', { url: link });
    expect(await bob.typed()).toEqual(room);
    expect(bob.page.url()).toBe(`${scene.gateway.url}/`);
    await bob.press('Join room');
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);

    for (const person of [alice, bob]) {
      expect(person.page.url()).toBe(`${scene.gateway.url}/room`);
      expect(await person.page.title()).not.toContain(room.number);
    }
  });

  it('tell a wrong password, keep what was typed, and let the right one in without a reload', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');

    const wrong = { ...room, password: 'incorrect horse' };
    await bob.joinRoom(wrong);
    expect(await bob.readsRefusal()).toMatch(/password is wrong.*2 tries are left/s);
    expect(await bob.typed()).toEqual(wrong);
    await alice.sees('Waiting for others');
    expect((await alice.readsPeople()).join()).not.toContain('Bob');

    await bob.joinRoom(room);
    await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
  });

  it('refuse a number that is taken', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');
    await bob.createRoom(room);
    expect(await bob.readsRefusal()).toContain('taken');
    expect(await bob.typed()).toEqual(room);
  });

  it('refuse a number that nobody has created', async () => {
    const bob = await scene.arrive('Bob');
    const room = aRoom();
    await bob.joinRoom(room);
    expect(await bob.readsRefusal()).toContain('no room with this number');
    expect(await bob.typed()).toEqual(room);
  });

  it('refuse one person more than they hold', async () => {
    const [alice, bob, carol] = await Promise.all(
      ['Alice', 'Bob', 'Carol'].map((name) => scene.arrive(name)),
    );
    if (!alice || !bob || !carol) throw new Error('three were asked for');
    const room = await meet(alice, bob);
    await carol.joinRoom(room);
    expect(await carol.readsRefusal()).toContain('full');
    await alice.sees('Connected');
  });

  it('are gone when the last one has left', async () => {
    const { alice, bob } = await scene.pair();
    const room = aRoom();
    await bob.leave();
    await alice.seesNoPerson('Bob');
    await alice.sees('Waiting for others');
    await alice.leave();
    await bob.joinRoom(room);
    expect(await bob.readsRefusal()).toContain('no room');
  });

  it('show within seconds that somebody has closed the page', async () => {
    const { alice, bob } = await scene.pair();
    await bob.page.close();
    await alice.seesNoPerson('Bob');
    await alice.sees('Waiting for others');
    expect((await alice.readsPeople()).join()).not.toContain('Bob');
  });

  it('show within seconds that somebody’s browser has crashed, and let them in again', async () => {
    const alice = await scene.arrive('Alice');
    const bob = await Person.arrive('Bob', { url: scene.gateway.url });
    const room = await meet(alice, bob);
    await bob.crashes();
    await alice.sees('Reconnecting');

    const bobAgain = await scene.arrive('Bob');
    await bobAgain.joinRoom(room);
    await Promise.all([alice.sees('Connected'), bobAgain.sees('Connected')]);
    expect((await alice.readsPeople()).filter((entry) => entry.includes('Bob')).length).toBe(1);
  });
});

describe('A start page', () => {
  it('says so when the gateway cannot be reached', async () => {
    const gateway = await GatewayProcess.start();
    const alice = await Person.arrive('Alice', { url: gateway.url });
    await gateway.kill();
    await alice.createRoom(aRoom());
    expect(await alice.readsRefusal()).toContain('cannot be reached');
    await alice.goesHome();
  });

  it('says so when it is not secure', async () => {
    const gateway = await GatewayProcess.start();
    const url = gateway.url.replace('localhost', 'insecure.test');
    const alice = await Person.arrive('Alice', {
      url,
      permissions: [], // there are none to be had
      flags: ['--host-resolver-rules=MAP insecure.test 127.0.0.1, MAP * ~NOTFOUND'],
    });
    expect(await alice.readsRefusal()).toContain('not loaded over a secure connection');
    await alice.goesHome();
    await gateway.kill();
  });
});
