import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ReportInput, ReportSubscription } from '@querraum/contracts';
import { ReportsService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const WRITE = [
  ...(['idempotencyKeyReused', 'areaUnknown', 'areaKeyLostZero', 'areaKeyMalformed'] as const),
  ...(['unitUnknown', 'reportRecipientUnknown'] as const),
] as const;
const OPEN = ['notFound', 'reportNotYours', 'idempotencyKeyReused', 'revisionRequired', 'revisionConflict'] as const;

/** Reports „Stand der Vorhaben“ that come by mail in a rhythm. */
@Controller('report-subscriptions')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** Own ones, those that one gets, and for administrators all of the house. */
  @Get()
  @Answers(z.object({ items: z.array(ReportSubscription) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ReportSubscription[] }> {
    return { items: await this.reports.list(caller) };
  }

  @Post()
  @Answers(ReportSubscription, { status: 201, problems: [...WRITE, 'reportTooMany'] })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: ReportInput }) input: ReportInput,
  ): Promise<ReportSubscription> {
    return this.reports.add(caller, key, input);
  }

  @Put(':id')
  @Answers(ReportSubscription, { problems: [...new Set([...OPEN, ...WRITE])] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ReportInput }) input: ReportInput,
  ): Promise<ReportSubscription> {
    return this.reports.change(caller, key, { id, revision, input });
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null, { problems: OPEN })
  async end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<void> {
    await this.reports.end(caller, key, id, revision);
  }

  /** Whoever was named as a further recipient wants the report no more. */
  @Post(':id/leave')
  @HttpCode(204)
  @Answers(null, { problems: ['notFound', 'idempotencyKeyReused', 'reportNotReceived'] })
  async leave(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<void> {
    await this.reports.leave(caller, key, id);
  }
}
