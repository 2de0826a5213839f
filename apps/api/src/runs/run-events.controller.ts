import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  MessageInput,
  RunDetail,
  RunEvents,
  SignalInput,
  VariablesInput,
  WorkError,
  WorkResult,
} from '@querraum/contracts';
import { RunModelService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const PROBLEMS = [
  'notFound',
  'notLead',
  'notImported',
  'runEnded',
  'suspended',
  'unknownVariable',
  'expressionError',
  'noOutgoingFlow',
  'badTimer',
] as const;

/** What comes from outside to a run of an imported model: messages, signals, values, the results of work. */
@Controller('runs/:id')
export class RunEventsController {
  constructor(private readonly model: RunModelService) {}

  @Get('events')
  @Answers(RunEvents, { problems: ['notFound'] })
  events(@CurrentCaller() caller: Caller, @PathId() runId: string): Promise<RunEvents> {
    return this.model.events(caller, runId);
  }

  @Post('events')
  @HttpCode(200)
  @Answers(RunDetail, { problems: [...PROBLEMS, 'unknownEvent', 'eventNotUnique'] })
  deliver(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: MessageInput }) input: MessageInput,
  ): Promise<RunDetail> {
    return this.model.deliver(caller, key, runId, input);
  }

  @Post('signals')
  @HttpCode(200)
  @Answers(RunDetail, { problems: [...PROBLEMS, 'unknownEvent'] })
  signal(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: SignalInput }) input: SignalInput,
  ): Promise<RunDetail> {
    return this.model.signal(caller, key, runId, input);
  }

  @Post('variables')
  @HttpCode(200)
  @Answers(RunDetail, { problems: PROBLEMS })
  setVariables(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: VariablesInput }) input: VariablesInput,
  ): Promise<RunDetail> {
    return this.model.setVariables(caller, key, runId, input);
  }

  @Post('work/:stepId/result')
  @HttpCode(200)
  @Answers(RunDetail, { problems: [...PROBLEMS, 'unknownStep', 'notOpen'] })
  complete(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Param('stepId') stepId: string,
    @Body({ schema: WorkResult }) input: WorkResult,
  ): Promise<RunDetail> {
    return this.model.complete(caller, key, runId, stepId, input);
  }

  @Post('work/:stepId/error')
  @HttpCode(200)
  @Answers(RunDetail, { problems: [...PROBLEMS, 'unknownStep', 'notOpen'] })
  fail(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Param('stepId') stepId: string,
    @Body({ schema: WorkError }) input: WorkError,
  ): Promise<RunDetail> {
    return this.model.fail(caller, key, runId, stepId, input);
  }
}
