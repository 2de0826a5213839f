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
import { RunsAreRecorded1797900000000 } from './1797900000000-runs-are-recorded';
import { AHeldProjectOpensTheWalls1797800000002 } from './1797800000002-a-held-project-opens-the-walls';
import { SignalsReachOtherRuns1797900000100 } from './1797900000100-signals-reach-other-runs';
import { WorkIsFoundByItsTopic1797900000101 } from './1797900000101-work-is-found-by-its-topic';
import { ACommandBeginsCheaper1798000000000 } from './1798000000000-a-command-begins-cheaper';
import { AWorkerServesSeveralProjects1798000000100 } from './1798000000100-a-worker-serves-several-projects';
import { EventsGoToTargetsOutside1798000000200 } from './1798000000200-events-go-to-targets-outside';
import { WorkIsShownToAdministrators1798000000300 } from './1798000000300-work-is-shown-to-administrators';
import { HeldWorkIsDecided1798000000301 } from './1798000000301-held-work-is-decided';
import { WorkContinuesItsTrace1798000000302 } from './1798000000302-work-continues-its-trace';
import { WhatFollowsARestore1798000000500 } from './1798000000500-what-follows-a-restore';
import { ChainsAreSealedByTheHour1798000000501 } from './1798000000501-chains-are-sealed-by-the-hour';
import { WhatHasServedItsTimeIsDeleted1798000000600 } from './1798000000600-what-has-served-its-time-is-deleted';
import { RunsAreUpdatedInPlace1798100000000 } from './1798100000000-runs-are-updated-in-place';
import { ProjectsAreUpdatedInPlace1798100000001 } from './1798100000001-projects-are-updated-in-place';
import { PausedTargetsAreCounted1798100000200 } from './1798100000200-paused-targets-are-counted';
import { DroppedMailsSaySo1798100000201 } from './1798100000201-dropped-mails-say-so';
import { SecretsAreSealed1798100000202 } from './1798100000202-secrets-are-sealed';
import { WhoKeepsTargets1798100000203 } from './1798100000203-who-keeps-targets';
import { ProjectsAreRenewed1798100000500 } from './1798100000500-projects-are-renewed';
import { PeopleChooseHowTheyAreTold1798100000400 } from './1798100000400-people-choose-how-they-are-told';
import { AuthorityHasARevision1798100000100 } from './1798100000100-authority-has-a-revision';
import { ProjectsAreDeleted1798100000510 } from './1798100000510-projects-are-deleted';
import { ReportsAreSubscribedTo1798200000000 } from './1798200000000-reports-are-subscribed-to';
import { FilesAreExported1798200000100 } from './1798200000100-files-are-exported';
import { EventsKeepTheirOrder1798200000200 } from './1798200000200-events-keep-their-order';
import { AnswersGoWithTheirProject1798300000000 } from './1798300000000-answers-go-with-their-project';
import { KeysAreFoundFromTheFirstDay1798400000000 } from './1798400000000-keys-are-found-from-the-first-day';
import { ACrowdOfMailsIsPassedBy1798400000100 } from './1798400000100-a-crowd-of-mails-is-passed-by';
import { DeletionsLookOnce1798500000100 } from './1798500000100-deletions-look-once';
import { DeliveriesAreKeptAMonth1798600000000 } from './1798600000000-deliveries-are-kept-a-month';
import { ASkippedTurnOwesTheNext1798600000100 } from './1798600000100-a-skipped-turn-owes-the-next';
import { AStartMayThrowASignal1798600000200 } from './1798600000200-a-start-may-throw-a-signal';
import { AnOfferCountsAfterItsFiling1798700000000 } from './1798700000000-an-offer-counts-after-its-filing';
import { WhatHasBegunIsNotSkipped1798700000100 } from './1798700000100-what-has-begun-is-not-skipped';
import { IdsOfEventsTellTheirTime1798700000200 } from './1798700000200-ids-of-events-tell-their-time';
import { OldWorkIsFound1798700000300 } from './1798700000300-old-work-is-found';
import { WhatStoodStillIsOwedAgain1798720000000 } from './1798720000000-what-stood-still-is-owed-again';
import { WhatStandsStillIsNotOverdue1798720000100 } from './1798720000100-what-stands-still-is-not-overdue';
import { WhatWasLostIsOwedAgain1798740000000 } from './1798740000000-what-was-lost-is-owed-again';
import { AUnitIsTiedByWhatItRenews1798770000000 } from './1798770000000-a-unit-is-tied-by-what-it-renews';
import { ANotificationKnowsItsStep1798780000000 } from './1798780000000-a-notification-knows-its-step';
import { HeldWorkIsCounted1798790000000 } from './1798790000000-held-work-is-counted';
import { WhatIsDeletedIsNamedByFew1798800000000 } from './1798800000000-what-is-deleted-is-named-by-few';
import { FirstSignInsComeAtOnce1798810000000 } from './1798810000000-first-sign-ins-come-at-once';
import { WhatGoesWithAProjectIsFound1798820000000 } from './1798820000000-what-goes-with-a-project-is-found';
import { WhatIsLockedIsReadAgain1798830000000 } from './1798830000000-what-is-locked-is-read-again';
import { DeletionsAreNotedOutside1798500000000 } from './1798500000000-deletions-are-noted-outside';

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
  RunsAreRecorded1797900000000,
  SignalsReachOtherRuns1797900000100,
  WorkIsFoundByItsTopic1797900000101,
  ACommandBeginsCheaper1798000000000,
  AWorkerServesSeveralProjects1798000000100,
  EventsGoToTargetsOutside1798000000200,
  WorkIsShownToAdministrators1798000000300,
  HeldWorkIsDecided1798000000301,
  WorkContinuesItsTrace1798000000302,
  WhatFollowsARestore1798000000500,
  ChainsAreSealedByTheHour1798000000501,
  WhatHasServedItsTimeIsDeleted1798000000600,
  RunsAreUpdatedInPlace1798100000000,
  ProjectsAreUpdatedInPlace1798100000001,
  PausedTargetsAreCounted1798100000200,
  DroppedMailsSaySo1798100000201,
  SecretsAreSealed1798100000202,
  WhoKeepsTargets1798100000203,
  ProjectsAreRenewed1798100000500,
  PeopleChooseHowTheyAreTold1798100000400,
  AuthorityHasARevision1798100000100,
  ProjectsAreDeleted1798100000510,
  ReportsAreSubscribedTo1798200000000,
  FilesAreExported1798200000100,
  EventsKeepTheirOrder1798200000200,
  AnswersGoWithTheirProject1798300000000,
  KeysAreFoundFromTheFirstDay1798400000000,
  ACrowdOfMailsIsPassedBy1798400000100,
  DeletionsAreNotedOutside1798500000000,
  DeletionsLookOnce1798500000100,
  DeliveriesAreKeptAMonth1798600000000,
  ASkippedTurnOwesTheNext1798600000100,
  AStartMayThrowASignal1798600000200,
  AnOfferCountsAfterItsFiling1798700000000,
  WhatHasBegunIsNotSkipped1798700000100,
  IdsOfEventsTellTheirTime1798700000200,
  OldWorkIsFound1798700000300,
  WhatStoodStillIsOwedAgain1798720000000,
  WhatStandsStillIsNotOverdue1798720000100,
  WhatWasLostIsOwedAgain1798740000000,
  AUnitIsTiedByWhatItRenews1798770000000,
  ANotificationKnowsItsStep1798780000000,
  HeldWorkIsCounted1798790000000,
  WhatIsDeletedIsNamedByFew1798800000000,
  FirstSignInsComeAtOnce1798810000000,
  WhatGoesWithAProjectIsFound1798820000000,
  WhatIsLockedIsReadAgain1798830000000,
];
