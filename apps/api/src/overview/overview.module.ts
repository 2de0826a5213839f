import { Module } from '@nestjs/common';
import { OverviewService } from '@querraum/server';
import { OverviewController } from './overview.controller';

@Module({ controllers: [OverviewController], providers: [OverviewService] })
export class OverviewModule {}
