import { Module } from '@nestjs/common';
import { CyclesService, RenewalsService } from '@querraum/server';
import { CyclesController } from './cycles.controller';

@Module({ controllers: [CyclesController], providers: [CyclesService, RenewalsService] })
export class CyclesModule {}
