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
import { AckErrorFilter } from './ack-error-filter';
import { AdmissionLimiter } from './admission-limiter';
import { FrontDesk } from './front-desk';
import { MalformedRequests } from './malformed-requests';
import { MinuteCounts } from './minute-counts';
import { Body } from './request-body';
import { type Delivery, RoomDirectory } from './room-directory';

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
    private readonly frontDesk: FrontDesk,
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
    this.#answer('open', socket, body, ack);
  }

  @SubscribeMessage('knock')
  knock(
    @ConnectedSocket() socket: Socket,
    @Body('knock') body: RequestBody<'knock'>,
    @Ack() ack: Acknowledge<'knock'>,
  ): void {
    this.#answer('knock', socket, body, ack);
  }

  @SubscribeMessage('offer')
  offer(
    @ConnectedSocket() socket: Socket,
    @Body('offer') body: RequestBody<'offer'>,
    @Ack() ack: Acknowledge<'offer'>,
  ): void {
    this.#answer('offer', socket, body, ack);
  }

  @SubscribeMessage('answer')
  answer(
    @ConnectedSocket() socket: Socket,
    @Body('answer') body: RequestBody<'answer'>,
    @Ack() ack: Acknowledge<'answer'>,
  ): void {
    this.#answer('answer', socket, body, ack);
  }

  @SubscribeMessage('verdict')
  verdict(
    @ConnectedSocket() socket: Socket,
    @Body('verdict') body: RequestBody<'verdict'>,
    @Ack() ack: Acknowledge<'verdict'>,
  ): void {
    this.#answer('verdict', socket, body, ack);
  }

  @SubscribeMessage('take')
  take(
    @ConnectedSocket() socket: Socket,
    @Body('take') body: RequestBody<'take'>,
    @Ack() ack: Acknowledge<'take'>,
  ): void {
    this.#answer('take', socket, body, ack);
  }

  @SubscribeMessage('relay')
  relay(
    @ConnectedSocket() socket: Socket,
    @Body('relay') body: RequestBody<'relay'>,
    @Ack() ack: Acknowledge<'relay'>,
  ): void {
    this.#answer('relay', socket, body, ack);
  }

  @SubscribeMessage('lock')
  lock(
    @ConnectedSocket() socket: Socket,
    @Body('lock') body: RequestBody<'lock'>,
    @Ack() ack: Acknowledge<'lock'>,
  ): void {
    this.#answer('lock', socket, body, ack);
  }

  @SubscribeMessage('turn')
  turn(
    @ConnectedSocket() socket: Socket,
    @Body('turn') body: Record<string, never>,
    @Ack() ack: Acknowledge<'turn'>,
  ): void {
    this.#answer('turn', socket, body, ack);
  }

  @SubscribeMessage('resume')
  resume(
    @ConnectedSocket() socket: Socket,
    @Body('resume') body: RequestBody<'resume'>,
    @Ack() ack: Acknowledge<'resume'>,
  ): void {
    this.#answer('resume', socket, body, ack);
  }

  @SubscribeMessage('leave')
  leave(
    @ConnectedSocket() socket: Socket,
    @Body('leave') body: Record<string, never>,
    @Ack() ack: Acknowledge<'leave'>,
  ): void {
    this.#answer('leave', socket, body, ack);
  }

  /** The acknowledgement goes first, so that whoever asked knows their seat before they hear of others. */
  #answer<Name extends RequestName>(
    name: Name,
    socket: Socket,
    body: RequestBody<Name>,
    ack: Acknowledge<Name>,
  ): void {
    const caller = { socket: socket.id, source: this.limiter.sourceOf(socket.request) };
    const { reply, deliveries, superseded } = this.frontDesk.handle(name, caller, body);
    if (!reply.ok) this.#counts.countRefusal();
    ack(reply);
    this.#deliver(deliveries);
    if (superseded !== undefined) this.#server?.sockets.sockets.get(superseded)?.disconnect(true);
  }

  #deliver(deliveries: readonly Delivery[]): void {
    for (const { to, notice } of deliveries) {
      this.#server?.sockets.sockets.get(to)?.emit(notice.name, notice.body);
    }
  }
}
