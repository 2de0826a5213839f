import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import {
  MigrationChoice,
  MigrationMapping,
  MigrationRun,
  MigrationRunQuery,
  NewProcedureMigration,
  type Page,
  pageOf,
  ProcedureMigration,
  ProcedureMigrationSummary,
} from '@querraum/contracts';
import { type Caller, RunMigrationsService } from '@querraum/server';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const READ = ['adminOnly', 'notFound'] as const;
const PLANNING = [
  ...READ,
  'idempotencyKeyReused',
  'revisionRequired',
  'migrationPlanChanged',
  'migrationNotOpen',
] as const;

/** Running procedures go on by another version (docs/adr/0040). */
@Controller('procedures/:id/migrations')
export class ProcedureMigrationsController {
  constructor(private readonly migrations: RunMigrationsService) {}

  @Get()
  @Answers(z.object({ items: z.array(ProcedureMigrationSummary) }), { problems: READ })
  async list(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: ProcedureMigrationSummary[] }> {
    return { items: await this.migrations.list(caller, id) };
  }

  @Post()
  @Answers(ProcedureMigration, {
    status: 201,
    problems: [...READ, 'idempotencyKeyReused', 'migrationSameVersion', 'migrationVersionUnknown'],
  })
  async plan(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: NewProcedureMigration }) input: NewProcedureMigration,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.plan(caller, key, id, input));
  }

  @Get(':migrationId')
  @Answers(ProcedureMigration, { problems: READ })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.get(caller, { procedureId, id }));
  }

  @Get(':migrationId/runs')
  @Answers(pageOf(MigrationRun), { problems: READ })
  runs(
    @CurrentCaller() caller: Caller,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Query({ schema: MigrationRunQuery.strict() }) query: MigrationRunQuery,
  ): Promise<Page<MigrationRun>> {
    return this.migrations.runs(caller, { procedureId, id }, query);
  }

  @Put(':migrationId')
  @Answers(ProcedureMigration, { problems: [...PLANNING, 'migrationMappingWrong'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
    @Body({ schema: MigrationMapping }) mapping: MigrationMapping,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.change(caller, key, { procedureId, id, revision }, mapping));
  }

  @Delete(':migrationId')
  @HttpCode(204)
  @Answers(null, { problems: PLANNING })
  async discard(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
  ): Promise<void> {
    await this.migrations.discard(caller, key, { procedureId, id, revision });
  }

  @Post(':migrationId/check')
  @HttpCode(200)
  @Answers(ProcedureMigration, { problems: PLANNING })
  async check(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.check(caller, key, { procedureId, id, revision }));
  }

  @Put(':migrationId/choice')
  @Answers(ProcedureMigration, { problems: PLANNING })
  async choose(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
    @Body({ schema: MigrationChoice }) choice: MigrationChoice,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.choose(caller, key, { procedureId, id, revision }, choice));
  }

  @Post(':migrationId/release')
  @HttpCode(200)
  @Answers(ProcedureMigration, {
    problems: [...PLANNING, 'migrationOwnPlan', 'migrationUnchecked', 'migrationEmpty'],
  })
  async release(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.release(caller, key, { procedureId, id, revision }));
  }

  @Post(':migrationId/undo')
  @HttpCode(200)
  @Answers(ProcedureMigration, {
    problems: [...READ, 'idempotencyKeyReused', 'revisionRequired', 'migrationPlanChanged', 'migrationNotReleased'],
  })
  async undo(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() procedureId: string,
    @PathId('migrationId') id: string,
    @Revision() revision: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureMigration> {
    return tagged(response, await this.migrations.undo(caller, key, { procedureId, id, revision }));
  }
}
