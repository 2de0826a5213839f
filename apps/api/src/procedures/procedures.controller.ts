import { Controller, Get } from '@nestjs/common';
import { ProcedureDetail, ProcedureSummary } from '@querraum/contracts';
import { type Caller, ProceduresService } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, PathId } from '../http';

@Controller('procedures')
export class ProceduresController {
  constructor(private readonly procedures: ProceduresService) {}

  @Get()
  @Answers(z.object({ items: z.array(ProcedureSummary) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ProcedureSummary[] }> {
    return { items: await this.procedures.list(caller) };
  }

  @Get(':id')
  @Answers(ProcedureDetail, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ProcedureDetail> {
    return this.procedures.get(caller, id);
  }
}
