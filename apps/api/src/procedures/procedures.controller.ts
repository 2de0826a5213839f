import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import {
  NewProcedure,
  ProcedureDetail,
  ProcedureOverview,
  ProcedureSummary,
  ProcedureTemplate,
  ProcedureVersion,
  PublishedVersion,
} from '@querraum/contracts';
import { type Caller, DomainError, ProceduresService, ProcedureTemplatesService } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

@Controller('procedures')
export class ProceduresController {
  constructor(
    private readonly procedures: ProceduresService,
    private readonly templates: ProcedureTemplatesService,
  ) {}

  @Get()
  @Answers(z.object({ items: z.array(ProcedureSummary) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ProcedureSummary[] }> {
    return { items: await this.procedures.list(caller) };
  }

  @Post()
  @Answers(z.object({ id: z.uuid() }), {
    status: 201,
    problems: ['adminOnly', 'templateUnknown', 'procedureTaken', 'idempotencyKeyReused'],
  })
  create(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: NewProcedure }) input: NewProcedure,
  ): Promise<{ id: string }> {
    return this.templates.create(caller, key, input);
  }

  @Get('overview')
  @Answers(z.object({ items: z.array(ProcedureOverview) }), { problems: ['adminOnly'] })
  async overview(@CurrentCaller() caller: Caller): Promise<{ items: ProcedureOverview[] }> {
    return { items: await this.procedures.overview(caller) };
  }

  @Get('templates')
  @Answers(z.object({ items: z.array(ProcedureTemplate) }), { problems: ['adminOnly'] })
  async shipped(@CurrentCaller() caller: Caller): Promise<{ items: ProcedureTemplate[] }> {
    return { items: await this.templates.list(caller) };
  }

  @Get(':id')
  @Answers(ProcedureDetail, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ProcedureDetail> {
    return this.procedures.get(caller, id);
  }

  @Get(':id/versions')
  @Answers(z.object({ items: z.array(ProcedureVersion) }), { problems: ['notFound'] })
  async versions(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: ProcedureVersion[] }> {
    return { items: await this.procedures.versions(caller, id) };
  }

  @Put(':id/versions/:version')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1 } })
  @Answers(ProcedureVersion, { problems: ['adminOnly', 'notFound', 'idempotencyKeyReused', 'procedureVersionFixed'] })
  publish(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Param('version') version: string,
    @Body({ schema: PublishedVersion }) { definition }: PublishedVersion,
  ): Promise<ProcedureVersion> {
    if (!/^[1-9]\d{0,5}$/.test(version)) throw new DomainError('notFound');
    return this.procedures.publish(caller, key, { id, version: Number(version) }, definition);
  }
}
