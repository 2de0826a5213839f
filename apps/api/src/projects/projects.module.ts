import { Module } from '@nestjs/common';
import { ProjectKindsService, ProjectsService } from '@querraum/server';
import { ProjectKindsController } from './project-kinds.controller';
import { ProjectsController } from './projects.controller';

@Module({
  controllers: [ProjectsController, ProjectKindsController],
  providers: [ProjectsService, ProjectKindsService],
})
export class ProjectsModule {}
