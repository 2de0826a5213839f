import { Module } from '@nestjs/common';
import { HousePeopleService, HouseRolesService, HouseUnitsService, OrganisationService } from '@querraum/server';
import { HouseController } from './house.controller';
import { OrganisationController } from './organisation.controller';

@Module({
  controllers: [OrganisationController, HouseController],
  providers: [OrganisationService, HouseUnitsService, HousePeopleService, HouseRolesService],
})
export class OrganisationModule {}
