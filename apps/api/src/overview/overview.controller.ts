import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  OverviewAreaQuery,
  OverviewAreas,
  OverviewCounts,
  OverviewExportQuery,
  OverviewFilter,
  OverviewProject,
  OverviewQuery,
  pageOf,
  type Page,
} from '@querraum/contracts';
import { OverviewService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { contentDisposition } from '../documents/content-disposition';
import { Answers, CurrentCaller } from '../http';

const AREAS = ['areaUnknown', 'areaKeyLostZero', 'areaKeyMalformed'] as const;
const FILE_NAMES = { de: 'Vorhaben.csv', en: 'projects.csv' } as const;

@Controller('overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get('projects')
  @Answers(pageOf(OverviewProject), { problems: AREAS })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: OverviewQuery.strict() }) query: OverviewQuery,
  ): Promise<Page<OverviewProject>> {
    return this.overview.list(caller, query);
  }

  @Get('counts')
  @Answers(OverviewCounts, { problems: AREAS })
  counts(
    @CurrentCaller() caller: Caller,
    @Query({ schema: OverviewFilter.strict() }) query: OverviewFilter,
  ): Promise<OverviewCounts> {
    return this.overview.counts(caller, query);
  }

  @Get('areas')
  @Answers(OverviewAreas, { problems: AREAS })
  areas(
    @CurrentCaller() caller: Caller,
    @Query({ schema: OverviewAreaQuery.strict() }) query: OverviewAreaQuery,
  ): Promise<OverviewAreas> {
    return this.overview.areas(caller, query);
  }

  /** Every row of the list as a file for a spreadsheet. */
  @Get('export')
  @ApiProduces('text/csv')
  @Answers(null, { status: 200, problems: AREAS })
  async export(
    @CurrentCaller() caller: Caller,
    @Query({ schema: OverviewExportQuery.strict() }) query: OverviewExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.overview.export(caller, query);
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition('attachment', FILE_NAMES[query.language]),
      'x-content-type-options': 'nosniff',
    });
    await pipeline(Readable.from(lines), response).catch((error: NodeJS.ErrnoException) => {
      // A reader who goes away in the middle is no fault.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}
