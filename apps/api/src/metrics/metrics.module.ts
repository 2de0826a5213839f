import { Module } from '@nestjs/common';
import { ApiMetrics } from './api-metrics';
import { MetricsServer } from './metrics-server';

@Module({ providers: [ApiMetrics, MetricsServer] })
export class MetricsModule {}
