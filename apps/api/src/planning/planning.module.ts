import { Module } from '@nestjs/common';
import {
  CitationsService,
  MeasuresService,
  MilestonesService,
  PhasesService,
  PlanService,
  ProjectLinksService,
  ResolutionsService,
  RisksService,
} from '@querraum/server';
import { CitationsController } from './citations.controller';
import { MeasuresController } from './measures.controller';
import { MilestonesController } from './milestones.controller';
import { PhasesController } from './phases.controller';
import { PlanController } from './plan.controller';
import { ProjectLinksController } from './project-links.controller';
import { ResolutionsController } from './resolutions.controller';
import { RisksController } from './risks.controller';

@Module({
  controllers: [
    PlanController,
    PhasesController,
    MilestonesController,
    MeasuresController,
    RisksController,
    ResolutionsController,
    CitationsController,
    ProjectLinksController,
  ],
  providers: [
    PlanService,
    PhasesService,
    MilestonesService,
    MeasuresService,
    RisksService,
    ResolutionsService,
    CitationsService,
    ProjectLinksService,
  ],
})
export class PlanningModule {}
