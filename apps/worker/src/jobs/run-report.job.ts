import { runReport, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside } from './job';

/** Orders a mail to each recipient of a report, and owes the next one. */
export const runReportOf = (
  tx: Transaction,
  payload: JobPayload<'runReport'>,
  { mailServer }: Outside,
): Promise<Later | undefined> => runReport(tx, payload, mailServer !== undefined);
