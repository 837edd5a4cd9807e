// For specs: a gateway that really listens, and clients that really connect.
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  ANSWER_BYTES,
  KNOCK_BYTES,
  type NoticeBody,
  type NoticeName,
  OFFER_BYTES,
  type Reply,
  type RequestName,
  type SeatId,
  VERDICT_BYTES,
  decodeNotice,
  decodeReply,
  toBase64url,
} from '@whispernet/protocol';
import { type Socket, io } from 'socket.io-client';
import { createGateway } from './app-module';
import { readConfig } from './gateway-config';
import { RoomDirectory } from './rendezvous/room-directory';

/** Whatever is to be answered or cut is answered or cut within a second. */
const PROMPT_MS = 1_000;

/** The limits of one source raised, as all clients of a spec come from one address. */
const roomy = {
  PORT: '0',
  LOG_LEVEL: 'silent',
  SOCKETS_PER_SOURCE: '10000',
  OPENS_PER_MINUTE: '10000',
  KNOCKS_PER_MINUTE: '10000',
};

export const bytes = (length: number, fill = 1): string =>
  toBase64url(new Uint8Array(length).fill(fill));

export class ListeningGateway {
  readonly #clients: Client[] = [];

  private constructor(
    readonly app: NestExpressApplication,
    readonly port: number,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<ListeningGateway> {
    const config = readConfig({ ...roomy, ...environment });
    const app = await createGateway(config);
    const server = await app.listen(config.PORT, config.HOST);
    return new ListeningGateway(app, (server.address() as AddressInfo).port); // listening on TCP
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  get directory(): RoomDirectory {
    return this.app.get(RoomDirectory);
  }

  /** A client of this gateway's own page. */
  async connect(): Promise<Client> {
    const client = new Client(
      io(this.origin, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { origin: this.origin },
      }),
    );
    this.#clients.push(client);
    await client.connected();
    return client;
  }

  /** Two people in a room of two, who have got there by knocking. */
  async pair(room: string): Promise<readonly [Client, Client]> {
    const [alice, bob] = [await this.connect(), await this.connect()];
    alice.seat = (await alice.granted('open', { v: 1, room, cap: 2, rc: commitment })).seat;
    await bob.admittedBy(alice, room);
    return [alice, bob];
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.app.close();
  }
}

/** SHA-256 of the 32 bytes that `secret` is. */
export const commitment = 'cs1uhCLEB_ttCYaQ8RMLfe1-wvf14dML2dUh8BU2N5M';
export const secret = bytes(32);

export class Client {
  /** Of whoever has sat down. */
  seat = '' as SeatId;
  readonly #inbox = new EventEmitter();
  readonly #heard = new Map<string, unknown[]>();

  constructor(readonly socket: Socket) {
    socket.on('disconnect', () => this.#inbox.emit('disconnect'));
    socket.onAny((name: string, body: unknown) => {
      this.#heard.set(name, [...(this.#heard.get(name) ?? []), body]);
      this.#inbox.emit(name);
    });
  }

  /** Rejects where the gateway does not welcome the connection. */
  async connected(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve).once('connect_error', reject);
    });
  }

  /** Resolves when the gateway has cut the connection. */
  async cut(): Promise<void> {
    if (this.socket.connected) await once(this.#inbox, 'disconnect', prompt());
  }

  /** The acknowledgement as it came; rejects where none comes within a second. */
  ask(name: string, body: unknown): Promise<unknown> {
    return this.socket.timeout(PROMPT_MS).emitWithAck(name, body) as Promise<unknown>;
  }

  /** The acknowledgement decoded; fails where it is none of this protocol. */
  async request<Name extends RequestName>(name: Name, body: unknown): Promise<Reply<Name>> {
    const reply = decodeReply(name, await this.ask(name, body));
    if (reply === undefined) throw new Error(`${name} was answered outside the protocol`);
    return reply;
  }

  /** The acknowledgement of a request that has to be granted. */
  async granted<Name extends RequestName>(
    name: Name,
    body: unknown,
  ): Promise<Extract<Reply<Name>, { ok: true }>> {
    const reply = await this.request(name, body);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
    return reply as Extract<Reply<Name>, { ok: true }>; // the branch above has taken the other half
  }

  /** The oldest notice of this name that was not asked for yet, waiting for one up to a second. */
  async hears<Name extends NoticeName>(name: Name): Promise<NoticeBody<Name>> {
    while ((this.#heard.get(name) ?? []).length === 0) await once(this.#inbox, name, prompt());
    const notice = decodeNotice(name, this.#heard.get(name)?.shift());
    if (notice === undefined) throw new Error(`${name} is not of this protocol`);
    return notice.body; // decodeNotice keeps name and body together
  }

  /** Goes from the knock to the seat. */
  async admittedBy(keeper: Client, room: string): Promise<void> {
    const { k } = await this.granted('knock', { v: 1, room, blob: bytes(KNOCK_BYTES) });
    await keeper.hears('knocked');
    await keeper.granted('offer', { k, blob: bytes(OFFER_BYTES) });
    await this.granted('answer', { k, blob: bytes(ANSWER_BYTES) });
    await keeper.granted('verdict', { k, admit: true, blob: bytes(VERDICT_BYTES) });
    this.seat = (await this.granted('take', { k, rc: commitment })).seat;
  }

  /** Goes for good, with a word. */
  close(): void {
    this.socket.close();
  }

  /** Goes without a word, as when the network is lost. */
  vanish(): void {
    this.socket.io.engine.close();
  }
}

/** For `once`: gives up, with an error, after a second. */
export const prompt = () => ({ signal: AbortSignal.timeout(PROMPT_MS) });
