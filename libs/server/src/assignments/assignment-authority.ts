import {
  isLive,
  judgeAssignment,
  type ActedBy,
  type AssignmentAct,
  type AssignmentFacts,
  type AssignmentRefusal,
  ASSIGNMENT_KIND_WORDS,
} from '@querraum/workflow';
import { DomainError, type ActorTransaction, type Transaction, requireRevision } from '../platform';
import { lockProject, requireOpen, type ProjectRecord } from '../projects';
import { actingOf, actingPerson } from '../runs';
import { getAssignment, type AssignmentRecord } from './assignment-record';

/** A task under the lock of its project, and in which capacity its person acts on it. */
export interface Acted {
  project: ProjectRecord;
  task: AssignmentRecord;
  by: ActedBy;
}

const ABOUT_AUTHORITY: ReadonlySet<AssignmentRefusal> = new Set<AssignmentRefusal>([
  'noAuthority',
  'notOwner',
  'notIssuer',
  'headDistributes',
]);

/**
 * Locks the project, decides whether the person may do this now, and opens the tasks of the project to the command:
 * whatever follows from the act is done, also where the person would not see it. `revision` is the one they have read.
 */
export async function actOn(tx: ActorTransaction, id: string, act: AssignmentAct, revision?: number): Promise<Acted> {
  const seen = await getAssignment(tx, id);
  const head = await projectHead(tx, seen.projectId);
  const [visible] = await tx.rows('select 1 from project where id = $1', [seen.projectId]);
  // What has ended stays so, and its units may no longer see the project.
  if (!isLive(seen.state) || !visible) throw await refusalOf(tx, act, seen, head.leadUnitId);
  const project = await lockProject(tx, seen.projectId);
  const task = await getAssignment(tx, id);
  const verdict = judgeAssignment(act, await factsOf(tx, task, project.leadUnitId), actingOf(tx.actor));
  if (verdict.refused !== undefined && ABOUT_AUTHORITY.has(verdict.refused)) throw refusalError(verdict.refused, task);
  if (revision !== undefined) requireRevision(task.revision, revision);
  if (verdict.refused !== undefined) throw refusalError(verdict.refused, task);
  requireOpen(project);
  await openTasks(tx, project.id);
  return { project, task, by: verdict.by };
}

async function refusalOf(
  tx: ActorTransaction,
  act: AssignmentAct,
  task: AssignmentRecord,
  leadUnitId: string,
): Promise<DomainError> {
  const { refused } = judgeAssignment(act, await factsOf(tx, task, leadUnitId), actingOf(tx.actor));
  return refusalError(refused ?? 'assignmentEnded', task);
}

function refusalError(refused: AssignmentRefusal, { kind, ownerName }: AssignmentRecord): DomainError {
  if (refused === 'alreadyClaimed') return new DomainError(refused, { owner: ownerName ?? '' });
  if (refused === 'staysInUnit') return new DomainError(refused, { kind: ASSIGNMENT_KIND_WORDS[kind] });
  return new DomainError(refused);
}

/** From here to the commit the command acts on every task of the project; only after its authority was checked. */
export const openTasks = (tx: Transaction, projectId: string): Promise<unknown> =>
  tx.rows("select set_config('app.acted_project', $1, true)", [projectId]);

/** Back to what the person sees: before anything is read for the answer. */
export const closeTasks = (tx: Transaction): Promise<unknown> =>
  tx.rows("select set_config('app.acted_project', '', true)");

export async function factsOf(tx: Transaction, task: AssignmentRecord, leadUnitId: string): Promise<AssignmentFacts> {
  return {
    kind: task.kind,
    state: task.state,
    unitId: task.unitId,
    issuingUnitId: issuingUnitOf(task, { leadUnitId }),
    addressedTo: await addressedTo(tx, task),
    owner: task.ownerId === null ? null : await actingPerson(tx, task.ownerId),
  };
}

export const issuingUnitOf = (
  { issuerIsGone, issuingUnitId }: Pick<AssignmentRecord, 'issuerIsGone' | 'issuingUnitId'>,
  { leadUnitId }: { leadUnitId: string },
): string => (issuerIsGone ? leadUnitId : issuingUnitId);

/** Who holds the post now, or the person who still acts for the unit; nobody where the whole unit is meant. */
export async function addressedTo(
  tx: Transaction,
  { unitId, positionId, personId }: Pick<AssignmentRecord, 'unitId' | 'positionId' | 'personId'>,
): Promise<string[]> {
  if (positionId === null && personId === null) return [];
  const rows = await tx.rows<{ personId: string }>(
    `select distinct m.person_id as "personId" from membership m
     join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
     where m.unit_id = $1 and m.role <> 'ADMIN' and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)
       and (m.person_id = $2 or m.position_id = $3)`,
    [unitId, personId, positionId, tx.now],
  );
  return rows.map((row) => row.personId);
}

export interface ProjectHead {
  reference: string;
  title: string;
  state: 'open' | 'closed';
  leadUnitId: string;
  leadUnitName: string;
}

/** What names the project, for whoever sees a task of it. */
export async function projectHead(tx: Transaction, projectId: string): Promise<ProjectHead> {
  const [head] = await tx.rows<ProjectHead>(
    `select reference, title, state, lead_unit_id as "leadUnitId", lead_unit_name as "leadUnitName" from app.project_head($1)`,
    [projectId],
  );
  if (!head) throw new DomainError('notFound');
  return head;
}
