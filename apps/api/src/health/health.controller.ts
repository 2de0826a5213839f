import { Controller, Get, Inject } from '@nestjs/common';
import { CONFIG, type Config, DomainError, isAuditSealed, type Transaction, Transactions } from '@querraum/server';
import { z } from 'zod';
import { PublicAnswers } from '../http/answers';
import { Draining } from './draining';

const Live = z.object({ status: z.literal('ok') });
/** `degraded` names what users will miss though requests are answered. */
const Ready = z.object({
  status: z.enum(['ok', 'degraded']),
  degraded: z.array(z.enum(['mail', 'auditCheckpoint'])).optional(),
});

@Controller('health')
export class HealthController {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
    private readonly draining: Draining,
  ) {}

  /** The process answers. */
  @Get('live')
  @PublicAnswers(Live)
  live(): z.infer<typeof Live> {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers too. In production a missing mail server does not go unsaid. A process that is about to end takes nothing new. */
  @Get('ready')
  @PublicAnswers(Ready)
  async ready(): Promise<z.infer<typeof Ready>> {
    if (this.draining.isDraining) throw new DomainError('ending');
    const degraded = await this.transactions.run((tx) => missing(tx, this.config));
    return degraded.length > 0 ? { status: 'degraded', degraded } : { status: 'ok' };
  }
}

async function missing(tx: Transaction, { NODE_ENV, SMTP_URL }: Config): Promise<('mail' | 'auditCheckpoint')[]> {
  const isSealed = await isAuditSealed(tx);
  if (NODE_ENV !== 'production') return [];
  return [...(SMTP_URL === undefined ? ['mail' as const] : []), ...(isSealed ? [] : ['auditCheckpoint' as const])];
}
