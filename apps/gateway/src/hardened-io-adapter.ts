import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { GatewayConfig } from './gateway-config';
import type { AdmissionLimiter } from './rendezvous/admission-limiter';
import { type EngineSocket, guardEngine } from './rendezvous/engine-guard';

/** A relay of 22 KiB with its event's name, its addressee and room to spare. */
const MAX_FRAME_BYTES = 32 * 1024;
/** The path and Engine.IO's own query, and nothing else. */
const MAX_URL_CHARS = 200;
const QUERY_KEYS = ['EIO', 'transport', 't'];
/** For an older version the server would open the WebSocket first, and end it then. */
const ENGINE_VERSION = '4';

/** Socket.IO with everything switched off that this protocol does not need. */
export class HardenedIoAdapter extends IoAdapter {
  constructor(
    app: NestExpressApplication,
    private readonly config: GatewayConfig,
    private readonly limiter: AdmissionLimiter,
    private readonly now: () => number,
  ) {
    super(app.getHttpServer());
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const hardened: Partial<ServerOptions> = {
      ...options,
      transports: ['websocket'],
      allowUpgrades: false,
      allowEIO3: false,
      serveClient: false,
      cookie: false,
      perMessageDeflate: false, // a compressor's memory for each connection, and lengths that leak
      httpCompression: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      connectTimeout: this.config.CONNECT_MS,
      pingInterval: 25_000,
      pingTimeout: 10_000,
      cleanupEmptyChildNamespaces: true,
      // No connectionStateRecovery: it would keep what was relayed.
      allowRequest: (request, decide) => {
        decide(null, this.#welcomes(request, server.engine.clientsCount));
      },
    };
    const server = super.createIOServer(port, hardened as ServerOptions);
    server.engine.on('connection', (engine: EngineSocket) => {
      guardEngine(engine, this.config.PACKETS_PER_SECOND, this.now);
      engine.once('close', this.limiter.countSocket(this.limiter.sourceOf(engine.request)));
    });
    return server;
  }

  /**
   * Requests take some microtasks through Nest, an event listener takes none: without the detour a
   * disconnection would overtake the `open` sent just before it, and a seat be given to nobody.
   */
  override bindClientDisconnect(socket: Socket, callback: (reason: string) => void): void {
    super.bindClientDisconnect(socket, (reason: string) => setImmediate(callback, reason));
  }

  #welcomes(request: IncomingMessage, sockets: number): boolean {
    const url = request.url ?? '';
    if (url.length > MAX_URL_CHARS || sockets >= this.config.MAX_SOCKETS) return false;
    const query = new URLSearchParams(url.split('?')[1]);
    if ([...query.keys()].some((key) => !QUERY_KEYS.includes(key))) return false;
    if (query.get('EIO') !== ENGINE_VERSION) return false;
    return isSameOrigin(request) && this.limiter.admitsSocket(this.limiter.sourceOf(request));
  }
}

/** Whether the page comes from this very host: browsers do not ask (CORS) before they open a WebSocket. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return (
    origin !== undefined &&
    host !== undefined &&
    URL.canParse(origin) &&
    new URL(origin).host === host.toLowerCase()
  );
}
