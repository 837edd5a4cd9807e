import { createHmac, randomBytes } from 'node:crypto';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  type StunAttribute,
  type StunMessage,
  type StunMethod,
  type TransportAddress,
  longTermKey,
  readAddress,
  readStunMessage,
  writeAddress,
  writeStunMessage,
} from './stun-message';
import { TurnServer } from './turn-server';

const SECRET = 'shared with the gateway';
const inAnHour = () => `${Math.floor(Date.now() / 1000) + 3600}:alice`;

describe('TurnServer', () => {
  let server: TurnServer;
  let alice: TurnClient;
  let bob: Socket;

  beforeEach(async () => {
    server = await TurnServer.listen({ secret: SECRET });
    alice = await TurnClient.of(server, inAnHour());
    bob = await socket();
  });
  afterEach(async () => {
    alice.close();
    bob.close();
    await server.close();
  });

  it('tells a client how it is seen', async () => {
    const answer = await alice.ask('binding', []);
    expect(addressIn(answer, 'xor-mapped-address')).toEqual(alice.at);
  });

  it('relays from an address of its own, and says so signed', async () => {
    const answer = await alice.allocate();
    expect(answer.class).toBe('success');
    expect(answer.isFrom(alice.key)).toBeTrue();
    expect(answer.attributes.get('lifetime')?.readUInt32BE()).toBe(600);
    const relayed = addressIn(answer, 'xor-relayed-address');
    expect(relayed.port).not.toBe(alice.at.port);
    expect(
      server.allocations.map(({ username, relayed: at, client }) => [username, at, client]),
    ).toEqual([
      [alice.username, `${relayed.address}:${relayed.port}`, `127.0.0.1:${alice.at.port}`],
    ]);
  });

  it('answers an allocation that is asked for twice as it did before', async () => {
    const first = await alice.allocate();
    const again = await alice.sendAgain();
    expect(addressIn(again, 'xor-relayed-address')).toEqual(
      addressIn(first, 'xor-relayed-address'),
    );
    expect(server.allocations.length).toBe(1);
  });

  it('asks who is there: realm and nonce, before anything else', async () => {
    const answer = await alice.ask('allocate', [UDP], { signed: false });
    expect(codeOf(answer)).toBe(401);
    expect(answer.attributes.get('realm')?.length).toBeGreaterThan(0);
    expect(answer.attributes.get('nonce')?.length).toBeGreaterThan(0);
    expect(server.allocations).toEqual([]);
  });

  it('refuses a password that does not follow from the secret', async () => {
    alice.key = longTermKey(alice.username, alice.realm, 'guessed');
    expect(codeOf(await alice.allocate())).toBe(401);
    expect(server.allocations).toEqual([]);
  });

  it('refuses credentials that have expired', async () => {
    const late = await TurnClient.of(server, `${Math.floor(Date.now() / 1000) - 1}:alice`);
    expect(codeOf(await late.allocate())).toBe(401);
    late.close();
  });

  it('refuses a nonce that it did not give, and gives one', async () => {
    const { nonce } = alice;
    alice.nonce = 'another';
    const answer = await alice.allocate();
    expect(codeOf(answer)).toBe(438);
    expect(answer.attributes.get('nonce')?.toString()).toBe(nonce);
  });

  it('refuses what is not UDP over IPv4, and a second allocation in the place of the first', async () => {
    expect(
      codeOf(await alice.ask('allocate', [['requested-transport', Buffer.from([6, 0, 0, 0])]])),
    ).toBe(442);
    expect(
      codeOf(
        await alice.ask('allocate', [UDP, ['requested-address-family', Buffer.from([2, 0, 0, 0])]]),
      ),
    ).toBe(440);
    await alice.allocate();
    expect(codeOf(await alice.allocate())).toBe(437);
  });

  it('refuses everything to somebody who has no allocation, or has another’s', async () => {
    expect(codeOf(await alice.permit(addressOf(bob)))).toBe(437);
    await alice.allocate();
    alice.username = `${inAnHour()}-and-more`;
    alice.key = longTermKey(alice.username, alice.realm, passwordOf(alice.username));
    expect(codeOf(await alice.permit(addressOf(bob)))).toBe(441);
  });

  it('relays bytes both ways to whom they are permitted, and counts them', async () => {
    const relayed = addressIn(await alice.allocate(), 'xor-relayed-address');
    expect((await alice.permit(addressOf(bob))).class).toBe('success');
    alice.indicate('send', [
      ['xor-peer-address', writeAddress(addressOf(bob))],
      ['data', Buffer.from('hello')],
    ]);
    const [heard, from] = await nextPacket(bob);
    expect(heard.toString()).toBe('hello');
    expect(from).toEqual(relayed);

    bob.send('hi!', relayed.port, relayed.address);
    const data = readStunMessage(await alice.next());
    expect(data?.method).toBe('data');
    expect(data?.class).toBe('indication');
    expect(data && addressIn(data, 'xor-peer-address')).toEqual(addressOf(bob));
    expect(data?.attributes.get('data')?.toString()).toBe('hi!');

    const [allocation] = server.allocations;
    expect(allocation?.sentBytes).toBe(5);
    expect(allocation?.receivedBytes).toBe(3);
    expect([...(allocation?.peers ?? [])]).toEqual([`127.0.0.1:${addressOf(bob).port}`]);
  });

  it('relays over a channel once it is bound, both ways', async () => {
    const relayed = addressIn(await alice.allocate(), 'xor-relayed-address');
    expect((await alice.bind(0x4001, addressOf(bob))).class).toBe('success');
    alice.sendRaw(Buffer.from('40010005' + Buffer.from('hello').toString('hex') + '000000', 'hex'));
    expect((await nextPacket(bob))[0].toString()).toBe('hello');
    bob.send('hi!', relayed.port, relayed.address);
    expect((await alice.next()).toString('hex')).toBe(
      `40010003${Buffer.from('hi!').toString('hex')}`,
    );
  });

  it('refuses a channel out of range, or one that has another peer, or a peer that has another', async () => {
    await alice.allocate();
    const carol = { address: '127.0.0.1', port: 9 };
    expect(codeOf(await alice.bind(0x3fff, addressOf(bob)))).toBe(400);
    expect(codeOf(await alice.bind(0x5000, addressOf(bob)))).toBe(400);
    expect((await alice.bind(0x4001, addressOf(bob))).class).toBe('success');
    expect((await alice.bind(0x4001, addressOf(bob))).class).toBe('success');
    expect(codeOf(await alice.bind(0x4001, carol))).toBe(400);
    expect(codeOf(await alice.bind(0x4002, addressOf(bob)))).toBe(400);
  });

  it('passes nothing on without a permission, in either direction', async () => {
    const heard: string[] = [];
    bob.on('message', (bytes) => heard.push(bytes.toString()));
    const relayed = addressIn(await alice.allocate(), 'xor-relayed-address');
    bob.send('uninvited', relayed.port, relayed.address);
    const sendToBob = (text: string) => {
      alice.indicate('send', [
        ['xor-peer-address', writeAddress(addressOf(bob))],
        ['data', Buffer.from(text)],
      ]);
    };
    sendToBob('to a stranger');
    // Answered after both: what they would have caused has been sent by then.
    await alice.permit(addressOf(bob));
    bob.send('invited', relayed.port, relayed.address);
    expect(
      readStunMessage(await alice.next())
        ?.attributes.get('data')
        ?.toString(),
    ).toBe('invited');
    sendToBob('to a friend');
    if (heard.length === 0) await once(bob, 'message');
    expect(heard[0]).toBe('to a friend');
  });

  it('refuses a permission for an address that it cannot reach from its own', async () => {
    await alice.allocate();
    const answer = await alice.ask('create-permission', [
      ['xor-peer-address', Buffer.concat([Buffer.from([0, 2]), randomBytes(18)])],
    ]);
    expect(codeOf(answer)).toBe(443);
  });

  it('prolongs an allocation, and ends it when it is given back', async () => {
    await alice.allocate();
    const prolonged = await alice.ask('refresh', []);
    expect(prolonged.attributes.get('lifetime')?.readUInt32BE()).toBe(600);
    const ended = await alice.ask('refresh', [['lifetime', Buffer.alloc(4)]]);
    expect(ended.attributes.get('lifetime')?.readUInt32BE()).toBe(0);
    expect(codeOf(await alice.permit(addressOf(bob)))).toBe(437);
    expect((await alice.allocate()).class).toBe('success');
    expect(server.allocations.length).toBe(2);
  });

  it('answers nothing, and passes nothing on, that is no message', async () => {
    const heard: string[] = [];
    bob.on('message', (bytes) => heard.push(bytes.toString()));
    await alice.allocate();
    await alice.bind(0x4001, addressOf(bob));
    const cutChannelData = '4001 0005 6e6f'; // announces five bytes and has two
    for (const noise of ['', '00', '0001', '47455420', '40', '4001', cutChannelData]) {
      alice.sendRaw(Buffer.from(noise.replaceAll(' ', ''), 'hex'));
    }
    // The first packet that comes back is the answer to this, and the first that bob hears is this.
    expect((await alice.ask('binding', [])).class).toBe('success');
    alice.sendRaw(Buffer.from('40010002' + '6869', 'hex'));
    if (heard.length === 0) await once(bob, 'message');
    expect(heard).toEqual(['hi']);
  });
});

