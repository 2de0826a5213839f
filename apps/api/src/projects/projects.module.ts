import { Module } from '@nestjs/common';
import { ProjectKindsService, ProjectOpeningService, ProjectsService } from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { ProjectKindsController } from './project-kinds.controller';
import { ProjectsController } from './projects.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [ProjectsController, ProjectKindsController],
  providers: [ProjectsService, ProjectOpeningService, ProjectKindsService],
})
export class ProjectsModule {}
