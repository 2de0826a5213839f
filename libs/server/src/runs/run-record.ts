import type { Bundle, LocalizedText, RunState } from '@querraum/workflow';
import { SHARED_CALENDAR_LOCK } from '../calendar';
import { DomainError, type Transaction } from '../platform';
import { getProject, type ProjectRecord } from '../projects';

/** A run with everything its commands need, as read under the row lock. */
export interface RunRecord {
  id: string;
  tenantId: string;
  projectId: string;
  documentId: string;
  documentTitle: string;
  procedureName: LocalizedText;
  procedureVersion: number;
  procedureVersionSince: Date;
  procedureValidVersion: number;
  bundle: Bundle;
  state: RunState;
  revision: number;
  nextDueAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  project: ProjectRecord;
}

export async function getRun(tx: Transaction, runId: string): Promise<RunRecord> {
  const [run] = await tx.rows<Omit<RunRecord, 'project'>>(
    `select r.id, r.tenant_id as "tenantId", r.project_id as "projectId", r.document_id as "documentId", d.title as "documentTitle",
       v.bundle -> 'definition' -> 'name' as "procedureName", r.procedure_version as "procedureVersion", v.bundle, r.state,
       v.published_at as "procedureVersionSince", (
         select max(newest.version) from procedure_version newest
         where newest.tenant_id = r.procedure_tenant_id and newest.procedure_id = r.procedure_id) as "procedureValidVersion",
       r.revision, r.next_due_at as "nextDueAt", r.started_at as "startedAt", r.ended_at as "endedAt"
     from run r
     join document d on d.tenant_id = r.tenant_id and d.id = r.document_id
     join procedure_version v
       on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id and v.version = r.procedure_version
     where r.id = $1`,
    [runId],
  );
  if (!run) throw new DomainError('notFound');
  return { ...run, project: await getProject(tx, run.projectId) };
}

/**
 * The row lock of the run puts all its commands in one order, over any number of API processes and workers. The project
 * is locked first, as everywhere: who takes two locks takes them in the same order.
 */
export async function lockRun(tx: Transaction, runId: string): Promise<RunRecord> {
  await tx.rows(
    `select ${SHARED_CALENDAR_LOCK} from project where id = (select project_id from run where id = $1) for no key update`,
    [runId],
  );
  // Locked first, read after: a read in the locking statement would still see what was before the other's commit.
  await tx.rows('select 1 from run where id = $1 for update', [runId]);
  await tx.lookAtClock();
  return getRun(tx, runId);
}
