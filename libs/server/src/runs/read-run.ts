import { useHouses } from '../houses';
import { DomainError, statement, type Transaction } from '../platform';
import { PROJECT, type ProjectRecord } from '../projects';
import { bundleOf } from './bundles';
import { findKnownRun } from './known-runs';
import type { Beside, RunRecord } from './run-record';

type Stamp<T, K extends keyof T> = Omit<T, K> & Record<K, string>;
interface Row extends Omit<RunRecord, 'bundle' | 'procedureName' | 'project' | 'beside'> {
  procedureTenantId: string;
  procedureId: string;
  knownRevision: string;
  project: Stamp<ProjectRecord, 'createdAt' | 'updatedAt'> | null;
}
interface HeldRow extends Row {
  beside: Omit<Beside, 'head' | 'waiting' | 'houses'> & {
    waiting: Beside['waiting'] | null;
    head: { seq: number; hash: string | null } | null;
  };
}

/** Everybody who wrote a version, the first one first: authors do not sign their own text. */
export const authorsIn = (document: string): string => `array(select w.author_id::text from document_version w
    where w.document_id = ${document} group by w.author_id order by min(w.number)) as authors`;

const COLUMNS = `select r.id, r.tenant_id as "tenantId", r.project_id as "projectId", r.document_id as "documentId", d.title as "documentTitle",
    r.procedure_tenant_id as "procedureTenantId", r.procedure_id as "procedureId", r.procedure_version as "procedureVersion", r.state,
    v.published_at as "procedureVersionSince", (
      select max(newest.version) from procedure_version newest
      where newest.tenant_id = r.procedure_tenant_id and newest.procedure_id = r.procedure_id) as "procedureValidVersion",
    r.revision, r.next_due_at as "nextDueAt", r.started_at as "startedAt", r.ended_at as "endedAt",
    (select row_to_json(p) from (${PROJECT}r.project_id) p) as project,
    ${authorsIn('r.document_id')},
    (select coalesce(json_agg(json_build_object('id', t.id, 'key', t.key, 'stepId', t.step_id, 'seatId', t.seat_id, 'kind', t.kind,
        'unitId', t.unit_id, 'ownerId', t.owner_id, 'status', t.status, 'openedAt', t.opened_at, 'dueEnd', t.due_end,
        'paperNumber', t.paper_number)), '[]') from task t where t.run_id = r.id) as tasks,
    app.known_revision() as "knownRevision"`;
const FROM = `from run r
  join document d on d.tenant_id = r.tenant_id and d.id = r.document_id
  join procedure_version v
    on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id and v.version = r.procedure_version
  where r.id =`;
/** Of the project $1, around the run $2. */
const besideOf = (project: string, run: string, tenant: string): string => `json_build_object(
    'parties', (select coalesce(json_agg(json_build_object('unitId', a.unit_id, 'department', u.department, 'role', a.role)
        order by a.since, u.code), '[]')
      from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
      where a.project_id = ${project} and a."until" is null),
    'newest', (select json_build_object('id', o.id, 'isRunning', o.status = 'running', 'startedAt', o.started_at) from run o
      where o.project_id = ${project} and o.id <> ${run} order by (o.status = 'running') desc, o.started_at desc, o.id desc limit 1),
    'waiting', app.waiting_beside(${project}, ${run}),
    'head', (select json_build_object('seq', c.head_seq, 'hash', encode(c.head_hash, 'hex')) from audit_chain c
      where c.tenant_id = ${tenant} and c.chain = ${project})) as beside`;

const GET_RUN = statement('getRun', `${COLUMNS} ${FROM} $1`);
const LAST_COMMAND = `(select json_build_object('sequence', c.sequence, 'houseFactsId', c.house_facts_id, 'factsId', c.facts_id)
    from run_command c where c.tenant_id = r.tenant_id and c.run_id = r.id order by c.sequence desc limit 1) as "lastCommand"`;
