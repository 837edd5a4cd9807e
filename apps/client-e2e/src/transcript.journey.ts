import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { findLeaks } from './leak-scan';
import { Person } from './person';
import { RecordingProxy } from './recording-proxy';
import { meet, setScene } from './scene';

const PASSWORD = 'correct horse battery staple';
const MESSAGE = 'the heron lands at midnight — Привіт';
const FILE = { name: 'blueprint-7741.bin', mimeType: 'application/octet-stream' };

describe('What the gateway gets to see', () => {
  const scene = setScene();

  it('holds nothing that two people say, send, are called, or are reached by', async () => {
    const proxy = await RecordingProxy.before(scene.gateway.url);
    const alice = await Person.arrive('Alice Liddell', { url: proxy.url });
    const bob = await Person.arrive('Bob Fossil', { url: proxy.url });
    const content = randomBytes(300_000);

    await meet(alice, bob, { number: '482193067', password: PASSWORD });
    await alice.say(MESSAGE);
    await alice.seesMessage(MESSAGE, 'Delivered');
    await bob.say(MESSAGE);
    await bob.seesMessage(MESSAGE, 'Delivered');
    for (const person of [alice, bob]) {
      await person.press('Turn on camera');
      await person.press('Unmute microphone');
    }
    await Promise.all([alice.seesVideoOf('Bob Fossil'), bob.seesVideoOf('Alice Liddell')]);
    await alice.sendFiles({ ...FILE, buffer: content });
    await bob.answer(FILE.name, 'Accept');
    await alice.seesTransfer(FILE.name, 'Done');
    await bob.leave();
    await alice.leave();

    const frames = proxy.transcript.filter(({ kind }) => kind === 'text' || kind === 'binary');
    // The recorder has seen both directions of the whole admission, or the scan would mean nothing.
    const heard = Buffer.concat(frames.map(({ bytes }) => bytes)).toString();
    for (const event of ['knock', 'offered', 'answer', 'admitted', 'take', 'relay', 'relayed']) {
      expect(heard).toContain(`"${event}"`);
    }

    const secrets: Readonly<Record<string, string | Uint8Array>> = {
      password: PASSWORD,
      'password, canonical': PASSWORD.replaceAll(' ', '-'),
      'name of Alice': 'Alice Liddell',
      'name of Bob': 'Bob Fossil',
      message: MESSAGE,
      'file name': FILE.name,
      'file content': content.subarray(1000, 1032),
      candidate: 'candidate:',
      fingerprint: 'a=fingerprint',
      ...addressesOfThisMachine(),
    };
    // Also across frames: what was cut in two by chance would be found in the whole.
    const haystacks = [
      ...proxy.transcript.filter(({ to, kind }) => to === 'gateway' || kind !== 'body'),
    ].map(({ bytes }) => bytes);
    for (const [what, secret] of Object.entries(secrets)) {
      for (const bytes of [...haystacks, Buffer.concat(haystacks)]) {
        expect(findLeaks(bytes, secret)).withContext(what).toEqual([]);
      }
    }

    // The same scan finds what is planted into the same transcript, in each of its forms.
    const planted = [
      Buffer.from(PASSWORD),
      ...[0, 1, 2].map((shift) =>
        Buffer.from(Buffer.concat([Buffer.alloc(shift), Buffer.from(PASSWORD)]).toString('base64')),
      ),
      Buffer.from(Buffer.from(PASSWORD).toString('hex')),
      Buffer.from(encodeURIComponent(PASSWORD)),
    ];
    const middle = haystacks.length >> 1;
    for (const leak of planted) {
      const leaky = [...haystacks.slice(0, middle), leak, ...haystacks.slice(middle)];
      expect(findLeaks(Buffer.concat(leaky), PASSWORD).length).toBeGreaterThan(0);
    }

    await Promise.all([alice.goesHome(), bob.goesHome()]);
    await proxy.close();
  });
});

/** The addresses that a candidate could give away; loopback says nothing about anybody. */
function addressesOfThisMachine(): Readonly<Record<string, string>> {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((entry) => entry && !entry.internal)
    .map((entry) => entry?.address ?? '');
  return Object.fromEntries(addresses.map((address) => [`address ${address}`, address]));
}
