import { Module } from '@nestjs/common';
import { ProcedureDraftsService, ProceduresService, ProcedureTemplatesService } from '@querraum/server';
import { ProcedureDraftsController } from './procedure-drafts.controller';
import { ProceduresController } from './procedures.controller';

@Module({
  controllers: [ProceduresController, ProcedureDraftsController],
  providers: [ProceduresService, ProcedureDraftsService, ProcedureTemplatesService],
})
export class ProceduresModule {}
