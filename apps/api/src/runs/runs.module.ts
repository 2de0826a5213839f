import { Module } from '@nestjs/common';
import { RunLeadService, RunModelService, RunsService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { ExternalWorkController } from './external-work.controller';
import { DocumentVersionsController } from './document-versions.controller';
import { RunEventsController } from './run-events.controller';
import { RunLeadController } from './run-lead.controller';
import { RunsController } from './runs.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [
    RunsController,
    RunLeadController,
    RunEventsController,
    ExternalWorkController,
    DocumentVersionsController,
  ],
  providers: [RunsService, RunLeadService, RunModelService],
  exports: [RunsService],
})
export class RunsModule {}