const UDP = ['requested-transport', Buffer.from([17, 0, 0, 0])] as const;

/** A client as RFC 8656 has it, with the knobs that the specs turn. */
class TurnClient {
  nonce = '';
  realm = '';
  key: Buffer = Buffer.alloc(0);
  readonly #packets: Buffer[] = [];
  #waiting: ((packet: Buffer) => void) | undefined;
  #last: Buffer = Buffer.alloc(0);

  /** Knows the server's realm and nonce already. */
  static async of(server: TurnServer, username: string): Promise<TurnClient> {
    const port = Number(/:(\d+)\?/.exec(server.url)?.[1]);
    const client = new TurnClient(await socket(), port, username);
    const challenge = await client.ask('allocate', [UDP], { signed: false });
    client.realm = challenge.attributes.get('realm')?.toString() ?? '';
    client.nonce = challenge.attributes.get('nonce')?.toString() ?? '';
    client.key = longTermKey(username, client.realm, passwordOf(username));
    return client;
  }

  private constructor(
    private readonly socket: Socket,
    private readonly port: number,
    public username: string,
  ) {
    socket.on('message', (packet) => {
      this.#packets.push(packet);
      if (!this.#waiting) return;
      this.#waiting(this.#packets.shift() ?? packet);
      this.#waiting = undefined;
    });
  }

  get at(): TransportAddress {
    return addressOf(this.socket);
  }

  allocate(): Promise<StunMessage> {
    return this.ask('allocate', [UDP]);
  }

  permit(peer: TransportAddress): Promise<StunMessage> {
    return this.ask('create-permission', [['xor-peer-address', writeAddress(peer)]]);
  }

  bind(channel: number, peer: TransportAddress): Promise<StunMessage> {
    const number = Buffer.from([channel >> 8, channel & 0xff, 0, 0]);
    const attributes = [
      ['channel-number', number],
      ['xor-peer-address', writeAddress(peer)],
    ] as const;
    return this.ask('channel-bind', attributes);
  }

  async ask(
    method: StunMethod,
    attributes: readonly (readonly [StunAttribute, Buffer])[],
    { signed = true } = {},
  ): Promise<StunMessage> {
    const credentials = [
      ['username', Buffer.from(this.username)],
      ['realm', Buffer.from(this.realm)],
      ['nonce', Buffer.from(this.nonce)],
    ] as const;
    this.#last = writeStunMessage(
      { method, class: 'request', transaction: randomBytes(12) },
      signed ? [...attributes, ...credentials] : attributes,
      signed ? this.key : undefined,
    );
    return this.sendAgain();
  }

