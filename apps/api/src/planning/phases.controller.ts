import { Body, Controller, HttpCode, Post, Put, Res } from '@nestjs/common';
import { Phase, PhaseEntry, PhaseStep, PlanEnding } from '@querraum/contracts';
import { PhasesService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';
import { ADDING, CHANGING } from './problems';

@Controller('projects/:id/phases')
export class PhasesController {
  constructor(private readonly phases: PhasesService) {}

  @Post()
  @Answers(Phase, { status: 201, problems: [...ADDING, 'periodBackwards'] })
  async add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: PhaseEntry }) entry: PhaseEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Phase> {
    return tagged(response, await this.phases.add(caller, key, { projectId, entry }));
  }

  @Put(':phaseId')
  @Answers(Phase, { problems: [...CHANGING, 'periodBackwards'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('phaseId') id: string,
    @Revision() revision: number,
    @Body({ schema: PhaseEntry }) entry: PhaseEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Phase> {
    return tagged(response, await this.phases.change(caller, key, { projectId, id, revision, entry }));
  }

  @Post(':phaseId/state')
  @HttpCode(200)
  @Answers(Phase, { problems: [...CHANGING, 'phaseRunning'] })
  async step(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('phaseId') id: string,
    @Revision() revision: number,
    @Body({ schema: PhaseStep }) step: PhaseStep,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Phase> {
    return tagged(response, await this.phases.step(caller, key, { projectId, id, revision, step }));
  }

  @Post(':phaseId/end')
  @HttpCode(204)
  @Answers(null, { problems: [...CHANGING, 'phaseInUse'] })
  async end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('phaseId') id: string,
    @Revision() revision: number,
    @Body({ schema: PlanEnding }) ending: PlanEnding,
  ): Promise<void> {
    await this.phases.end(caller, key, { projectId, id, revision, ending });
  }
}
