import { GatewayProcess } from './gateway-process';
import { Person } from './person';
import { meet } from './scene';

describe('When the gateway dies', () => {
  it('two people who are connected talk, see each other and hand over files as before', async () => {
    const gateway = await GatewayProcess.start();
    const alice = await Person.arrive('Alice', { url: gateway.url });
    const bob = await Person.arrive('Bob', { url: gateway.url });
    await meet(alice, bob);

    await gateway.kill();

    await alice.say('still here?');
    await alice.seesMessage('still here?', 'Delivered');
    await bob.say('as ever');
    await bob.seesMessage('as ever', 'Delivered');

    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    await bob.press('Share screen');
    await alice.seesScreenOf('Bob');
    await bob.press('Stop sharing');
    await alice.seesNoScreenOf('Bob');

    await bob.sendFiles({
      name: 'after.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(5_000_000, 7),
    });
    await alice.answer('after.bin', 'Accept');
    await Promise.all([
      alice.seesTransfer('after.bin', 'Done'),
      bob.seesTransfer('after.bin', 'Done'),
    ]);
    await alice.sees('Connected');
    expect(await alice.readsDoor()).toContain('nobody');

    await Promise.all([alice.goesHome(), bob.goesHome()]);
  });
});
