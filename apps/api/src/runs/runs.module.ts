import { Module } from '@nestjs/common';
import { RunsService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { DocumentVersionsController } from './document-versions.controller';
import { RunsController } from './runs.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [RunsController, DocumentVersionsController],
  providers: [RunsService],
  exports: [RunsService],
})
export class RunsModule {}
