import { Module } from '@nestjs/common';
import {
  ProcedureDraftsService,
  ProceduresService,
  ProcedureTemplatesService,
  RunMigrationsService,
} from '@querraum/server';
import { ProcedureDraftsController } from './procedure-drafts.controller';
import { ProcedureMigrationsController } from './procedure-migrations.controller';
import { ProceduresController } from './procedures.controller';

@Module({
  controllers: [ProceduresController, ProcedureDraftsController, ProcedureMigrationsController],
  providers: [ProceduresService, ProcedureDraftsService, ProcedureTemplatesService, RunMigrationsService],
})
export class ProceduresModule {}
