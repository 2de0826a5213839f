import { Module } from '@nestjs/common';
import { OrganisationService } from '@querraum/server';
import { OrganisationController } from './organisation.controller';

@Module({ controllers: [OrganisationController], providers: [OrganisationService] })
export class OrganisationModule {}
