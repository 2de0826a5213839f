import { Controller, Get, Inject } from '@nestjs/common';
import { Configuration } from '@querraum/contracts';
import { CONFIG, type Config, tracing, Transactions } from '@querraum/server';
import { PublicAnswers } from '../http/answers';
import { VERSION } from '../http/version';

@Controller('configuration')
export class ConfigurationController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @PublicAnswers(Configuration)
  async read(): Promise<Configuration> {
    const now = await this.transactions.run(async (tx) => tx.now.toISOString());
    const { ISSUER, WEB_CLIENT_ID, DEMO, TEST_CLOCK } = this.config;
    const settings = {
      issuer: ISSUER,
      clientId: WEB_CLIENT_ID,
      version: VERSION,
      demo: DEMO,
      testClock: TEST_CLOCK,
      now,
    };
    return tracing.isOn ? { ...settings, tracing: true } : settings;
  }
}
