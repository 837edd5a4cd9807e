import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Client, ListeningGateway, commitment } from './listening-gateway';

/** What a forgotten room would weigh at the least: its maps alone are more. */
const BYTES_A_ROOM = 512;

describe('A gateway’s memory', () => {
  let gateway: ListeningGateway;

  beforeEach(async () => {
    gateway = await ListeningGateway.start({
      PACKETS_PER_SECOND: '100000',
      OPENS_PER_MINUTE: '100000',
    });
  });

  afterEach(() => gateway.stop());

  it('is the same after a thousand rooms as before', async () => {
    const person = await gateway.connect();
    await openAndLeave(person, 300); // what is compiled and cached once is paid for here
    const before = heapBytes();
    await openAndLeave(person, 1_000);
    expect(gateway.directory.counts).toEqual({ rooms: 0, sockets: 0 });
    expect(heapBytes() - before).toBeLessThan(1_000 * BYTES_A_ROOM);
  });

  async function openAndLeave(person: Client, rooms: number): Promise<void> {
    for (let count = 0; count < rooms; count += 1) {
      await person.granted('open', { v: 1, room: String(10_000 + count), cap: 8, rc: commitment });
      await person.hears('door');
      await person.granted('leave', {});
    }
  }
});

/** What is in use after everything that can be freed is freed. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void; // only a fresh context shows it
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
