import { PLAN_LIMITS, type PlanKind } from '@querraum/contracts';
import { dayInBoth, localDate, type LocalDate } from '@querraum/workflow';
import { access, actsFor, DomainError, type ActorTransaction, type Transaction } from '../platform';
import {
  appendHistory,
  historyBy,
  lockProject,
  openFile,
  requireOpen,
  touchProject,
  type ProjectRecord,
} from '../projects';

export interface NamedUnit {
  id: string;
  name: string;
}

/** An edit of one thing of the plan, as its person has read it. */
export interface Edit {
  projectId: string;
  id: string;
  revision: number;
}

/** The file, locked for a change of its plan. Whoever sees only the head of the project learns of no plan. */
export async function lockFile(tx: ActorTransaction, projectId: string): Promise<ProjectRecord> {
  const project = await lockProject(tx, projectId);
  await openFile(tx, projectId);
  return project;
}

/** The same for its lead, who plans. */
export async function lockPlan(tx: ActorTransaction, projectId: string): Promise<ProjectRecord> {
  const project = await lockFile(tx, projectId);
  access.require(tx, 'plan:edit', { leadUnitId: project.leadUnitId });
  requireOpen(project);
  return project;
}

/** With whom a thing of the plan lies says how it stands. */
export function requireReporter(tx: ActorTransaction, project: ProjectRecord, unit: NamedUnit): void {
  access.require(tx, 'plan:report', { leadUnitId: project.leadUnitId, responsibleUnitId: unit.id });
  requireOpen(project);
}

export function mayReport(tx: ActorTransaction, project: ProjectRecord, unit: NamedUnit): 'plan:report'[] {
  const subject = { leadUnitId: project.leadUnitId, responsibleUnitId: unit.id };
  return project.state === 'open' && access.may(tx, 'plan:report', subject) ? ['plan:report'] : [];
}

export function requireRevision(row: { title: string; revision: number }, revision: number): void {
  if (row.revision !== revision) throw new DomainError('planChanged', { title: row.title, current: row.revision });
}

export function requirePeriod({ from, to }: { from: string | null; to: string | null }): void {
  if (from !== null && to !== null && to < from) throw new DomainError('periodBackwards');
}

/** `there` have been counted under the lock of the project. */
export function requireRoom(kind: PlanKind, there: number): void {
  const limit = PLAN_LIMITS[kind];
  if (there >= limit) throw new DomainError('planFull', { limit });
}

/** Every unit exists; those with whom something shall lie also see the file in which it stands. */
export async function requireUnits(
  tx: Transaction,
  projectId: string,
  { involved, others = [] }: { involved: string[]; others?: string[] },
): Promise<void> {
  const ids = [...new Set([...involved, ...others])];
  if (ids.length === 0) return;
  const rows = await tx.rows<NamedUnit & { isGone: boolean; isInvolved: boolean }>(
    `select u.id, u.name, u.dissolved_at is not null as "isGone",
       exists (select 1 from project_party p where p.project_id = $1 and p.unit_id = u.id and p."until" is null
         and p.role <> 'ASSIGNEE') as "isInvolved"
     from org_unit u where u.id = any ($2)`,
    [projectId, ids],
  );
  const units = new Map(rows.map((unit) => [unit.id, unit]));
  for (const unitId of ids) {
    const unit = units.get(unitId);
    if (!unit) throw new DomainError('unitUnknown', { unitId });
    if (unit.isGone) throw new DomainError('unitGone', { unit: unit.name });
    if (!unit.isInvolved && involved.includes(unitId)) throw new DomainError('unitNotInvolved', { unit: unit.name });
  }
}

/** What happened to the plan: into the history, and the project moves up in the lists. */
export async function tellPlan(
  tx: ActorTransaction,
  project: ProjectRecord,
  { action, data, unit }: { action: string; data: Record<string, unknown>; unit?: NamedUnit },
): Promise<void> {
  const lead = { id: project.leadUnitId, name: project.leadUnitName };
  const acting = unit && !actsFor(tx, lead.id) ? unit : lead;
  await touchProject(tx, project.id);
  await appendHistory(tx, project, [{ action, at: tx.now, by: historyBy(tx.actor, acting), data }]);
}

/** What follows from the rest, or is no edit. */
const NOT_EDITED = ['revision', 'allowed', 'isOverdue', 'isOutside'];

/** Names of what an edit changed, for the history. */
export function changedFields<T extends object>(before: T, after: T): string[] {
  const keys = Object.keys(after) as (keyof T & string)[];
  return keys.filter((key) => !NOT_EDITED.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Only what has happened can be recorded. */
export function requirePast(tx: Transaction, day: LocalDate): void {
  if (day > todayOf(tx)) throw new DomainError('dayAhead', { day: dayInBoth(day) });
}

export const todayOf = (tx: Transaction): LocalDate => localDate(tx.now.toISOString());

/** A refusal, an end, a remedy: whoever says so says why or how. */
export function requireWords(words: string): void {
  if (words.length < 3) throw new DomainError('reasonMissing');
}
