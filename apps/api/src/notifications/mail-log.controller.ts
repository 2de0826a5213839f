import { Controller, Get, Query } from '@nestjs/common';
import { MailDelivery, MailDeliveryQuery, pageOf, type Page } from '@querraum/contracts';
import { type Caller, MailLogService } from '@querraum/server';
import { Answers, CurrentCaller } from '../http';

@Controller('mail-deliveries')
export class MailLogController {
  constructor(private readonly mailLog: MailLogService) {}

  @Get()
  @Answers(pageOf(MailDelivery), { problems: ['adminOnly'] })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: MailDeliveryQuery.strict() }) query: MailDeliveryQuery,
  ): Promise<Page<MailDelivery>> {
    return this.mailLog.list(caller, query);
  }
}
