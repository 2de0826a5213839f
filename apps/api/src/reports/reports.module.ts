import { Module } from '@nestjs/common';
import { ReportsService } from '@querraum/server';
import { ReportsController } from './reports.controller';

@Module({ controllers: [ReportsController], providers: [ReportsService] })
export class ReportsModule {}
