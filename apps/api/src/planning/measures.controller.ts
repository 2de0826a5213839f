import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  Measure,
  MeasureEntry,
  MeasureExportQuery,
  MeasureQuery,
  MeasureStep,
  pageOf,
  type Page,
} from '@querraum/contracts';
import { MeasuresService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { contentDisposition } from '../documents/content-disposition';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';
import { ADDING, CHANGING, REPORTING, UNITS } from './problems';

const FILE_NAMES = { de: 'Maßnahmen', en: 'Measures' } as const;

@Controller('projects/:id/measures')
export class MeasuresController {
  constructor(private readonly measures: MeasuresService) {}

  @Get()
  @Answers(pageOf(Measure), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: MeasureQuery.strict() }) query: MeasureQuery,
  ): Promise<Page<Measure>> {
    return this.measures.list(caller, projectId, query);
  }

  /** Every measure as a file for a spreadsheet. */
  @Get('export')
  @ApiProduces('text/csv')
  @Answers(null, { status: 200, problems: ['notFound'] })
  async export(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: MeasureExportQuery.strict() }) { language }: MeasureExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { reference, csv } = await this.measures.export(caller, projectId, language);
    response
      .set({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': contentDisposition(
          'attachment',
          `${FILE_NAMES[language]} ${reference.replaceAll('/', '-')}.csv`,
        ),
        'x-content-type-options': 'nosniff',
      })
      .send(csv);
  }

  @Get(':measureId')
  @Answers(Measure, { problems: ['notFound'] })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @PathId('measureId') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Measure> {
    return tagged(response, await this.measures.get(caller, projectId, id));
  }

  @Post()
  @Answers(Measure, { status: 201, problems: [...ADDING, ...UNITS, 'periodBackwards', 'areaOutside'] })
  async add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: MeasureEntry }) entry: MeasureEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Measure> {
    return tagged(response, await this.measures.add(caller, key, { projectId, entry }));
  }

  @Put(':measureId')
  @Answers(Measure, { problems: [...CHANGING, ...UNITS, 'periodBackwards', 'areaOutside'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('measureId') id: string,
    @Revision() revision: number,
    @Body({ schema: MeasureEntry }) entry: MeasureEntry,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Measure> {
    return tagged(response, await this.measures.change(caller, key, { projectId, id, revision, entry }));
  }

  @Post(':measureId/state')
  @HttpCode(200)
  @Answers(Measure, { problems: [...REPORTING, 'reasonMissing'] })
  async step(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('measureId') id: string,
    @Revision() revision: number,
    @Body({ schema: MeasureStep }) step: MeasureStep,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Measure> {
    return tagged(response, await this.measures.step(caller, key, { projectId, id, revision, step }));
  }
}
