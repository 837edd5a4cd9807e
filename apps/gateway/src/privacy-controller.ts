import { Controller, Get, Header } from '@nestjs/common';
import type { PrivacyStatement } from '@whispernet/protocol';
import { PrivacyReporter } from './privacy-reporter';

@Controller('privacy.json')
export class PrivacyController {
  constructor(private readonly reporter: PrivacyReporter) {}

  /** For people, and for the start page, which reads whether there is a relay. */
  @Get()
  @Header('cache-control', 'no-store')
  privacy(): PrivacyStatement {
    return this.reporter.statement();
  }
}
