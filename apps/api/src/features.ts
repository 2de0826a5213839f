import type { Type } from '@nestjs/common';
import { AreasModule } from './areas/areas.module';
import { AssignmentsModule } from './assignments/assignments.module';
import { CalendarModule } from './calendar/calendar.module';
import { CyclesModule } from './cycles/cycles.module';
import { DocumentsModule } from './documents/documents.module';
import { ExportsModule } from './exports/exports.module';
import { HealthModule } from './health/health.module';
import { NotesModule } from './notes/notes.module';
import { LifecycleModule } from './lifecycle/lifecycle.module';
import { NotificationsModule } from './notifications/notifications.module';
import { MetricsModule } from './metrics/metrics.module';
import { LegalModule } from './legal/legal.module';
import { OperationsModule } from './operations/operations.module';
import { OrganisationModule } from './organisation/organisation.module';
import { OverviewModule } from './overview/overview.module';
import { PlanningModule } from './planning/planning.module';
import { ProceduresModule } from './procedures/procedures.module';
import { ProjectsModule } from './projects/projects.module';
import { ReportsModule } from './reports/reports.module';
import { RetentionModule } from './retention/retention.module';
import { RunsModule } from './runs/runs.module';
import { SetupModule } from './setup/setup.module';
import { TemplatesModule } from './templates/templates.module';
import { TasksModule } from './tasks/tasks.module';
import { TimelineModule } from './timeline/timeline.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** Every feature of the API; a new one stands here. */
export const FEATURES: Type[] = [
  HealthModule,
  MetricsModule,
  LegalModule,
  AreasModule,
  CalendarModule,
  OrganisationModule,
  ProceduresModule,
  LifecycleModule,
  ProjectsModule,
  DocumentsModule,
  PlanningModule,
  RunsModule,
  TasksModule,
  AssignmentsModule,
  TemplatesModule,
  CyclesModule,
  RetentionModule,
  ExportsModule,
  NotesModule,
  SetupModule,
  OverviewModule,
  ReportsModule,
  NotificationsModule,
  OperationsModule,
  TimelineModule,
  WebhooksModule,
];
