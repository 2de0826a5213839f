import type { JobKind } from '@querraum/server';
import { announceEventsOf } from './announce-events.job';
import { addressMailsOf, addressMailsTogether } from './address-mails.job';
import { giveNumber } from './give-number.job';
import { giveSignal } from './give-signal.job';
import { issueNextAssignments } from './issue-next-assignments.job';
import { checkMigration } from './check-migration.job';
import { cleanUp } from './clean-up.job';
import { deleteProject } from './delete-project.job';
import { deliverWebhooks } from './deliver-webhooks.job';
import { extractText } from './extract-text.job';
import type { Job, Together } from './job';
import { mailCheckpoint } from './mail-checkpoint.job';
import { mailPerson } from './mail-person.job';
import { mailPausedWebhook } from './mail-paused-webhook.job';
import { makeExport } from './make-export.job';
import { migrateRun } from './migrate-run.job';
import { recountRun } from './recount-run.job';
import { reportIncident } from './report-incident.job';
import { runDigestOf } from './run-digest.job';
import { runReportOf } from './run-report.job';
import { sealAudit } from './seal-audit.job';
import { sendMail } from './send-mail.job';
import { tellDeputationOf } from './tell-deputation.job';
import { tickAssignment } from './tick-assignment.job';
import { tickCycleOf } from './tick-cycle.job';
import { tickRun, tickRunsTogether } from './tick-run.job';
import { undoMigration } from './undo-migration.job';

export type { Job, Later, MailServer, Outside, Together, TwoPhases, WebhookSender } from './job';

/** One job for every kind of work item; a missing one does not compile. */
export const JOBS: { readonly [K in JobKind]: Job<K> } = {
  tickRun,
  recountRun,
  checkMigration,
  migrateRun,
  undoMigration,
  giveNumber,
  giveSignal,
  tickAssignment,
  issueNextAssignments,
  tickCycle: tickCycleOf,
  addressMails: addressMailsOf,
  sendMail,
  runDigest: runDigestOf,
  runReport: runReportOf,
  tellDeputation: tellDeputationOf,
  mailPerson,
  extractText,
  makeExport,
  cleanUp,
  deleteProject,
  sealAudit,
  mailCheckpoint,
  announceEvents: announceEventsOf,
  deliverWebhooks,
  mailPausedWebhook,
  reportIncident,
};

/** Kinds that come in crowds. */
export const TOGETHER: { readonly [K in JobKind]?: Together<K> } = {
  tickRun: tickRunsTogether,
  addressMails: addressMailsTogether,
};
