import { Module } from '@nestjs/common';
import { ProjectsService } from '@querraum/server';
import { ProjectsController } from './projects.controller';

@Module({ controllers: [ProjectsController], providers: [ProjectsService] })
export class ProjectsModule {}
