import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { Citation, CitationEntry, pageOf, PageQuery, PlanEnding, type Page } from '@querraum/contracts';
import { CitationsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';
import { ADDING, CHANGING } from './problems';

@Controller('projects/:id/citations')
export class CitationsController {
  constructor(private readonly citations: CitationsService) {}

  @Get()
  @Answers(pageOf(Citation), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<Citation>> {
    return this.citations.list(caller, projectId, query);
  }

  @Post()
  @Answers(Citation, { status: 201, problems: [...ADDING] })
  async add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: CitationEntry }) entry: CitationEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Citation> {
    return tagged(response, await this.citations.add(caller, key, { projectId, entry }));
  }

  @Put(':citationId')
  @Answers(Citation, { problems: [...CHANGING] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('citationId') id: string,
    @Revision() revision: number,
    @Body({ schema: CitationEntry }) entry: CitationEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Citation> {
    return tagged(response, await this.citations.change(caller, key, { projectId, id, revision, entry }));
  }

  @Post(':citationId/end')
  @HttpCode(204)
  @Answers(null, { problems: [...CHANGING] })
  async end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('citationId') id: string,
    @Revision() revision: number,
    @Body({ schema: PlanEnding }) ending: PlanEnding,
  ): Promise<void> {
    await this.citations.end(caller, key, { projectId, id, revision, ending });
  }
}
