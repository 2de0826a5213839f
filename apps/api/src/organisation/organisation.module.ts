import { Module } from '@nestjs/common';
import {
  HouseImportService,
  HousePeopleService,
  HousePositionsService,
  HouseRolesService,
  HouseUnitsService,
  OrganisationService,
} from '@querraum/server';
import { HouseImportController } from './house-import.controller';
import { HousePositionsController } from './house-positions.controller';
import { HouseController } from './house.controller';
import { OrganisationController } from './organisation.controller';

@Module({
  controllers: [OrganisationController, HouseController, HousePositionsController, HouseImportController],
  providers: [
    OrganisationService,
    HouseUnitsService,
    HousePeopleService,
    HousePositionsService,
    HouseRolesService,
    HouseImportService,
  ],
})
export class OrganisationModule {}
