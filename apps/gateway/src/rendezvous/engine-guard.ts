import type { Socket } from 'socket.io';

/** A connection at the Engine.IO layer, below Socket.IO's namespaces and acknowledgements. */
export type EngineSocket = Socket['conn'];

interface Packet {
  readonly type: string;
  readonly data?: unknown;
}

/** What may wait for one slow reader: four times what a room may relay at once, 6 MiB at the most. */
const MAX_WAITING = 256;

/**
 * Cuts a connection that floods, that sends binary, or that does not read. Only here is everything
 * seen: namespaces, acknowledgements and unknown events never reach Socket.IO's own middleware.
 *
 * @param packetsPerSecond what one connection may send, all kinds of packets together; as many at once
 * @param now milliseconds of a clock that only moves forward
 */
export function guardEngine(
  engine: EngineSocket,
  packetsPerSecond: number,
  now: () => number,
): void {
  let tokens = packetsPerSecond;
  let at = now();
  engine.on('packet', (packet: Packet) => {
    const passedMs = now() - at;
    at += passedMs;
    tokens = Math.min(packetsPerSecond, tokens + (passedMs * packetsPerSecond) / 1000) - 1;
    if (tokens < 0 || isBinary(packet)) cut(engine);
  });

  let waiting = 0;
  engine.on('packetCreate', () => {
    waiting += 1;
    if (waiting > MAX_WAITING) cut(engine);
  });
  engine.on('flush', () => {
    waiting = 0;
  });
}

/** Whether it is bytes, or announces attachments (types 5 and 6): nothing of this protocol does. */
function isBinary({ type, data }: Packet): boolean {
  if (type !== 'message') return false;
  return typeof data !== 'string' || data.startsWith('5') || data.startsWith('6');
}

/** Ends it now. The other side's consent to a WebSocket close is not waited for. */
function cut(engine: EngineSocket): void {
  engine.close(true);
  engine.request.socket.destroy();
}
