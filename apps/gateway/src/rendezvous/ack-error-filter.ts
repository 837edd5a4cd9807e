import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { RENDEZVOUS } from '../gateway-logger';
import { MalformedRequests } from './malformed-requests';
import { isAcknowledgement, refuse } from './replies';
import { MalformedRequest } from './request-body';

/**
 * Answers through the acknowledgement where a handler threw. (Nest's own filter emits an `exception`
 * event that repeats the payload, and leaves the caller waiting.)
 */
@Catch()
export class AckErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger(RENDEZVOUS);

  constructor(private readonly malformed: MalformedRequests) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const socket = host.switchToWs().getClient<Socket>();
    const ack = host.getArgs<unknown[]>().find(isAcknowledgement);
    if (exception instanceof MalformedRequest) {
      this.malformed.refuse(socket, ack);
      return;
    }
    // The error and where it arose, never what was sent.
    this.#logger.error(exception instanceof Error ? exception.stack : 'not an Error was thrown');
    ack?.(refuse('busy'));
  }
}
