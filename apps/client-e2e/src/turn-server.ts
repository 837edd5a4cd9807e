// A relay (TURN over UDP, RFC 8656) for journeys: it needs nothing but Node.js, and remembers who
// was relayed where, so that a journey can show which way the bytes went.
//
//   browser ── allocate ──▶ TurnServer       401, realm and nonce
//           ── allocate, signed ──▶          a socket of its own: the relayed address
//           ── create permission, bind a channel ──▶
//           ── channel data, send ──▶        relayed address ── bytes ──▶ peer
//           ◀── channel data, data ──        relayed address ◀── bytes ── peer with a permission
//
// A double, not a relay for people: it knows no quotas and no forbidden addresses, and gives an
// allocation, its permissions and its channels until they are given back or it is closed.
import { createHmac, randomBytes } from 'node:crypto';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import {
  type StunAttribute,
  type StunMessage,
  type TransportAddress,
  longTermKey,
  readAddress,
  readStunMessage,
  writeAddress,
  writeErrorCode,
  writeStunMessage,
} from './stun-message';

/** What somebody had relayed, from the first packet to now. */
export interface Allocation {
  readonly username: string;
  /** `address:port` from which it was asked for, and where peers see its owner. */
  readonly client: string;
  readonly relayed: string;
  /** `address:port` of everybody to whom or from whom bytes went. */
  readonly peers: ReadonlySet<string>;
  /** Bytes of the owner that went to peers. */
  readonly sentBytes: number;
  /** Bytes of peers that went to the owner. */
  readonly receivedBytes: number;
}

export class TurnServer {
  /** What an RTCIceServer has in `urls`. */
  readonly url: string;
  readonly #socket: Socket;
  readonly #secret: string;
  readonly #nonce = randomBytes(12).toString('hex');
  /** By the client's `address:port`: those that live. */
  readonly #living = new Map<string, LiveAllocation>();
  readonly #all: LiveAllocation[] = [];
  #closed = false;

  /**
   * Listens on a free port of the loopback interface. `secret` is what it shares with the gateway:
   * a password is base64(HMAC-SHA1(secret, user name)), and a user name begins with its expiry.
   */
  static async listen({ secret }: { readonly secret: string }): Promise<TurnServer> {
    return new TurnServer(await boundSocket(LOOPBACK), secret);
  }

  private constructor(socket: Socket, secret: string) {
    this.#socket = socket;
    this.#secret = secret;
    this.url = `turn:${LOOPBACK}:${socket.address().port}?transport=udp`;
    socket.on('message', (bytes, from) => {
      this.#receive(bytes, from);
    });
  }

  /** Every allocation that there has been, the first one first. */
  get allocations(): readonly Allocation[] {
    return this.#all;
  }

