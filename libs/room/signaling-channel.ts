import type { Behavior } from '@whispernet/peer';
import type {
  Notice,
  NoticeBody,
  NoticeName,
  Reply,
  RequestBody,
  RequestName,
} from '@whispernet/protocol';
import { type Observable, filter, map } from 'rxjs';

/**
 * The way to the gateway, as `room` needs it; the client brings Socket.IO, the specs an array.
 * It reconnects by itself; what it decodes from the wire has been checked against the schemas.
 */
export interface SignalingChannel {
  readonly connected$: Behavior<boolean>;
  readonly notices$: Observable<Notice>;
  /**
   * The acknowledgement. Rejects with `SignalingError` where none comes: not connected within 10 s,
   * connection lost, no answer within 10 s, or an answer that is not of this protocol.
   */
  request<Name extends RequestName>(name: Name, body: RequestBody<Name>): Promise<Reply<Name>>;
  /** Ends the connection for good. */
  close(): void;
}

/** No acknowledgement was to be had (`unreachable`), or one that is not of this protocol (`not-understood`). */
export class SignalingError extends Error {
  override readonly name = 'SignalingError';

  constructor(
    message: string,
    options?: ErrorOptions,
    readonly code: 'unreachable' | 'not-understood' = 'unreachable',
  ) {
    super(message, options);
  }
}

/** The bodies of the notices of one name. */
export function noticesOf<Name extends NoticeName>(
  channel: SignalingChannel,
  name: Name,
): Observable<NoticeBody<Name>> {
  return channel.notices$.pipe(
    filter((notice) => notice.name === name),
    map((notice) => notice.body as NoticeBody<Name>), // Notice pairs each name with its body
  );
}
