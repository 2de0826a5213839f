import { SeriesOfNumbers1797800000250 } from './1797800000250-series-of-numbers';
import { FirstTables1795000000000 } from './1795000000000-first-tables';
import { ClockContextAndVisibility1795000000001 } from './1795000000001-clock-context-and-visibility';
import { RowLevelSecurity1795000000002 } from './1795000000002-row-level-security';
import { CheaperWallOfTheInbox1796000000000 } from './1796000000000-cheaper-wall-of-the-inbox';
import { PeopleHaveMailAndLanguage1796100000000 } from './1796100000000-people-have-mail-and-language';
import { MailsAndTheirLog1796100000001 } from './1796100000001-mails-and-their-log';
import { ProcedureDraftsAndReleases1796300000000 } from './1796300000000-procedure-drafts-and-releases';
import { OrganisationIsAdministered1796400000000 } from './1796400000000-organisation-is-administered';
import { AddressesAreAdministered1796400000001 } from './1796400000001-addresses-are-administered';
import { StandingOfProjects1796500000000 } from './1796500000000-standing-of-projects';
import { HouseCalendarHasRevisions1796700000000 } from './1796700000000-house-calendar-has-revisions';
import { DepartmentsFollowUnits1796800000000 } from './1796800000000-departments-follow-units';
import { AssigneesSeeNoFile1796900000000 } from './1796900000000-assignees-see-no-file';
import { TasksByHand1797000000000 } from './1797000000000-tasks-by-hand';
import { WhoSeesTasksByHand1797000000001 } from './1797000000001-who-sees-tasks-by-hand';
import { WhoActsOnTasksSeesWhatRuns1797000000002 } from './1797000000002-who-acts-on-tasks-sees-what-runs';
import { DocumentsHaveKindAndState1797300000000 } from './1797300000000-documents-have-kind-and-state';
import { DocumentsAreComparedLinkedAndRead1797300000001 } from './1797300000001-documents-are-compared-linked-and-read';
import { PlanOfAProject1797200000000 } from './1797200000000-plan-of-a-project';
import { WhoSeesAPlan1797200000001 } from './1797200000001-who-sees-a-plan';
import { AFileIsOpenedOnce1797500000000 } from './1797500000000-a-file-is-opened-once';
import { KindsOfProjects1797600000000 } from './1797600000000-kinds-of-projects';
import { TemplatesOfProjects1797600000001 } from './1797600000001-templates-of-projects';
import { CalendarsAreSubscribed1797500000001 } from './1797500000001-calendars-are-subscribed';
import { StandingCountsTasksByHand1797500000002 } from './1797500000002-standing-counts-tasks-by-hand';
import { NotesOfProjects1797400000000 } from './1797400000000-notes-of-projects';
import { QuestionsOfNotes1797400000001 } from './1797400000001-questions-of-notes';
import { ProjectsAreHandedOverAndClosed1797100000000 } from './1797100000000-projects-are-handed-over-and-closed';

/** In the order in which they landed; a landed migration is never edited. */
import { TakenBackBeforeItWasHeld1797700000000 } from './1797700000000-taken-back-before-it-was-held';
import { OneStatementOpensACommand1797800000000 } from './1797800000000-one-statement-opens-a-command';
import { AHouseHasARevision1797800000001 } from './1797800000001-a-house-has-a-revision';
import { RunningProceduresChangeVersion1797800000100 } from './1797800000100-running-procedures-change-version';
import { RunningStepsHaveTheirScope1797820000000 } from './1797820000000-running-steps-have-their-scope';
import { AHeldProjectOpensTheWalls1797800000002 } from './1797800000002-a-held-project-opens-the-walls';

export const MIGRATIONS = [
  FirstTables1795000000000,
  ClockContextAndVisibility1795000000001,
  RowLevelSecurity1795000000002,
  CheaperWallOfTheInbox1796000000000,
  PeopleHaveMailAndLanguage1796100000000,
  MailsAndTheirLog1796100000001,
  ProcedureDraftsAndReleases1796300000000,
  OrganisationIsAdministered1796400000000,
  AddressesAreAdministered1796400000001,
  StandingOfProjects1796500000000,
  HouseCalendarHasRevisions1796700000000,
  DepartmentsFollowUnits1796800000000,
  AssigneesSeeNoFile1796900000000,
  TasksByHand1797000000000,
  WhoSeesTasksByHand1797000000001,
  WhoActsOnTasksSeesWhatRuns1797000000002,
  DocumentsHaveKindAndState1797300000000,
  DocumentsAreComparedLinkedAndRead1797300000001,
  PlanOfAProject1797200000000,
  WhoSeesAPlan1797200000001,
  AFileIsOpenedOnce1797500000000,
  KindsOfProjects1797600000000,
  TemplatesOfProjects1797600000001,
  CalendarsAreSubscribed1797500000001,
  StandingCountsTasksByHand1797500000002,
  NotesOfProjects1797400000000,
  QuestionsOfNotes1797400000001,
  ProjectsAreHandedOverAndClosed1797100000000,
  TakenBackBeforeItWasHeld1797700000000,
  OneStatementOpensACommand1797800000000,
  AHouseHasARevision1797800000001,
  RunningProceduresChangeVersion1797800000100,
  SeriesOfNumbers1797800000250,
  RunningStepsHaveTheirScope1797820000000,
  AHeldProjectOpensTheWalls1797800000002,
];
