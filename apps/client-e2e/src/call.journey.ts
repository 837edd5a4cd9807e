import { aRoom, setScene } from './scene';

/** Keeps every connection of the page where a journey can ask for its statistics. Changes nothing. */
const KEEP_CONNECTIONS = `
  globalThis.connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      globalThis.connections.push(this);
    }
  };
`;

describe('A call', () => {
  const scene = setScene();

  it('shows and sounds on both sides: frames are decoded, more and more', async () => {
    const { alice, bob } = await scene.pair({ initScript: KEEP_CONNECTIONS });
    for (const person of [alice, bob]) {
      await person.press('Turn on camera');
      await person.press('Unmute microphone');
    }
    await Promise.all([alice.seesVideoOf('Bob'), bob.seesVideoOf('Alice')]);
    for (const person of [alice, bob]) {
      for (const [what, by] of [
        ['framesDecoded', 10],
        ['totalSamplesReceived', 48_000],
      ] as const) {
        const { before, after } = await person.page.evaluate(untilInboundGrows, { what, by });
        expect(after - before)
          .withContext(`${what} of ${person.name}`)
          .toBeGreaterThanOrEqual(by);
      }
    }
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('can be got ready for on a phone by whoever is alone still', async () => {
    const alice = await scene.arrive('Alice');
    await alice.page.setViewportSize({ width: 360, height: 740 });
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    await alice.press('Turn on camera');
    await alice.page.getByRole('button', { name: 'Turn off camera' }).waitFor();
    expect(alice.problems).toEqual([]);
  });

  it('shows who is muted', async () => {
    const { alice, bob } = await scene.pair();
    await alice.press('Unmute microphone');
    const tile = bob.onStage('Alice');
    await tile.getByText('Muted').waitFor({ state: 'hidden' });
    await alice.press('Mute microphone');
    await tile.getByText('Muted').waitFor();
    expect(await tile.innerText()).toContain('Muted');
  });

  it('shows who speaks, to oneself and to others', async () => {
    const { alice, bob } = await scene.pair({ initScript: STEADY_VOICE });
    await alice.press('Unmute microphone');
    for (const person of [alice, bob]) {
      await person.onStage('Alice').getByText('Speaking').waitFor();
      expect(await person.onStage('Bob').getByText('Speaking').count()).toBe(0);
    }
    await alice.press('Mute microphone');
    for (const person of [alice, bob])
      await person.onStage('Alice').getByText('Speaking').waitFor({ state: 'detached' });
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('tells how it fares, and more at a press', async () => {
    const { alice, bob } = await scene.pair();
    await bob.press('Turn on camera');
    await alice.seesVideoOf('Bob');
    const fares = alice.onStage('Bob').getByRole('button', { name: /^Connection with Bob: / });
    await fares.click();
    const details = alice.page.getByRole('dialog', { name: 'Connection with Bob' });
    await details.getByText('Direct, from browser to browser (UDP)').waitFor();
    await details
      .getByText(/^[1-9][\d,]* kbit\/s$/)
      .first()
      .waitFor();
    await details.getByText(/^\d+ × \d+, \d+ pictures? a second$/).waitFor();
    await alice.page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('shows no picture, and keeps no camera, after it was turned off', async () => {
    const { alice, bob } = await scene.pair({ initScript: KEEP_TRACKS });
    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
    await alice.press('Turn off camera');
    await bob.seesNoVideoOf('Alice');
    expect(await alice.page.evaluate('tracks.map((track) => track.readyState)')).toEqual(['ended']);

    await alice.press('Turn on camera');
    await bob.seesVideoOf('Alice');
  });

  it('survives that both turn on their cameras at the same moment', async () => {
    const { alice, bob } = await scene.pair();
    await Promise.all([alice.press('Turn on camera'), bob.press('Turn on camera')]);
    await Promise.all([alice.seesVideoOf('Bob'), bob.seesVideoOf('Alice')]);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});

/** A microphone that hears a tone, as the browser's own fake only clicks. */
const STEADY_VOICE = `
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted.audio) return ask(wanted);
    const context = new AudioContext();
    const tone = new OscillatorNode(context);
    const destination = context.createMediaStreamDestination();
    tone.connect(destination);
    tone.start();
    return destination.stream;
  };
`;

/** Keeps every track that a device has given. Changes nothing. */
const KEEP_TRACKS = `
  globalThis.tracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
`;

/**
 * Runs in the page: waits until a number, summed over all inbound streams, has grown. What never
 * grows is ended by the journey's own limit.
 */
async function untilInboundGrows({ what, by }: { readonly what: string; readonly by: number }) {
  const { connections } = globalThis as unknown as { connections: readonly RTCPeerConnection[] };
  const sum = async () => {
    let total = 0;
    for (const connection of connections) {
      const reports: ReadonlyMap<string, Record<string, unknown>> = await connection.getStats();
      for (const report of reports.values()) {
        const value = report['type'] === 'inbound-rtp' ? report[what] : undefined;
        if (typeof value === 'number') total += value;
      }
    }
    return total;
  };
  const before = await sum();
  let after = before;
  while (after < before + by) {
    await new Promise(requestAnimationFrame);
    after = await sum();
  }
  return { before, after };
}