  /** Ends every allocation and listens no more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const allocation of this.#all) allocation.close();
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #receive(bytes: Buffer, client: TransportAddress): void {
    const allocation = this.#living.get(nameOf(client));
    if (((bytes[0] ?? 0) & 0xc0) === CHANNEL_BITS) {
      allocation?.sendOnChannel(bytes);
      return;
    }
    const message = readStunMessage(bytes);
    if (message?.class === 'indication' && message.method === 'send') {
      const peer = peerOf(message);
      const data = message.attributes.get('data');
      if (peer && data) allocation?.send(data, peer);
    } else if (message?.class === 'request') {
      void this.#answer(message, client);
    }
  }

  async #answer(request: StunMessage, client: TransportAddress): Promise<void> {
    if (request.method === 'binding') {
      const mapped = ['xor-mapped-address', writeAddress(client)] as const;
      this.#reply(client, writeStunMessage({ ...request, class: 'success' }, [mapped]));
      return;
    }
    const checked = this.#authenticate(request);
    if (!checked.ok) {
      this.#refuse(request, client, checked.code, checked.reason);
      return;
    }
    const { username, key } = checked;
    const granted = await this.#grant(request, client, username);
    if (granted.ok) {
      const reply = { ...request, class: 'success' } as const;
      this.#reply(client, writeStunMessage(reply, granted.attributes, key));
    } else this.#refuse(request, client, granted.code, granted.reason, key);
  }

  /** Long-term credentials (RFC 8489, section 9.2), whose password follows from the secret. */
  #authenticate({ attributes, isFrom }: StunMessage): Checked {
    const username = attributes.get('username')?.toString();
    const nonce = attributes.get('nonce')?.toString();
    if (username === undefined || nonce === undefined) return refusal(401, 'Unauthorized');
    if (nonce !== this.#nonce) return refusal(438, 'Stale Nonce');
    const password = createHmac('sha1', this.#secret).update(username).digest('base64');
    const key = longTermKey(username, REALM, password);
    const expired = !(Number.parseInt(username, 10) > Date.now() / 1000);
    if (expired || !isFrom(key)) return refusal(401, 'Unauthorized');
    return { ok: true, username, key };
  }

  async #grant(request: StunMessage, client: TransportAddress, username: string): Promise<Granted> {
    if (request.method === 'allocate') return this.#allocate(request, client, username);
    const allocation = this.#living.get(nameOf(client));
    if (!allocation) return refusal(437, 'Allocation Mismatch');
    if (allocation.username !== username) return refusal(441, 'Wrong Credentials');
    switch (request.method) {
      case 'refresh':
        if (!request.attributes.get('lifetime')?.equals(Buffer.alloc(4)))
          return { ok: true, attributes: [['lifetime', LIFETIME]] };
        this.#living.delete(nameOf(client));
        allocation.close();
        return { ok: true, attributes: [['lifetime', Buffer.alloc(4)]] };
      case 'create-permission': {
        const peer = peerOf(request);
        if (!peer) return refusal(400, 'Bad Request');
        if (!isIPv4(peer.address)) return refusal(443, 'Peer Address Family Mismatch');
        allocation.permit(peer);
        return { ok: true, attributes: [] };
      }
      case 'channel-bind': {
        const peer = peerOf(request);
        if (peer && !isIPv4(peer.address)) return refusal(443, 'Peer Address Family Mismatch');
        const channel = request.attributes.get('channel-number');
        if (!peer || channel?.length !== 4 || !allocation.bind(channel.readUInt16BE(), peer))
          return refusal(400, 'Bad Request');
        return { ok: true, attributes: [] };
      }
      case 'binding':
      case 'send':
      case 'data':
        return refusal(400, 'Bad Request'); // no requests, or not of those that need credentials
      default:
        return request.method satisfies never;
    }
  }

