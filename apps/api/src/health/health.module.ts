import { Module } from '@nestjs/common';
import { ConfigurationController } from './configuration.controller';
import { Draining } from './draining';
import { HealthController } from './health.controller';

@Module({ controllers: [HealthController, ConfigurationController], providers: [Draining] })
export class HealthModule {}
