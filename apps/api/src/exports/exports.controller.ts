import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ExportJob, ExportJobs, NewExport } from '@querraum/contracts';
import { ExportsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { contentDisposition } from '../documents/content-disposition';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const WRITE = ['notFound', 'idempotencyKeyReused'] as const;

/** Files of projects to take away. Whose export it is sees it; for everybody else it does not exist. */
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get()
  @Answers(ExportJobs)
  list(@CurrentCaller() caller: Caller): Promise<ExportJobs> {
    return this.exports.list(caller);
  }

  @Post()
  @Answers(ExportJob, { status: 201, problems: [...WRITE, 'exportTooMany', 'exportNothing', 'exportTooLarge'] })
  request(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: NewExport }) input: NewExport,
  ): Promise<ExportJob> {
    return this.exports.request(caller, key, input);
  }

  @Get(':id')
  @Answers(ExportJob, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ExportJob> {
    return this.exports.get(caller, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Answers(ExportJob, { problems: [...WRITE, 'exportEnded'] })
  cancel(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<ExportJob> {
    return this.exports.cancel(caller, key, id);
  }

  @Get(':id/file')
  @ApiProduces('application/zip')
  @Answers(null, { status: 200, problems: ['notFound', 'exportNotReady', 'documentStoreAway'] })
  async file(@CurrentCaller() caller: Caller, @PathId() id: string, @Res() response: Response): Promise<void> {
    const { fileName, size, bytes } = await this.exports.file(caller, id);
    response.set({
      'content-type': 'application/zip',
      'content-length': String(size),
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
      // A reader who goes away in the middle is no fault.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}
