import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type GatewayConfig, admissionLimits, directoryLimits, turnRelay } from './gateway-config';
import { GatewayLogger } from './gateway-logger';
import { HardenedIoAdapter } from './hardened-io-adapter';
import { HealthController } from './health-controller';
import { TurnCredentials } from './ice/turn-credentials';
import { PrivacyController } from './privacy-controller';
import { PrivacyReporter } from './privacy-reporter';
import { AckErrorFilter } from './rendezvous/ack-error-filter';
import { AdmissionLimiter } from './rendezvous/admission-limiter';
import { FrontDesk } from './rendezvous/front-desk';
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
    logger: new GatewayLogger(config.LOG_LEVEL),
    ...(config.TLS_CERT !== undefined && config.TLS_KEY !== undefined
      ? { httpsOptions: { cert: readFileSync(config.TLS_CERT), key: readFileSync(config.TLS_KEY) } }
      : {}),
  });
  bound(app.getHttpServer(), config);
  app.disable('x-powered-by');
  if (config.CLIENT_DIR !== undefined) serveClient(app, config.CLIENT_DIR);
  app.useWebSocketAdapter(new HardenedIoAdapter(app, config, app.get(AdmissionLimiter), now));
  await app.init(); // Socket.IO listens from here on: whoever comes in front of it is heard first
  const headers = securityHeaders({ tls: config.TLS_CERT !== undefined });
  app.getHttpServer().prependListener('request', headers);
  return app;
}

@Module({})
export class AppModule {
  static of(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController, PrivacyController],
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
        {
          provide: FrontDesk,
          inject: [RoomDirectory, AdmissionLimiter],
          useFactory: (directory: RoomDirectory, limiter: AdmissionLimiter) =>
            new FrontDesk(directory, limiter, turnCredentials(config)),
        },
        {
          provide: PrivacyReporter,
          inject: [RoomDirectory, AdmissionLimiter],
          useFactory: (directory: RoomDirectory, limiter: AdmissionLimiter) => {
            const count = () => ({ rooms: directory.counts.rooms, sockets: limiter.sockets });
            return new PrivacyReporter(config, count, now);
          },
        },
      ],
    };
  }
}

/** Only moves forward, whatever happens to the time of day. */
const now = () => performance.now();

/** By the time of day, as the relay reads it too. */
const turnCredentials = (config: GatewayConfig) =>
  new TurnCredentials(turnRelay(config), config.TURN_TTL_S, Date.now);

/** A request has no body here: whoever takes long over one is not asking. The numbers are in milliseconds. */
function bound(server: Server, config: GatewayConfig): void {
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.maxConnections = config.MAX_SOCKETS + SPARE_CONNECTIONS;
}

/** For pages and health checks while every socket is in use. */
const SPARE_CONNECTIONS = 1_000;
