import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { KindEntry, ProjectKind, ProjectKindDetail } from '@querraum/contracts';
import { ProjectKindsService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const READ = ['adminOnly', 'notFound'] as const;
const ADD = ['adminOnly', 'idempotencyKeyReused', 'kindCodeTaken', 'kindProcedureUnknown'] as const;
const EDIT = [...READ, 'idempotencyKeyReused', 'revisionRequired', 'revisionConflict'] as const;

/** Kinds of projects: everybody of the house reads them, its administrators keep them. */
@Controller('project-kinds')
export class ProjectKindsController {
  constructor(private readonly kinds: ProjectKindsService) {}

  @Get()
  @Answers(z.object({ items: z.array(ProjectKind) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ProjectKind[] }> {
    return { items: await this.kinds.list(caller) };
  }

  @Get(':id')
  @Answers(ProjectKindDetail, { problems: READ })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ProjectKindDetail> {
    return this.kinds.get(caller, id);
  }

  @Post()
  @Answers(ProjectKindDetail, { status: 201, problems: ADD })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: KindEntry }) entry: KindEntry,
  ): Promise<ProjectKindDetail> {
    return this.kinds.add(caller, key, entry);
  }

  @Put(':id')
  @Answers(ProjectKindDetail, { problems: [...EDIT, 'kindCodeTaken', 'kindProcedureUnknown', 'kindFieldType'] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: KindEntry }) entry: KindEntry,
  ): Promise<ProjectKindDetail> {
    return this.kinds.change(caller, key, id, revision, entry);
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @Answers(ProjectKindDetail, { problems: [...EDIT, 'kindLast'] })
  retire(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<ProjectKindDetail> {
    return this.kinds.retire(caller, key, id, revision);
  }

  @Delete(':id/retirement')
  @Answers(ProjectKindDetail, { problems: EDIT })
  offer(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<ProjectKindDetail> {
    return this.kinds.offer(caller, key, id, revision);
  }
}
