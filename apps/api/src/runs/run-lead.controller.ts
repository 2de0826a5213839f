import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  Insertion,
  Reopening,
  Resumption,
  Retry,
  ReturnPlanQuery,
  ReturnPlanView,
  ReturnTargets,
  RunDetail,
  RunReturn,
  Skip,
  Suspension,
} from '@querraum/contracts';
import { RunLeadService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

/** What the lead does with a run as a whole. */
@Controller('runs/:id')
export class RunLeadController {
  constructor(private readonly lead: RunLeadService) {}

  @Post('suspension')
  @HttpCode(200)
  @Answers(RunDetail, { problems: ['notFound', 'notLead', 'runEnded', 'suspended', 'reasonRequired'] })
  suspend(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Suspension }) input: Suspension,
  ): Promise<RunDetail> {
    return this.lead.suspend(caller, key, runId, input);
  }

  @Post('resumption')
  @HttpCode(200)
  @Answers(RunDetail, { problems: ['notFound', 'notLead', 'runEnded', 'notSuspended'] })
  resume(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Resumption }) _input: Resumption,
  ): Promise<RunDetail> {
    return this.lead.resume(caller, key, runId);
  }

  @Get('return-targets')
  @Answers(ReturnTargets, { problems: ['notFound'] })
  returnTargets(@CurrentCaller() caller: Caller, @PathId() runId: string): Promise<ReturnTargets> {
    return this.lead.returnTargets(caller, runId);
  }

  @Get('return-plan')
  @Answers(ReturnPlanView, { problems: ['notFound', 'unknownNode'] })
  returnPlan(
    @CurrentCaller() caller: Caller,
    @PathId() runId: string,
    @Query({ schema: ReturnPlanQuery }) query: ReturnPlanQuery,
  ): Promise<ReturnPlanView> {
    return this.lead.returnPlan(caller, runId, query);
  }

  @Post('return')
  @HttpCode(200)
  @Answers(RunDetail, {
    problems: ['notFound', 'notLead', 'runEnded', 'suspended', 'reasonRequired', 'unknownNode', 'notReturnable'],
  })
  returnTo(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: RunReturn }) input: RunReturn,
  ): Promise<RunDetail> {
    return this.lead.returnTo(caller, key, runId, input);
  }

  @Post('insertions')
  @HttpCode(200)
  @Answers(RunDetail, {
    problems: [
      'notFound',
      'notLead',
      'runEnded',
      'suspended',
      'reasonRequired',
      'unknownStep',
      'notOpen',
      'unitUnknown',
      'notInsertable',
    ],
  })
  insertStep(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Insertion }) input: Insertion,
  ): Promise<RunDetail> {
    return this.lead.insertStep(caller, key, runId, input);
  }

  @Post('skips')
  @HttpCode(200)
  @Answers(RunDetail, {
    problems: [
      'notFound',
      'notLead',
      'runEnded',
      'suspended',
      'reasonRequired',
      'unknownStep',
      'notOpen',
      'notSkippable',
      'insertedOpen',
    ],
  })
  skipStep(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Skip }) input: Skip,
  ): Promise<RunDetail> {
    return this.lead.skipStep(caller, key, runId, input);
  }

  @Post('retries')
  @HttpCode(200)
  @Answers(RunDetail, { problems: ['notFound', 'notLead', 'runEnded', 'suspended', 'unknownStep', 'nothingFailed'] })
  retry(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Retry }) input: Retry,
  ): Promise<RunDetail> {
    return this.lead.retry(caller, key, runId, input);
  }

  @Post('reopening')
  @HttpCode(200)
  @Answers(RunDetail, {
    problems: [
      'notFound',
      'notLead',
      'reasonRequired',
      'notReopenable',
      'unknownNode',
      'notReturnable',
      'runRunning',
      'documentNotCurrent',
    ],
  })
  reopen(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Reopening }) input: Reopening,
  ): Promise<RunDetail> {
    return this.lead.reopen(caller, key, runId, input);
  }
}
