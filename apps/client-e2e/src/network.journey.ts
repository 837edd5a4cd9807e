import { GatewayProcess } from './gateway-process';
import { Network, type Place, whyNoNetwork } from './network';
import { Person } from './person';
import { meet } from './scene';

const noNetwork = await whyNoNetwork();
if (noNetwork !== undefined) console.log(`!!! NOT CHECKED: lost paths, for ${noNetwork}`);

describe('Two people whose path is lost', () => {
  let network: Network | undefined;
  let gateway: GatewayProcess | undefined;
  let alice: Person;
  let bob: Person;
  let bobsPlace: Place;

  beforeEach(async () => {
    if (noNetwork !== undefined) pending(noNetwork);
    network = await Network.lay();
    const alicesPlace = await network.addPlace();
    bobsPlace = await network.addPlace();
    const { url } = (gateway = await GatewayProcess.start({ host: network.host }));
    // Browsers give a path up after seconds, and look for another one after some more.
    const patienceMs = 60_000;
    [alice, bob] = await Promise.all([
      Person.arrive('Alice', { url, place: alicesPlace, patienceMs }),
      Person.arrive('Bob', { url, place: bobsPlace, patienceMs }),
    ]);
    await meet(alice, bob);
  });
  afterEach(async () => {
    if (noNetwork !== undefined) return;
    await Promise.all([alice.goesHome(), bob.goesHome()]);
    await gateway?.kill();
    network?.close();
  });

  for (const [how, lose] of [
    ['without a word from the machine', () => bobsPlace.silence()],
    ["with bob's whole network", () => bobsPlace.unplug()],
  ] as const) {
    it(`${how} hear each other again when it is back, and what was said meanwhile`, async () => {
      await lose();
      await Promise.all([alice.sees('Reconnecting'), bob.sees('Reconnecting')]);
      await alice.say('can you hear me?');
      await bobsPlace.reconnect();
      await Promise.all([alice.sees('Connected'), bob.sees('Connected')]);
      await bob.seesMessage('can you hear me?');
      await alice.seesMessage('can you hear me?', 'Delivered');
      // That the gateway cannot be reached is the browser's to say.
      const wrong = [...alice.problems, ...bob.problems].filter(
        (problem) => !problem.includes('WebSocket connection'),
      );
      expect(wrong).toEqual([]);
    });
  }
});
