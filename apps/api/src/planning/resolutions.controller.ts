import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { pageOf, PageQuery, Resolution, ResolutionCorrection, ResolutionEntry, type Page } from '@querraum/contracts';
import { ResolutionsService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';
import { ADDING } from './problems';

@Controller('projects/:id/resolutions')
export class ResolutionsController {
  constructor(private readonly resolutions: ResolutionsService) {}

  @Get()
  @Answers(pageOf(Resolution), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<Resolution>> {
    return this.resolutions.list(caller, projectId, query);
  }

  @Post()
  @Answers(Resolution, { status: 201, problems: [...ADDING, 'dayAhead', 'documentOutside'] })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: ResolutionEntry }) entry: ResolutionEntry,
  ): Promise<Resolution> {
    return this.resolutions.add(caller, key, { projectId, entry });
  }

  @Post(':resolutionId/correction')
  @Answers(Resolution, { status: 201, problems: [...ADDING, 'dayAhead', 'documentOutside', 'resolutionCorrected'] })
  correct(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('resolutionId') id: string,
    @Body({ schema: ResolutionCorrection }) correction: ResolutionCorrection,
  ): Promise<Resolution> {
    return this.resolutions.correct(caller, key, { projectId, id, correction });
  }
}
