import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ProcedureDraft, ProcedureVersion } from '@querraum/contracts';
import { type Caller, ProcedureDraftsService } from '@querraum/server';
import { ProcedureEdit } from '@querraum/workflow';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const READ = ['adminOnly', 'notFound'] as const;
const CHANGED = [
  ...READ,
  'idempotencyKeyReused',
  'revisionRequired',
  'procedureDraftChanged',
  'procedureDraftGone',
] as const;

@Controller('procedures/:id')
export class ProcedureDraftsController {
  constructor(private readonly drafts: ProcedureDraftsService) {}

  @Get('draft')
  @Answers(ProcedureDraft, { problems: READ })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureDraft> {
    return tagged(response, await this.drafts.get(caller, id));
  }

  @Post('draft')
  @Answers(ProcedureDraft, { status: 201, problems: [...READ, 'idempotencyKeyReused'] })
  async open(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureDraft> {
    return tagged(response, await this.drafts.open(caller, key, id));
  }

  @Put('draft')
  @Answers(ProcedureDraft, { problems: [...CHANGED, 'procedureLooseEnd'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ProcedureEdit }) edit: ProcedureEdit,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProcedureDraft> {
    return tagged(response, await this.drafts.change(caller, key, { id, revision }, edit));
  }

  @Delete('draft')
  @HttpCode(204)
  @Answers(null, { problems: CHANGED })
  async discard(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<void> {
    await this.drafts.discard(caller, key, { id, revision });
  }

  @Post('versions')
  @Answers(ProcedureVersion, {
    status: 201,
    problems: [...CHANGED, 'procedureOwnDraft', 'procedureUnsound', 'procedureUnchanged'],
  })
  release(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<ProcedureVersion> {
    return this.drafts.release(caller, key, { id, revision });
  }
}