  /** Sends the last request once more, and takes the answer. */
  async sendAgain(): Promise<StunMessage> {
    this.sendRaw(this.#last);
    const answer = readStunMessage(await this.next());
    if (!answer?.transaction.equals(this.#last.subarray(8, 20)))
      throw new Error('an answer to another request');
    return answer;
  }

  indicate(method: 'send', attributes: readonly (readonly [StunAttribute, Buffer])[]): void {
    const head = { method, class: 'indication', transaction: randomBytes(12) } as const;
    this.sendRaw(writeStunMessage(head, attributes));
  }

  sendRaw(bytes: Buffer): void {
    this.socket.send(bytes, this.port, '127.0.0.1');
  }

  next(): Promise<Buffer> {
    return new Promise((resolve) => {
      const packet = this.#packets.shift();
      if (packet) resolve(packet);
      else this.#waiting = resolve;
    });
  }

  close(): void {
    this.socket.close();
  }
}

/** The TURN REST password: what the gateway hands out for this user name. */
function passwordOf(username: string): string {
  return createHmac('sha1', SECRET).update(username).digest('base64');
}

async function socket(): Promise<Socket> {
  const bound = createSocket('udp4').bind(0, '127.0.0.1');
  await once(bound, 'listening');
  return bound;
}

async function nextPacket(of: Socket): Promise<readonly [Buffer, TransportAddress]> {
  // The event's own arguments: node types them as any.
  const [bytes, { address, port }] = (await once(of, 'message')) as [Buffer, TransportAddress];
  return [bytes, { address, port }];
}

function addressOf(bound: Socket): TransportAddress {
  const { address, port } = bound.address();
  return { address, port };
}

function addressIn(message: StunMessage, attribute: StunAttribute): TransportAddress {
  const value = message.attributes.get(attribute);
  const address = value && readAddress(value, message.transaction);
  if (!address) throw new Error(`no ${attribute}`);
  return address;
}

function codeOf(message: StunMessage): number | undefined {
  const value = message.attributes.get('error-code');
  return value && (value[2] ?? 0) * 100 + (value[3] ?? 0);
}
