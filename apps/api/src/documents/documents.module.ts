import { Module } from '@nestjs/common';
import { DocumentsService, DocumentStore } from '@querraum/server';
import { DocumentsController } from './documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [DocumentsService, DocumentStore],
  exports: [DocumentsService, DocumentStore],
})
export class DocumentsModule {}
