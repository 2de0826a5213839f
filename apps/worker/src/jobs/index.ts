import type { JobKind } from '@querraum/server';
import { addressMailsOf } from './address-mails.job';
import { giveNumber } from './give-number.job';
import { issueNextAssignments } from './issue-next-assignments.job';
import { checkMigration } from './check-migration.job';
import { extractText } from './extract-text.job';
import type { Job } from './job';
import { migrateRun } from './migrate-run.job';
import { recountRun } from './recount-run.job';
import { sendMail } from './send-mail.job';
import { tickAssignment } from './tick-assignment.job';
import { tickRun } from './tick-run.job';
import { undoMigration } from './undo-migration.job';

export type { Job, Later, MailServer, Outside, TwoPhases } from './job';

/** One job for every kind of work item; a missing one does not compile. */
export const JOBS: { readonly [K in JobKind]: Job<K> } = {
  tickRun,
  recountRun,
  checkMigration,
  migrateRun,
  undoMigration,
  giveNumber,
  tickAssignment,
  issueNextAssignments,
  addressMails: addressMailsOf,
  sendMail,
  extractText,
};
