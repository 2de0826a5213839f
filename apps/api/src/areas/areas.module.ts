import { Module } from '@nestjs/common';
import { AreasService } from '@querraum/server';
import { AreasController } from './areas.controller';

@Module({ controllers: [AreasController], providers: [AreasService] })
export class AreasModule {}
