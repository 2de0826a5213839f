import { Module } from '@nestjs/common';
import {
  HouseImportService,
  HousePeopleService,
  HouseRolesService,
  HouseUnitsService,
  OrganisationService,
} from '@querraum/server';
import { HouseImportController } from './house-import.controller';
import { HouseController } from './house.controller';
import { OrganisationController } from './organisation.controller';

@Module({
  controllers: [OrganisationController, HouseController, HouseImportController],
  providers: [OrganisationService, HouseUnitsService, HousePeopleService, HouseRolesService, HouseImportService],
})
export class OrganisationModule {}
