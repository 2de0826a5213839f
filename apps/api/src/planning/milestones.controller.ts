import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import {
  Milestone,
  MilestoneEntry,
  MilestoneStep,
  pageOf,
  PageQuery,
  PlanEnding,
  type Page,
} from '@querraum/contracts';
import { MilestonesService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';
import { ADDING, CHANGING, REPORTING, UNITS } from './problems';

@Controller('projects/:id/milestones')
export class MilestonesController {
  constructor(private readonly milestones: MilestonesService) {}

  @Get()
  @Answers(pageOf(Milestone), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<Milestone>> {
    return this.milestones.list(caller, projectId, query);
  }

  @Post()
  @Answers(Milestone, { status: 201, problems: [...ADDING, ...UNITS, 'phaseMissing'] })
  async add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: MilestoneEntry }) entry: MilestoneEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Milestone> {
    return tagged(response, await this.milestones.add(caller, key, { projectId, entry }));
  }

  @Put(':milestoneId')
  @Answers(Milestone, { problems: [...CHANGING, ...UNITS, 'phaseMissing'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('milestoneId') id: string,
    @Revision() revision: number,
    @Body({ schema: MilestoneEntry }) entry: MilestoneEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Milestone> {
    return tagged(response, await this.milestones.change(caller, key, { projectId, id, revision, entry }));
  }

  @Post(':milestoneId/completion')
  @HttpCode(200)
  @Answers(Milestone, { problems: [...REPORTING, 'dayAhead'] })
  async step(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('milestoneId') id: string,
    @Revision() revision: number,
    @Body({ schema: MilestoneStep }) step: MilestoneStep,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Milestone> {
    return tagged(response, await this.milestones.step(caller, key, { projectId, id, revision, step }));
  }

  @Post(':milestoneId/end')
  @HttpCode(204)
  @Answers(null, { problems: [...CHANGING] })
  async end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('milestoneId') id: string,
    @Revision() revision: number,
    @Body({ schema: PlanEnding }) ending: PlanEnding,
  ): Promise<void> {
    await this.milestones.end(caller, key, { projectId, id, revision, ending });
  }
}
