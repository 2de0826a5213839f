import { AreaEdition, AreaGeometry, AreaInhabitants, AreaUnit } from './areas/areas.entities';
import {
  Assignment,
  AssignmentDependency,
  AssignmentDocument,
  AssignmentEntry,
  AssignmentGroup,
} from './assignments/assignments.entities';
import { CalendarChange, Holiday, HouseCalendar, HouseDay } from './calendar/calendar.entities';
import {
  Document,
  DocumentKind,
  DocumentLink,
  DocumentReading,
  DocumentText,
  DocumentVersion,
} from './documents/documents.entities';
import { Note, NoteQuestion } from './notes/notes.entities';
import { LeadHandoverRow } from './lifecycle/lifecycle.entities';
import { MailDelivery } from './notifications/notifications.entities';
import { Deputation, Membership, OrgUnit, Person, Position, Tenant } from './organisation/organisation.entities';
import {
  AuditBody,
  AuditChain,
  AuditEntry,
  Idempotency,
  SetupAttempt,
  TestClock,
  WorkItem,
} from './platform/platform.entities';
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
import { Decision, NumberSeries, Run } from './runs/runs.entities';
import { Notification, Task } from './tasks/tasks.entities';
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
  AuditEntry,
  CalendarChange,
  CalendarFeed,
  Citation,
  Decision,
  Deputation,
  Document,
  DocumentKind,
  DocumentLink,
  DocumentReading,
  DocumentText,
  DocumentVersion,
  Holiday,
  HouseCalendar,
  HouseDay,
  Idempotency,
  LeadHandoverRow,
  MailDelivery,
  Measure,
  MeasureArea,
  MeasurePartner,
  Membership,
  Milestone,
  Note,
  NoteQuestion,
  Notification,
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
  Resolution,
  Risk,
  ReferenceSchemeRow,
  Run,
  SetupAttempt,
  Task,
  Tenant,
  TestClock,
  WorkItem,
];
