import { Logger, type OnModuleDestroy, UseFilters } from '@nestjs/common';
import {
  Ack,
  ConnectedSocket,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Reply, RequestBody, RequestName } from '@whispernet/protocol';
import { Subscription, interval } from 'rxjs';
import type { Server, Socket } from 'socket.io';
import { RENDEZVOUS } from '../gateway-logger';
import { turnCredentials } from '../ice/turn-credentials';
import { AckErrorFilter } from './ack-error-filter';
import { AdmissionLimiter } from './admission-limiter';
import { MalformedRequests } from './malformed-requests';
import { MinuteCounts } from './minute-counts';
import { type Refused, refuse } from './replies';
import { Body } from './request-body';
import { type Delivery, type Outcome, RoomDirectory } from './room-directory';

type Acknowledge<Name extends RequestName> = (reply: Reply<Name>) => void;

/** Deadlines are seconds long; a quarter of one late is nobody's harm, and costs nothing. */
const SWEEP_MS = 250;
const MINUTE_MS = 60_000;

/** The events of the wire, each handed to the rules and answered. */
@WebSocketGateway()
@UseFilters(AckErrorFilter)
export class RendezvousGateway
  implements OnGatewayInit<Server>, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy
{
  #server: Server | undefined;
  readonly #logger = new Logger(RENDEZVOUS);
  readonly #running = new Subscription();
  readonly #counts = new MinuteCounts();

  constructor(
    private readonly directory: RoomDirectory,
    private readonly limiter: AdmissionLimiter,
    private readonly malformed: MalformedRequests,
  ) {}

  afterInit(server: Server): void {
    this.#server = server;
    this.#running.add(
      interval(SWEEP_MS).subscribe(() => {
        this.#deliver(this.directory.sweep());
      }),
    );
    this.#running.add(
      interval(MINUTE_MS).subscribe(() => {
        this.limiter.sweep();
        const line = this.#counts.line(this.directory.counts.rooms, server.engine.clientsCount);
        if (line !== undefined) this.#logger.log(line);
      }),
    );
  }

  onModuleDestroy(): void {
    this.#running.unsubscribe();
  }

  handleConnection(socket: Socket): void {
    this.malformed.watch(socket);
  }

  /** A page that is closed can say no more than Socket.IO's own goodbye: that is a `leave`. */
  handleDisconnect(socket: Socket, reason?: string): void {
    const left = reason === 'client namespace disconnect';
    this.#deliver(
      left ? this.directory.leave(socket.id).deliveries : this.directory.disconnected(socket.id),
    );
  }

  @SubscribeMessage('open')
  open(
    @ConnectedSocket() socket: Socket,
    @Body('open') body: RequestBody<'open'>,
    @Ack() ack: Acknowledge<'open'>,
  ): void {
    const refused = this.limiter.open(this.limiter.sourceOf(socket.request));
    this.#answer(ack, refused ?? this.directory.open(socket.id, body));
  }

  @SubscribeMessage('knock')
  knock(
    @ConnectedSocket() socket: Socket,
    @Body('knock') body: RequestBody<'knock'>,
    @Ack() ack: Acknowledge<'knock'>,
  ): void {
    const refused = this.limiter.knock(this.limiter.sourceOf(socket.request), body.room);
    this.#answer(ack, refused ?? this.directory.knock(socket.id, body));
  }

  @SubscribeMessage('offer')
  offer(
    @ConnectedSocket() socket: Socket,
    @Body('offer') body: RequestBody<'offer'>,
    @Ack() ack: Acknowledge<'offer'>,
  ): void {
    this.#answer(ack, this.directory.offer(socket.id, body));
  }

  @SubscribeMessage('answer')
  answer(
    @ConnectedSocket() socket: Socket,
    @Body('answer') body: RequestBody<'answer'>,
    @Ack() ack: Acknowledge<'answer'>,
  ): void {
    this.#answer(ack, this.directory.answer(socket.id, body));
  }

  @SubscribeMessage('verdict')
  verdict(
    @ConnectedSocket() socket: Socket,
    @Body('verdict') body: RequestBody<'verdict'>,
    @Ack() ack: Acknowledge<'verdict'>,
  ): void {
    this.#answer(ack, this.directory.verdict(socket.id, body));
  }

  @SubscribeMessage('take')
  take(
    @ConnectedSocket() socket: Socket,
    @Body('take') body: RequestBody<'take'>,
    @Ack() ack: Acknowledge<'take'>,
  ): void {
    this.#answer(ack, this.directory.take(socket.id, body));
  }

  @SubscribeMessage('relay')
  relay(
    @ConnectedSocket() socket: Socket,
    @Body('relay') body: RequestBody<'relay'>,
    @Ack() ack: Acknowledge<'relay'>,
  ): void {
    // Whoever only knocks has nobody to relay to, and must not use up what the members may.
    const refused = this.directory.isSeated(socket.id)
      ? this.limiter.relay(this.directory.roomOf(socket.id), body.blob.length)
      : refuse('gone');
    this.#answer(ack, refused ?? this.directory.relay(socket.id, body));
  }

  @SubscribeMessage('lock')
  lock(
    @ConnectedSocket() socket: Socket,
    @Body('lock') body: RequestBody<'lock'>,
    @Ack() ack: Acknowledge<'lock'>,
  ): void {
    this.#answer(ack, this.directory.lock(socket.id, body));
  }

  @SubscribeMessage('turn')
  turn(
    @ConnectedSocket() socket: Socket,
    @Body('turn') _body: object,
    @Ack() ack: Acknowledge<'turn'>,
  ): void {
    const seated = this.directory.isSeated(socket.id);
    const refused = seated ? this.limiter.turn(socket.id) : refuse('gone');
    this.#answer(ack, refused ?? { reply: turnCredentials(), deliveries: [] });
  }

  @SubscribeMessage('resume')
  resume(
    @ConnectedSocket() socket: Socket,
    @Body('resume') body: RequestBody<'resume'>,
    @Ack() ack: Acknowledge<'resume'>,
  ): void {
    this.#answer(ack, this.directory.resume(socket.id, body));
  }

  @SubscribeMessage('leave')
  leave(
    @ConnectedSocket() socket: Socket,
    @Body('leave') _body: object,
    @Ack() ack: Acknowledge<'leave'>,
  ): void {
    this.#answer(ack, this.directory.leave(socket.id));
  }

  /** The acknowledgement goes first, so that whoever asked knows their seat before they hear of others. */
  #answer<R extends { readonly ok: boolean }>(
    ack: (reply: R | Refused) => void,
    outcome: Refused | Outcome<R>,
  ): void {
    if ('ok' in outcome) {
      this.#counts.countRefusal();
      ack(outcome);
      return;
    }
    if (!outcome.reply.ok) this.#counts.countRefusal();
    ack(outcome.reply);
    this.#deliver(outcome.deliveries);
    const { superseded } = outcome;
    if (superseded !== undefined) this.#server?.sockets.sockets.get(superseded)?.disconnect(true);
  }

  #deliver(deliveries: readonly Delivery[]): void {
    for (const { to, notice } of deliveries) {
      this.#server?.sockets.sockets.get(to)?.emit(notice.name, notice.body);
    }
  }
}