  async #allocate(
    request: StunMessage,
    client: TransportAddress,
    username: string,
  ): Promise<Granted> {
    if (request.attributes.get('requested-transport')?.[0] !== UDP)
      return refusal(442, 'Unsupported Transport Protocol');
    const family = request.attributes.get('requested-address-family')?.[0] ?? IPV4;
    if (family !== IPV4) return refusal(440, 'Address Family not Supported');
    const at = nameOf(client);
    const before = this.#living.get(at);
    // A repetition of the request that made it, because our answer was late, has the same answer.
    if (before && !before.transaction.equals(request.transaction))
      return refusal(437, 'Allocation Mismatch');
    const allocation =
      before ??
      new LiveAllocation(
        username,
        request.transaction,
        client,
        await boundSocket(RELAYS),
        (bytes) => {
          this.#reply(client, bytes);
        },
      );
    if (!before) {
      this.#living.set(at, allocation);
      this.#all.push(allocation);
    }
    return {
      ok: true,
      attributes: [
        ['xor-relayed-address', writeAddress(allocation.relayedAt)],
        ['lifetime', LIFETIME],
        ['xor-mapped-address', writeAddress(client)],
      ],
    };
  }

  /** Says no. Whoever is not known yet hears with what to ask again; signed once they are. */
  #refuse(
    request: StunMessage,
    client: TransportAddress,
    code: number,
    reason: string,
    key?: Buffer,
  ): void {
    const attributes: [StunAttribute, Buffer][] = [['error-code', writeErrorCode(code, reason)]];
    if (!key) attributes.push(['realm', Buffer.from(REALM)], ['nonce', Buffer.from(this.#nonce)]);
    this.#reply(client, writeStunMessage({ ...request, class: 'error' }, attributes, key));
  }

  #reply({ address, port }: TransportAddress, bytes: Buffer): void {
    if (!this.#closed) this.#socket.send(bytes, port, address);
  }
}

/** An allocation with its socket: what it sends comes from its relayed address. */
class LiveAllocation implements Allocation {
  readonly username: string;
  readonly client: string;
  readonly relayed: string;
  readonly relayedAt: TransportAddress;
  readonly transaction: Buffer;
  readonly peers = new Set<string>();
  sentBytes = 0;
  receivedBytes = 0;
  readonly #socket: Socket;
  /** Addresses without ports: a permission is for a host. */
  readonly #permitted = new Set<string>();
  readonly #peerOfChannel = new Map<number, TransportAddress>();
  #open = true;

  constructor(
    username: string,
    transaction: Buffer,
    client: TransportAddress,
    socket: Socket,
    toClient: (bytes: Buffer) => void,
  ) {
    this.username = username;
    this.transaction = Buffer.from(transaction);
    this.client = nameOf(client);
    this.#socket = socket;
    this.relayedAt = socket.address();
    this.relayed = nameOf(this.relayedAt);
    socket.on('message', (bytes, peer) => {
      if (!this.#permitted.has(peer.address)) return;
      this.peers.add(nameOf(peer));
      this.receivedBytes += bytes.length;
      toClient(this.#wrapped(bytes, peer));
    });
  }

  permit(peer: TransportAddress): void {
    this.#permitted.add(peer.address);
  }

  /** Gives a peer a channel, and a permission with it; false where the number or the peer has another. */
  bind(channel: number, peer: TransportAddress): boolean {
    if (channel < FIRST_CHANNEL || channel > LAST_CHANNEL) return false;
    const bound = this.#peerOfChannel.get(channel);
    if (bound && nameOf(bound) !== nameOf(peer)) return false;
    if ((this.#channelOf(peer) ?? channel) !== channel) return false;
    this.#peerOfChannel.set(channel, peer);
    this.permit(peer);
    return true;
  }

  send(data: Buffer, peer: TransportAddress): void {
    // Somebody's bytes may still be on their way when the allocation is given back.
    if (!this.#open || !this.#permitted.has(peer.address)) return;
    this.peers.add(nameOf(peer));
    this.sentBytes += data.length;
    this.#socket.send(data, peer.port, peer.address, () => {
      // An error here says that there is no way there: then the bytes are lost, as on any network.
    });
  }

  /** ChannelData (RFC 8656, section 12.4): the channel's number, a length, the bytes. */
  sendOnChannel(bytes: Buffer): void {
    if (bytes.length < 4) return;
    const peer = this.#peerOfChannel.get(bytes.readUInt16BE(0));
    const end = 4 + bytes.readUInt16BE(2);
    if (peer && end <= bytes.length) this.send(bytes.subarray(4, end), peer);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#socket.close();
  }

  #channelOf(peer: TransportAddress): number | undefined {
    const bound = [...this.#peerOfChannel].find(([, other]) => nameOf(other) === nameOf(peer));
    return bound?.[0];
  }

  #wrapped(bytes: Buffer, peer: TransportAddress): Buffer {
    const channel = this.#channelOf(peer);
    if (channel === undefined) {
      const head = { method: 'data', class: 'indication', transaction: randomBytes(12) } as const;
      return writeStunMessage(head, [
        ['xor-peer-address', writeAddress(peer)],
        ['data', bytes],
      ]);
    }
    const head = Buffer.alloc(4);
    head.writeUInt16BE(channel, 0);
    head.writeUInt16BE(bytes.length, 2);
    return Buffer.concat([head, bytes]);
  }
}

interface Refusal {
  readonly ok: false;
  readonly code: number;
  readonly reason: string;
}
type Checked = Refusal | { readonly ok: true; readonly username: string; readonly key: Buffer };
type Granted =
  | Refusal
  | { readonly ok: true; readonly attributes: readonly (readonly [StunAttribute, Buffer])[] };

const LOOPBACK = '127.0.0.1';
/**
 * Where relayed addresses are: on Linux all of 127/8 is this machine, so that a relayed address is
 * told from a browser's own at a glance.
 */
const RELAYS = process.platform === 'linux' ? '127.0.0.2' : LOOPBACK;
const REALM = 'whispernet.test';
/** Seconds, as RFC 8656 proposes: a browser comes to refresh it in nine minutes, after the journey. */
const LIFETIME = Buffer.from([0, 0, 600 >> 8, 600 & 0xff]);
const UDP = 17;
const IPV4 = 1;
/** The first two bits of a channel's number; those of STUN are zero. */
const CHANNEL_BITS = 0x40;
const FIRST_CHANNEL = 0x4000;
const LAST_CHANNEL = 0x4fff;

const refusal = (code: number, reason: string): Refusal => ({ ok: false, code, reason });
const nameOf = ({ address, port }: TransportAddress): string => `${address}:${port}`;

/** Whom it is about. CreatePermission may name several; browsers ask for each by itself. */
function peerOf({ attributes, transaction }: StunMessage): TransportAddress | undefined {
  const value = attributes.get('xor-peer-address');
  return value && readAddress(value, transaction);
}

async function boundSocket(host: string): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  return socket;
}
