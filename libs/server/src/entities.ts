import { AreaEdition, AreaGeometry, AreaInhabitants, AreaUnit } from './areas/areas.entities';
import {
  Assignment,
  AssignmentDependency,
  AssignmentDocument,
  AssignmentEntry,
  AssignmentGroup,
} from './assignments/assignments.entities';
import { CalendarChange, Holiday, HouseCalendar, HouseDay } from './calendar/calendar.entities';
import { ProjectCycleRow, ProjectRenewalRow } from './cycles/cycles.entities';
import {
  Document,
  DocumentKind,
  DocumentLink,
  DocumentReading,
  DocumentText,
  DocumentVersion,
} from './documents/documents.entities';
import { ExportJobRow, ExportPiece } from './exports/exports.entities';
import { Note, NoteQuestion } from './notes/notes.entities';
import { LeadHandoverRow } from './lifecycle/lifecycle.entities';
import { DigestItem, MailDelivery, NotificationSettingsRow } from './notifications/notifications.entities';
import { Deputation, Membership, OrgUnit, Person, Position, Tenant } from './organisation/organisation.entities';
import {
  AuditBody,
  AuditChain,
  AuditCheckpoint,
  AuditCheckpointHead,
  AuditEntry,
  Epoch,
  Idempotency,
  SetupAttempt,
  TestClock,
  WorkItem,
  WorkerRow,
} from './platform/platform.entities';
import { ReportDelivery, ReportRecipient, ReportSubscriptionRow } from './reports/reports.entities';
import { ArchiveOffer, HouseRetention, LegalHoldRow, ProjectDeletionRow } from './retention/retention.entities';
import {
  Citation,
  Measure,
  MeasureArea,
  MeasurePartner,
  Milestone,
  ProjectLink,
  ProjectPhase,
  Resolution,
  Risk,
} from './planning/planning.entities';
import { Procedure, ProcedureDraft, ProcedureVersion } from './procedures/procedures.entities';
import { ProjectKind } from './projects/project-kinds.entities';
import { ProjectTemplate, ProjectTemplateDocument } from './templates/templates.entities';
import { Project, ProjectArea, ProjectCounter, ProjectParty, ReferenceSchemeRow } from './projects/projects.entities';
import { ProcedureMigration, ProcedureMigrationRun } from './run-migrations/run-migrations.entities';
import { Decision, HouseFacts, NumberSeries, Run, RunCommand } from './runs/runs.entities';
import { Notification, Task } from './tasks/tasks.entities';
import { Webhook, WebhookDelivery, WebhookSecret } from './webhooks/webhooks.entities';
import { CalendarFeed } from './timeline/timeline.entities';

/** Every table of the schema, named one by one so that bundling keeps them. */
export const ENTITIES = [
  AreaEdition,
  AreaGeometry,
  AreaInhabitants,
  AreaUnit,
  Assignment,
  AssignmentDependency,
  AssignmentDocument,
  AssignmentEntry,
  AssignmentGroup,
  AuditBody,
  AuditChain,
  AuditCheckpoint,
  AuditCheckpointHead,
  AuditEntry,
  CalendarChange,
  CalendarFeed,
  Citation,
  Decision,
  RunCommand,
  HouseFacts,
  Deputation,
  DigestItem,
  Document,
  DocumentKind,
  DocumentLink,
  DocumentReading,
  DocumentText,
  DocumentVersion,
  Epoch,
  ExportJobRow,
  ExportPiece,
  Holiday,
  HouseCalendar,
  HouseDay,
  Idempotency,
  LeadHandoverRow,
  ProjectCycleRow,
  ProjectRenewalRow,
  ArchiveOffer,
  HouseRetention,
  LegalHoldRow,
  ProjectDeletionRow,
  MailDelivery,
  Measure,
  MeasureArea,
  MeasurePartner,
  Membership,
  Milestone,
  Note,
  NoteQuestion,
  Notification,
  NotificationSettingsRow,
  NumberSeries,
  OrgUnit,
  Person,
  Position,
  Procedure,
  ProcedureDraft,
  ProcedureMigration,
  ProcedureMigrationRun,
  ProcedureVersion,
  Project,
  ProjectArea,
  ProjectCounter,
  ProjectKind,
  ProjectLink,
  ProjectParty,
  ProjectPhase,
  ProjectTemplate,
  ProjectTemplateDocument,
  ReportDelivery,
  ReportRecipient,
  ReportSubscriptionRow,
  Resolution,
  Risk,
  ReferenceSchemeRow,
  Run,
  SetupAttempt,
  Task,
  Tenant,
  TestClock,
  Webhook,
  WebhookDelivery,
  WebhookSecret,
  WorkItem,
  WorkerRow,
];
