import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { CycleInput, CycleView, ProjectDetail, RenewalInput, WithReason } from '@querraum/contracts';
import { CyclesService, RenewalsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const WRITE = ['notFound', 'notLead', 'deletionBegun', 'cyclePassedOn', 'idempotencyKeyReused'] as const;
const EDIT = [...WRITE, 'revisionRequired', 'revisionConflict'] as const;

/** Fortschreibung: when a project is written anew, and the opening of its successor. */
@Controller('projects/:id')
export class CyclesController {
  constructor(
    private readonly cycles: CyclesService,
    private readonly renewals: RenewalsService,
  ) {}

  @Get('cycle')
  @Answers(CycleView, { problems: ['notFound'] })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CycleView> {
    return tagged(response, await this.cycles.get(caller, id));
  }

  @Put('cycle')
  @Answers(CycleView, { problems: [...EDIT, 'cyclePast', 'cycleFar'] })
  async set(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @PathId() projectId: string,
    @Body({ schema: CycleInput }) input: CycleInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CycleView> {
    return tagged(response, await this.cycles.set(caller, key, { projectId, revision }, input));
  }

  @Post('cycle/pause')
  @HttpCode(200)
  @Answers(CycleView, { problems: [...EDIT, 'cycleNone'] })
  async pause(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @PathId() projectId: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CycleView> {
    return tagged(response, await this.cycles.pause(caller, key, { projectId, revision }, reason));
  }

  @Post('renewal')
  @Answers(ProjectDetail, {
    status: 201,
    problems: [...WRITE, 'cycleNone', 'leadUnitOutside', 'kindUnknown', 'projectFieldsInvalid', 'invalidInput'],
  })
  async open(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: RenewalInput }) input: RenewalInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.renewals.open(caller, key, id, input));
  }
}
