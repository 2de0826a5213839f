import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { BPMN_LIMIT_BYTES, ImportedProcedures, ProcedureBpmnQuery } from '@querraum/contracts';
import { type Caller, ProcedureBpmnService } from '@querraum/server';
import type { Response } from 'express';
import { z } from 'zod';
import { contentDisposition } from '../documents/content-disposition';
import { Answers, CurrentCaller, IdempotencyKey, PathId, TakesFormFile, UploadedFormFile } from '../http';

const NoFields = z.strictObject({});

/** Procedures as files of BPMN 2.0. */
@Controller('procedures')
export class ProcedureBpmnController {
  constructor(private readonly bpmn: ProcedureBpmnService) {}

  @Post('import')
  @TakesFormFile(BPMN_LIMIT_BYTES, NoFields)
  @Answers(ImportedProcedures, {
    status: 201,
    problems: [
      'adminOnly',
      'documentMissing',
      'documentTooLarge',
      'bpmnRefused',
      'procedureTaken',
      'idempotencyKeyReused',
    ],
  })
  import(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @UploadedFormFile() file: Buffer,
    @Body({ schema: NoFields }) _fields: object,
  ): Promise<ImportedProcedures> {
    return this.bpmn.import(caller, key, file);
  }

  @Get(':id/bpmn')
  @ApiProduces('application/xml')
  @Answers(null, { status: 200, problems: ['adminOnly', 'notFound'] })
  async export(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: ProcedureBpmnQuery.strict() }) query: ProcedureBpmnQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName, xml } = await this.bpmn.export(caller, id, query);
    response
      .set({
        'content-type': 'application/xml; charset=utf-8',
        'content-disposition': contentDisposition('attachment', fileName),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      .send(xml);
  }
}
