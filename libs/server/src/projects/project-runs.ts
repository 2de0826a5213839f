import { COUNT_CAP, Instant, type Page, type PageQuery, type RunSummary } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, toPage, type Transaction } from '../platform';
import { requireFile } from './project-record';

/** Runs belong to a higher room; their rows are read, not their code. */
const RUN = `select r.id, r.project_id as "projectId", r.document_id as "documentId", d.title as "documentTitle",
    v.bundle -> 'definition' -> 'name' as "procedureName", r.procedure_version as "procedureVersion",
    r.status, r.started_at as "startedAt", r.ended_at as "endedAt"
  from run r
  join procedure_version v on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id
    and v.version = r.procedure_version
  join document d on d.tenant_id = r.tenant_id and d.id = r.document_id
  where r.project_id = $1`;
const NEWEST_FIRST = 'order by r.started_at desc, r.id desc';
const LATELY_ENDED = 10;

type RunRow = Omit<RunSummary, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date | null };

const runSummary = ({ startedAt, endedAt, ...run }: RunRow): RunSummary => ({
  ...run,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** What runs, and what was started last of what has ended: a file of many years holds a thousand runs. */
export async function runsOf(tx: Transaction, project: { id: string }): Promise<RunSummary[]> {
  const rows = await tx.rows<RunRow>(
    `(${RUN} and r.status = 'running' ${NEWEST_FIRST}) union all (${RUN} and r.status <> 'running' ${NEWEST_FIRST} limit $2)`,
    [project.id, LATELY_ENDED],
  );
  return rows.map(runSummary);
}

const RunCursor = z.object({ order: Instant, id: z.uuid() });

/** Every run of a project, the one that was started last first. */
export async function listRuns(tx: Transaction, projectId: string, query: PageQuery): Promise<Page<RunSummary>> {
  await requireFile(tx, projectId);
  const cursor = decodeCursor(query.cursor, RunCursor);
  const rows = await tx.rows<RunRow>(
    `${RUN} and ($2::timestamptz is null or (r.started_at, r.id) < ($2, $3::uuid)) ${NEWEST_FIRST} limit $4`,
    [projectId, cursor?.order ?? null, cursor?.id ?? null, query.limit + 1],
  );
  const [counted] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from (select 1 from run where project_id = $1 limit $2) capped',
    [projectId, COUNT_CAP + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    count: counted?.count ?? 0,
    item: runSummary,
    cursorOf: ({ startedAt, id }) => ({ order: startedAt.toISOString(), id }),
  });
}