const HELD = `${COLUMNS}, ${LAST_COMMAND}, ${besideOf('r.project_id', 'r.id', 'r.tenant_id')} ${FROM}`;
const GET_HELD_RUN = statement('getHeldRun', `${HELD} $1`);
const GET_HELD_RUNS = statement('getHeldRuns', `${HELD} any ($1)`);
const GET_BESIDE = statement(
  'getBeside',
  `select ${besideOf('$1::uuid', '$2::uuid', '$3::uuid')}, app.known_revision() as "knownRevision"`,
);
const HOLD_RUN = statement('holdRun', 'select app.hold_run($1)');
const HOLD_RUNS = statement('holdRuns', 'select app.hold_runs($1) as id');

/** What this transaction has written of a run need not be read again: nobody else can have changed it. */
const written = new WeakMap<Transaction, Map<string, RunRecord>>();

export function keepWritten(tx: Transaction, run: RunRecord): void {
  const runs = written.get(tx) ?? new Map<string, RunRecord>();
  written.set(tx, runs.set(run.id, run));
}

export async function getRun(tx: Transaction, runId: string): Promise<RunRecord> {
  const own = written.get(tx)?.get(runId);
  if (own) return own;
  const [row] = await tx.rows<Row>(GET_RUN, [runId]);
  return recordOf(tx, row);
}

/**
 * The row lock of the run puts all its commands in one order, over any number of API processes and workers. The project
 * is locked first, as everywhere: who takes two locks takes them in the same order.
 */
export async function lockRun(tx: Transaction, runId: string): Promise<RunRecord> {
  const own = written.get(tx)?.has(runId) ? undefined : findKnownRun(tx, runId);
  if (own) return own;
  if (tx.held?.kind !== 'run' || tx.held.id !== runId) {
    // Locked first, read after: a read in the locking statement would still see what was before the other's commit.
    await tx.rows(HOLD_RUN, [runId]);
    await tx.lookAtClock();
  }
  const [row] = await tx.rows<HeldRow>(GET_HELD_RUN, [runId]);
  return heldOf(tx, row);
}

/**
 * Those of these runs that can be had at once, at most one of each project: a command of a run shows in what is around the
 * others of its project. Nobody is waited for who holds a project.
 */
export async function lockRuns(tx: Transaction, runIds: string[]): Promise<RunRecord[]> {
  const held = await tx.rows<{ id: string }>(HOLD_RUNS, [runIds]);
  await tx.lookAtClock();
  const rows = await tx.rows<HeldRow>(GET_HELD_RUNS, [held.map(({ id }) => id)]);
  return Promise.all(rows.map((row) => heldOf(tx, row)));
}

async function heldOf(tx: Transaction, row: HeldRow | undefined): Promise<RunRecord> {
  const run = await recordOf(tx, row);
  return row ? { ...run, beside: besideIn(row) } : run;
}

/** What is around a run that is about to begin, in a project that is locked. */
export async function readBeside(tx: Transaction, project: ProjectRecord, runId: string): Promise<Beside> {
  const [row] = await tx.rows<Pick<HeldRow, 'beside' | 'knownRevision'>>(GET_BESIDE, [
    project.id,
    runId,
    project.tenantId,
  ]);
  if (!row) throw new DomainError('notFound');
  useHouses(tx, row.knownRevision);
  return besideIn(row);
}

const NOBODY_ELSE: Beside['waiting'] = { running: [], assigned: [] };

const besideIn = ({ beside, knownRevision }: Pick<HeldRow, 'beside' | 'knownRevision'>): Beside => ({
  ...beside,
  houses: knownRevision,
  waiting: beside.waiting ?? NOBODY_ELSE,
  head: { seq: beside.head?.seq ?? 0, hash: beside.head?.hash ? Buffer.from(beside.head.hash, 'hex') : null },
});

async function recordOf(tx: Transaction, row: Row | undefined): Promise<RunRecord> {
  if (!row?.project) throw new DomainError('notFound');
  const { procedureTenantId: tenantId, procedureId, knownRevision, project, ...run } = row;
  useHouses(tx, knownRevision);
  const bundle = await bundleOf(tx, { tenantId, procedureId, version: run.procedureVersion });
  return {
    ...run,
    bundle,
    procedureName: bundle.definition.name,
    project: { ...project, createdAt: new Date(project.createdAt), updatedAt: new Date(project.updatedAt) },
  };
}
