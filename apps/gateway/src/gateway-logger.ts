import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { GatewayConfig } from './gateway-config';

/** Whose lines are for whoever runs the gateway. */
export const RENDEZVOUS = 'Rendezvous';

/** Nest's logger, less what Nest tells of itself at every start: that is for whoever looks for a fault. */
export class GatewayLogger extends ConsoleLogger {
  readonly #tellsAll: boolean;

  constructor(level: GatewayConfig['LOG_LEVEL']) {
    super({ logLevels: levelsFrom(level), colors: process.stdout.isTTY });
    this.#tellsAll = level === 'debug';
  }

  override log(message: unknown, context?: string): void {
    if (this.#tellsAll || context === RENDEZVOUS) super.log(message, context);
  }
}

function levelsFrom(level: GatewayConfig['LOG_LEVEL']): LogLevel[] {
  const order: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  const count = { silent: 0, error: 2, warn: 3, info: 4, debug: 6 };
  return order.slice(0, count[level]);
}
