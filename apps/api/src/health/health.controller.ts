import { Controller, Get, Inject } from '@nestjs/common';
import { CONFIG, type Config, Transactions } from '@querraum/server';
import { z } from 'zod';
import { PublicAnswers } from '../http/answers';

const Live = z.object({ status: z.literal('ok') });
/** `degraded` names what users will miss though requests are answered. */
const Ready = z.object({ status: z.enum(['ok', 'degraded']), degraded: z.array(z.enum(['mail'])).optional() });

@Controller('health')
export class HealthController {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The process answers. */
  @Get('live')
  @PublicAnswers(Live)
  live(): z.infer<typeof Live> {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers too. In production a missing mail server does not go unsaid. */
  @Get('ready')
  @PublicAnswers(Ready)
  async ready(): Promise<z.infer<typeof Ready>> {
    await this.transactions.run((tx) => tx.rows('select 1'));
    return mailIsMissing(this.config) ? { status: 'degraded', degraded: ['mail'] } : { status: 'ok' };
  }
}

const mailIsMissing = ({ NODE_ENV, SMTP_URL }: Config): boolean => NODE_ENV === 'production' && SMTP_URL === undefined;
