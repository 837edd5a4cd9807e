import { once } from 'node:events';
import { type Server as HttpServer, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Socket, io } from 'socket.io-client';
import { MaliciousGateway } from './malicious-gateway';
import { lose } from './script';

const SEAT = 'AAAAAAAAAAAAAAAAAAAAAA';
const RELAY = { to: SEAT, blob: 'AQID' };

describe('MaliciousGateway', () => {
  let honest: HonestGateway;
  let gateway: MaliciousGateway;
  let alice: Socket;
  let told: [name: string, body: unknown][];

  beforeEach(async () => {
    honest = await HonestGateway.start();
    gateway = await MaliciousGateway.before(honest.url);
    alice = io(gateway.url, { transports: ['websocket'], forceNew: true, reconnection: false });
    told = [];
    alice.onAny((name: string, body: unknown) => told.push([name, body]));
    await new Promise<void>((resolve) => alice.once('connect', resolve));
  });
  afterEach(async () => {
    alice.disconnect();
    await gateway.close();
    await honest.stop();
  });

  const ask = (name: string, body: unknown): Promise<unknown> => alice.emitWithAck(name, body);
  const hears = async (count: number) => {
    while (told.length < count) await once(honest.inbox, 'told');
    return told;
  };

  it('serves what the gateway serves', async () => {
    const answer = await fetch(`${gateway.url}/page`);
    expect(await answer.text()).toBe('the page at /page');
    expect(answer.headers.get('x-probe')).toBe('here');
  });

  it('passes requests, acknowledgements and notices on unchanged and in order', async () => {
    expect(await ask('relay', RELAY)).toEqual({ ok: true });
    expect(honest.asked).toEqual([['relay', RELAY]]);
    // The real gateway tells these two with one acknowledgement before and one after.
    alice.on('joined', () => honest.inbox.emit('told'));
    await ask('leave', {});
    expect(await hears(1)).toEqual([['joined', { seat: SEAT }]]);
    expect(gateway.heard.map(({ how, name }) => `${how} ${name}`)).toEqual([
      'asked relay',
      'answered relay',
      'asked leave',
      'told joined',
      'answered leave',
    ]);
    expect(gateway.played).toBe(0);
  });

  it('lets a script change, answer and lose a request', async () => {
    const changed = { to: SEAT, blob: 'BAUG' };
    gateway.play(() => ({
      requests: {
        relay: ({ pass }) => {
          pass(changed as never);
        },
      },
    }));
    await ask('relay', RELAY);
    expect(honest.asked).toEqual([['relay', changed]]);

    gateway.play(() => ({
      requests: {
        relay: ({ answer }) => {
          answer('rubbish');
        },
      },
    }));
    expect(await ask('relay', RELAY)).toBe('rubbish');
    gateway.play(() => ({ requests: { relay: lose } }));
    await expectAsync(alice.timeout(100).emitWithAck('relay', RELAY)).toBeRejected();
    expect(honest.asked.length).toBe(1);
    expect(gateway.played).toBe(1);
  });

  it('lets a script change an acknowledgement, and change, repeat and lose a notice', async () => {
    gateway.play(() => ({
      replies: {
        relay: ({ body, pass }) => {
          pass({ ...body, more: 1 });
        },
      },
      notices: {
        joined: ({ pass }) => {
          pass({ seat: 'x' });
          pass();
        },
      },
    }));
    expect(await ask('relay', RELAY)).toEqual({ ok: true, more: 1 });
    await ask('leave', {});
    expect(told).toEqual([
      ['joined', { seat: 'x' }],
      ['joined', { seat: SEAT }],
    ]);
    gateway.play(() => ({ notices: { joined: lose } }));
    await ask('leave', {});
    expect(told.length).toBe(2);
  });

  it('invents notices, and asks in a browser’s name', async () => {
    await ask('relay', RELAY);
    const [line] = gateway.lines;
    line?.tell('left', 7);
    expect(await line?.ask('leave', {})).toEqual({ ok: true });
    await ask('relay', RELAY);
    expect(told.map(([name]) => name)).toEqual(['left', 'joined']);
  });

  it('keeps a goodbye a goodbye, and a loss a loss', async () => {
    for (const [goes, reason] of [
      [() => alice.disconnect(), 'client namespace disconnect'],
      [() => alice.io.engine.close(), 'transport close'],
    ] as const) {
      alice.connect();
      await ask('relay', RELAY);
      goes();
      const [said] = (await once(honest.inbox, 'gone')) as [string];
      expect(said).toBe(reason);
    }
  });

  it('reports the mistakes of a script instead of swallowing them', async () => {
    gateway.play(() => ({
      requests: {
        relay: ({ pass }) => {
          pass();
          throw new Error('at once');
        },
        leave: async ({ pass }) => {
          pass();
          await Promise.resolve();
          throw new Error('later');
        },
      },
    }));
    await ask('relay', RELAY);
    await ask('leave', {});
    expect(gateway.faults.map(String)).toEqual(['Error: at once', 'Error: later']);
  });
});

/** Grants everything; a `leave` causes a notice before it is acknowledged. */
class HonestGateway {
  readonly asked: [name: string, body: unknown][] = [];
  readonly inbox: import('node:events').EventEmitter;

  static async start(): Promise<HonestGateway> {
    const server = createServer((request, response) => {
      response.setHeader('x-probe', 'here');
      response.end(`the page at ${request.url ?? ''}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HonestGateway(server);
  }

  private constructor(private readonly server: HttpServer) {
    const sockets = new Server(server, { transports: ['websocket'] });
    this.inbox = sockets.engine;
    sockets.on('connection', (socket) => {
      socket.onAny((name: string, body: unknown, acknowledge: (reply: unknown) => void) => {
        this.asked.push([name, body]);
        if (name === 'leave') socket.emit('joined', { seat: SEAT });
        acknowledge({ ok: true });
      });
      socket.on('disconnect', (reason) => this.inbox.emit('gone', reason));
    });
    this.stop = async () => {
      await sockets.close();
    };
  }

  readonly stop: () => Promise<void>;

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`; // listening on TCP
  }
}
