import type { ProjectDeletion } from '@querraum/contracts';
import type { Transaction } from '../platform';

type Instants = 'releasedAt' | 'beginsAt' | 'begunAt' | 'endedAt';
type Row = Omit<ProjectDeletion, Instants> & {
  releasedAt: Date;
  beginsAt: Date;
  begunAt: Date | null;
  endedAt: Date | null;
};

const DELETION = `select project_id as "projectId", reference, kind, opened_on::text as "openedOn", closed_on::text as "closedOn",
    retain_until::text as "retainUntil", basis, archive, answer, state, released_at as "releasedAt", released_by_name as "releasedBy",
    begins_at as "beginsAt", begun_at as "begunAt", ended_at as "endedAt", stopped_because as "stoppedBecause",
    stopped_by_name as "stoppedBy", rows_found as "rowsFound", rows_removed as "rowsRemoved", files_removed as "filesRemoved"
  from project_deletion`;

export async function findDeletion(tx: Transaction, projectId: string): Promise<ProjectDeletion | undefined> {
  const rows = await tx.rows<Row>(`${DELETION} where project_id = $1`, [projectId]);
  return rows.map(view)[0];
}

/** The newest first. */
export async function deletionsOfHouse(tx: Transaction, tenantId: string, most: number): Promise<ProjectDeletion[]> {
  const rows = await tx.rows<Row>(`${DELETION} where tenant_id = $1 order by released_at desc, project_id limit $2`, [
    tenantId,
    most,
  ]);
  return rows.map(view);
}

function view({ releasedAt, beginsAt, begunAt, endedAt, ...row }: Row): ProjectDeletion {
  return {
    ...row,
    releasedAt: releasedAt.toISOString(),
    beginsAt: beginsAt.toISOString(),
    begunAt: begunAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
