import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { pageOf, PageQuery, Risk, RiskEntry, RiskStep, type Page } from '@querraum/contracts';
import { RisksService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';
import { ADDING, CHANGING, REPORTING, UNITS } from './problems';

@Controller('projects/:id/risks')
export class RisksController {
  constructor(private readonly risks: RisksService) {}

  @Get()
  @Answers(pageOf(Risk), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<Risk>> {
    return this.risks.list(caller, projectId, query);
  }

  @Post()
  @Answers(Risk, { status: 201, problems: [...ADDING, ...UNITS] })
  async add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: RiskEntry }) entry: RiskEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Risk> {
    return tagged(response, await this.risks.add(caller, key, { projectId, entry }));
  }

  @Put(':riskId')
  @Answers(Risk, { problems: [...CHANGING, ...UNITS] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('riskId') id: string,
    @Revision() revision: number,
    @Body({ schema: RiskEntry }) entry: RiskEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Risk> {
    return tagged(response, await this.risks.change(caller, key, { projectId, id, revision, entry }));
  }

  @Post(':riskId/state')
  @HttpCode(200)
  @Answers(Risk, { problems: [...REPORTING, 'reasonMissing'] })
  async step(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('riskId') id: string,
    @Revision() revision: number,
    @Body({ schema: RiskStep }) step: RiskStep,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Risk> {
    return tagged(response, await this.risks.step(caller, key, { projectId, id, revision, step }));
  }
}
