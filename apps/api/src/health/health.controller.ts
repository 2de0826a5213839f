import { Controller, Get } from '@nestjs/common';
import { Transactions } from '@querraum/server';
import { z } from 'zod';
import { PublicAnswers } from '../http/answers';

const Health = z.object({ status: z.literal('ok') });

@Controller('health')
export class HealthController {
  constructor(private readonly transactions: Transactions) {}

  /** The process answers. */
  @Get('live')
  @PublicAnswers(Health)
  live(): z.infer<typeof Health> {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers too. */
  @Get('ready')
  @PublicAnswers(Health)
  async ready(): Promise<z.infer<typeof Health>> {
    await this.transactions.run((tx) => tx.rows('select 1'));
    return { status: 'ok' };
  }
}
