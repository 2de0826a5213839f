import type { Type } from '@nestjs/common';
import { HealthModule } from './health/health.module';

/** Every feature of the API; a new one stands here. */
export const FEATURES: Type[] = [HealthModule];
