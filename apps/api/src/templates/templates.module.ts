import { Module } from '@nestjs/common';
import { TemplateProposalsService, TemplatesService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { TemplateProposalsController } from './template-proposals.controller';
import { TemplatesController } from './templates.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [TemplatesController, TemplateProposalsController],
  providers: [TemplatesService, TemplateProposalsService],
})
export class TemplatesModule {}
