import { Module } from '@nestjs/common';
import {
  DocumentLinksService,
  DocumentReadingsService,
  DocumentsService,
  DocumentStatesService,
  DocumentStore,
  UploadCheck,
} from '@querraum/server';
import { DocumentReadingsController } from './document-readings.controller';
import { DocumentStatesController } from './document-states.controller';
import { DocumentsController } from './documents.controller';
import { UploadGate } from './upload-gate';

@Module({
  controllers: [DocumentsController, DocumentStatesController, DocumentReadingsController],
  providers: [
    DocumentsService,
    DocumentStatesService,
    DocumentLinksService,
    DocumentReadingsService,
    DocumentStore,
    UploadCheck,
    UploadGate,
  ],
  exports: [DocumentsService, DocumentStore, UploadGate],
})
export class DocumentsModule {}
