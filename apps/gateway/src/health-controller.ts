import { Controller, Get, Header } from '@nestjs/common';

@Controller('health')
export class HealthController {
  /** Whether the process answers; it needs nothing else to be well. */
  @Get()
  @Header('cache-control', 'no-store')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }
}
