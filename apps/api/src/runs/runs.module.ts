import { Module } from '@nestjs/common';
import { RunLeadService, RunsService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { DocumentVersionsController } from './document-versions.controller';
import { RunLeadController } from './run-lead.controller';
import { RunsController } from './runs.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [RunsController, RunLeadController, DocumentVersionsController],
  providers: [RunsService, RunLeadService],
  exports: [RunsService],
})
export class RunsModule {}
