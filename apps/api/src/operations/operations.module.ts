import { Module } from '@nestjs/common';
import { JobRegisterService, WorkItemsService } from '@querraum/server';
import { OperationsController } from './operations.controller';

@Module({ controllers: [OperationsController], providers: [JobRegisterService, WorkItemsService] })
export class OperationsModule {}
