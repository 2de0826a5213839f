import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { DocumentReading, NewReading } from '@querraum/contracts';
import { DocumentReadingsService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';
import { versionNumber } from './documents.controller';

/** Who has opened what for a task. */
@Controller()
export class DocumentReadingsController {
  constructor(private readonly readings: DocumentReadingsService) {}

  @Post('documents/:id/versions/:number/readings')
  @HttpCode(204)
  @ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } })
  @Answers(null, { problems: ['notFound', 'projectClosed', 'idempotencyKeyReused'] })
  async note(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() documentId: string,
    @Param('number') number: string,
    @Body({ schema: NewReading }) { taskId }: z.infer<typeof NewReading>,
  ): Promise<void> {
    await this.readings.note(caller, key, { documentId, number: versionNumber(number), taskId });
  }

  @Get('documents/:id/readings')
  @Answers(z.object({ items: z.array(DocumentReading) }), { problems: ['notFound', 'notLead'] })
  async list(@CurrentCaller() caller: Caller, @PathId() documentId: string): Promise<{ items: DocumentReading[] }> {
    return { items: await this.readings.list(caller, documentId) };
  }
}
