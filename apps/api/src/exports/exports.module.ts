import { Module } from '@nestjs/common';
import { ExportsService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { ExportsController } from './exports.controller';

@Module({ imports: [DocumentsModule], controllers: [ExportsController], providers: [ExportsService] })
export class ExportsModule {}
