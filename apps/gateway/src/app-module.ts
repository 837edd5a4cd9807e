import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type DynamicModule, type LogLevel, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { GatewayConfig } from './gateway-config';
import { HardenedIoAdapter } from './hardened-io-adapter';
import { HealthController } from './health-controller';
import { AckErrorFilter } from './rendezvous/ack-error-filter';
import { AdmissionLimiter } from './rendezvous/admission-limiter';
import { MalformedRequests } from './rendezvous/malformed-requests';
import { RendezvousGateway } from './rendezvous/rendezvous-gateway';
import { RoomDirectory } from './rendezvous/room-directory';
import { securityHeaders } from './security-headers';
import { serveClient } from './serve-client';

/** A gateway that is ready to `listen`. Its state is `app.get(RoomDirectory)`, and nowhere else. */
export async function createGateway(config: GatewayConfig): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config), {
    bodyParser: false, // nothing is ever posted
    forceCloseConnections: true, // an open call must not keep a restart waiting
    logger: levels(config.LOG_LEVEL),
    ...(config.TLS_CERT !== undefined && config.TLS_KEY !== undefined
      ? { httpsOptions: { cert: readFileSync(config.TLS_CERT), key: readFileSync(config.TLS_KEY) } }
      : {}),
  });
  app.disable('x-powered-by');
  app.use(securityHeaders);
  if (config.CLIENT_DIR !== undefined) serveClient(app, config.CLIENT_DIR);
  app.useWebSocketAdapter(new HardenedIoAdapter(app, config, app.get(AdmissionLimiter), now));
  return app;
}

@Module({})
export class AppModule {
  static of(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      providers: [
        RendezvousGateway,
        MalformedRequests,
        AckErrorFilter,
        {
          provide: RoomDirectory,
          useFactory: () => new RoomDirectory(directoryLimits(config), now),
        },
        {
          provide: AdmissionLimiter,
          useFactory: () => new AdmissionLimiter(admissionLimits(config), now),
        },
      ],
    };
  }
}

/** Only moves forward, whatever happens to the time of day. */
const now = () => performance.now();

const MINUTE_MS = 60_000;

const directoryLimits = (config: GatewayConfig) => ({
  graceMs: config.GRACE_MS,
  provisionalMs: config.PROVISIONAL_MS,
  offerMs: config.OFFER_MS,
  knockMs: config.KNOCK_MS,
  aloneMs: config.ALONE_MS,
  roomMs: config.ROOM_MS,
  maxKnocks: config.MAX_KNOCKS,
  maxRooms: config.MAX_ROOMS,
});

const admissionLimits = (config: GatewayConfig) => ({
  trustedProxies: config.TRUSTED_PROXIES,
  socketsPerSource: config.SOCKETS_PER_SOURCE,
  opens: { tokens: config.OPENS_PER_MINUTE, perMs: MINUTE_MS },
  knocks: { tokens: config.KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  turns: { tokens: config.TURNS_PER_MINUTE, perMs: MINUTE_MS },
  roomKnocks: { tokens: config.ROOM_KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  roomRelays: { tokens: config.ROOM_RELAYS_PER_10S, perMs: 10_000 },
  roomRelayBytes: { tokens: config.ROOM_RELAY_BYTES_PER_MINUTE, perMs: MINUTE_MS },
});

/** Nest tells much about itself at `log`; that is for whoever looks for a fault. */
function levels(level: GatewayConfig['LOG_LEVEL']): LogLevel[] | false {
  const all: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  switch (level) {
    case 'silent':
      return false;
    case 'error':
      return all.slice(0, 2);
    case 'warn':
    case 'info':
      return all.slice(0, 3);
    case 'debug':
      return all;
    default:
      return level satisfies never;
  }
}
