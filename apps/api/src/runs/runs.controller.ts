import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { Cancellation, NewRun, RunCourse, RunDetail, StepCommand } from '@querraum/contracts';
import { RunsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, tagged } from '../http';

const STEP_PROBLEMS = [
  'notFound',
  'notLead',
  'notParty',
  'notOpen',
  'roundEnded',
  'reasonRequired',
  'alreadyAsked',
  'lastPlace',
] as const;

@Controller()
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Post('projects/:id/runs')
  @Answers(RunDetail, {
    status: 201,
    problems: [
      'notFound',
      'notLead',
      'runRunning',
      'missingParticipant',
      'unknownFact',
      'badFact',
      'factMissing',
      'unitUnknown',
      'notImported',
      'unknownEvent',
    ],
  })
  start(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: NewRun }) input: NewRun,
  ): Promise<RunDetail> {
    return this.runs.start(caller, key, projectId, input);
  }

  @Get('runs/:id')
  @Answers(RunDetail, { problems: ['notFound'] })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() runId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RunDetail> {
    return tagged(response, await this.runs.get(caller, runId));
  }

  @Get('runs/:id/course')
  @Answers(RunCourse, { problems: ['notFound'] })
  course(@CurrentCaller() caller: Caller, @PathId() runId: string): Promise<RunCourse> {
    return this.runs.course(caller, runId);
  }

  @Post('runs/:id/steps/:stepId/commands')
  @HttpCode(200)
  @Answers(RunDetail, { problems: STEP_PROBLEMS })
  command(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Param('stepId') stepId: string,
    @Body({ schema: StepCommand }) input: StepCommand,
  ): Promise<RunDetail> {
    return this.runs.command(caller, key, runId, stepId, input);
  }

  @Post('runs/:id/cancel')
  @HttpCode(200)
  @Answers(RunDetail, { problems: ['notFound', 'notLead', 'runEnded', 'reasonRequired'] })
  cancel(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() runId: string,
    @Body({ schema: Cancellation }) { reason }: Cancellation,
  ): Promise<RunDetail> {
    return this.runs.cancel(caller, key, runId, reason);
  }
}
