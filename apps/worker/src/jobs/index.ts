import type { JobKind, JobPayload, Transaction } from '@querraum/server';
import { recountRun } from './recount-run.job';
import { tickRun } from './tick-run.job';

/** What a job does within the transaction that also marks its work item done. */
export type Job<K extends JobKind> = (tx: Transaction, payload: JobPayload<K>) => Promise<void>;

/** One job for every kind of work item; a missing one does not compile. */
export const JOBS: { readonly [K in JobKind]: Job<K> } = { tickRun, recountRun };
