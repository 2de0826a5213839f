import { Module } from '@nestjs/common';
import {
  ClosingService,
  HandoversService,
  ParticipantsService,
  ReferenceSchemeService,
  SimilarService,
} from '@querraum/server';
import { HandoversController } from './handovers.controller';
import { LifecycleController } from './lifecycle.controller';
import { ReferenceSchemeController } from './reference-scheme.controller';
import { SimilarController } from './similar.controller';

@Module({
  controllers: [SimilarController, HandoversController, LifecycleController, ReferenceSchemeController],
  providers: [HandoversService, ParticipantsService, ClosingService, ReferenceSchemeService, SimilarService],
})
export class LifecycleModule {}
