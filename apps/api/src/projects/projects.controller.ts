import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import {
  HistoryEntry,
  NewProject,
  pageOf,
  PageQuery,
  ProjectChange,
  ProjectDetail,
  ProjectQuery,
  ProjectSummary,
  RunSummary,
  type Page,
} from '@querraum/contracts';
import { ProjectOpeningService, ProjectsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const AREAS = ['areaUnknown', 'areaKeyLostZero', 'areaKeyMalformed'] as const;
const UNITS = ['unitUnknown', 'unitTwice', 'idempotencyKeyReused'] as const;
const OPENING = [
  'leadUnitOutside',
  'kindUnknown',
  'projectFieldsInvalid',
  'projectTemplateUnknown',
  'projectTemplateKind',
  'projectTemplateUnfit',
] as const;
const ListQuery = ProjectQuery.strict();

@Controller('projects')
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly opening: ProjectOpeningService,
  ) {}

  @Get()
  @Answers(pageOf(ProjectSummary))
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ListQuery }) query: ProjectQuery,
  ): Promise<Page<ProjectSummary>> {
    return this.projects.list(caller, query);
  }

  @Post()
  @Answers(ProjectDetail, { status: 201, problems: [...AREAS, ...UNITS, ...OPENING] })
  async create(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: NewProject }) input: NewProject,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.opening.open(caller, key, input));
  }

  @Get(':id')
  @Answers(ProjectDetail, { problems: ['notFound'] })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.projects.get(caller, id));
  }

  @Patch(':id')
  @Answers(ProjectDetail, {
    problems: [
      'notFound',
      'notLead',
      'revisionRequired',
      'revisionConflict',
      'projectFieldsInvalid',
      'participantHolds',
      ...AREAS,
      ...UNITS,
    ],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ProjectChange }) change: ProjectChange,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.projects.change(caller, key, { id, revision, change }));
  }

  @Get(':id/runs')
  @Answers(pageOf(RunSummary), { problems: ['notFound'] })
  runs(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<RunSummary>> {
    return this.projects.runs(caller, id, query);
  }

  @Get(':id/history')
  @Answers(pageOf(HistoryEntry), { problems: ['notFound'] })
  history(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<HistoryEntry>> {
    return this.projects.history(caller, id, query);
  }
}
