import { Module } from '@nestjs/common';
import {
  ProcedureBpmnService,
  ProcedureDraftsService,
  ProceduresService,
  ProcedureTemplatesService,
  RunMigrationsService,
} from '@querraum/server';
import { ProcedureBpmnController } from './procedure-bpmn.controller';
import { ProcedureDraftsController } from './procedure-drafts.controller';
import { ProcedureMigrationsController } from './procedure-migrations.controller';
import { ProceduresController } from './procedures.controller';

@Module({
  controllers: [
    ProcedureBpmnController,
    ProceduresController,
    ProcedureDraftsController,
    ProcedureMigrationsController,
  ],
  providers: [
    ProceduresService,
    ProcedureBpmnService,
    ProcedureDraftsService,
    ProcedureTemplatesService,
    RunMigrationsService,
  ],
})
export class ProceduresModule {}
