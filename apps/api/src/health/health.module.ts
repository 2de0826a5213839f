import { Module } from '@nestjs/common';
import { ConfigurationController } from './configuration.controller';
import { HealthController } from './health.controller';

@Module({ controllers: [HealthController, ConfigurationController] })
export class HealthModule {}
