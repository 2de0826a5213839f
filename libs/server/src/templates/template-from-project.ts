import type { AssignmentDueInput, TemplateContent, TemplateUnit } from '@querraum/contracts';
import { addDays, isWeekend, localDate, type Department, type LocalDate } from '@querraum/workflow';
import type { Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

/** With whom a thing lies, as the rows tell it. */
export interface WithUnit {
  unitId: string;
  unitTenantId: string;
  department: Department | null;
}

/** The Ressort instead of the unit, so that the template fits another project; of other houses only the Ressort is known. */
export function templateUnit(
  { unitId, unitTenantId, department }: WithUnit,
  { leadUnitId, tenantId }: Pick<ProjectRecord, 'leadUnitId' | 'tenantId'>,
): TemplateUnit {
  if (unitId === leadUnitId) return { kind: 'lead' };
  if (department !== null) return { kind: 'department', department };
  return unitTenantId === tenantId ? { kind: 'unit', unitId } : { kind: 'lead' };
}

const DAY_MS = 86_400_000;
const LONGEST = 3660;

/** Days from one date to another, neither before the beginning nor further away than a template reaches. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.min(Math.max(Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS), 0), LONGEST);

const spanOf = (start: LocalDate, from: LocalDate, to: LocalDate) => ({
  startDay: daysBetween(start, from),
  days: Math.max(daysBetween(from, to) + 1, 1),
});

/** What of a project could begin again: titles and their order, with whom by Ressort; no person, no date, no words. */
export async function contentOf(tx: Transaction, project: ProjectRecord): Promise<TemplateContent> {
  const phases = await phasesIn(tx, project);
  const opened = localDate(project.createdAt.toISOString());
  const start = phases.map(({ from }) => from).sort()[0] ?? opened;
  return {
    phases: phases.map(({ id, name, from, to }) => ({ key: keyOf(id), name, ...spanOf(start, from, to) })),
    milestones: await milestonesIn(tx, project, start),
    measures: await measuresIn(tx, project, start),
    tasks: await tasksIn(tx, project),
    procedures: await proceduresIn(tx, project),
  };
}

/** Unlike within the template, and no id of the project any more. */
const keyOf = (id: string): string => `p${id.replaceAll('-', '').slice(-12)}`;

const phasesIn = (tx: Transaction, { id }: ProjectRecord) =>
  tx.rows<{ id: string; name: string; from: LocalDate; to: LocalDate }>(
    `select id, name, from_day::text as "from", to_day::text as "to" from project_phase
     where project_id = $1 and ended_at is null order by position, id limit 30`,
    [id],
  );

async function milestonesIn(
  tx: Transaction,
  project: ProjectRecord,
  start: LocalDate,
): Promise<TemplateContent['milestones']> {
  const rows = await tx.rows<WithUnit & { name: string; day: LocalDate; phaseId: string | null }>(
    `select m.name, m.day::text as day, p.id as "phaseId", m.unit_id as "unitId", u.tenant_id as "unitTenantId", u.department
     from milestone m join org_unit u on u.tenant_id = m.unit_tenant_id and u.id = m.unit_id
     left join project_phase p on p.tenant_id = m.tenant_id and p.id = m.phase_id and p.ended_at is null
     where m.project_id = $1 and m.ended_at is null order by m.day, m.id limit 100`,
    [project.id],
  );
  return rows.map(({ name, day, phaseId, ...unit }) => ({
    name,
    day: daysBetween(start, day),
    unit: templateUnit(unit, project),
    phase: phaseId && keyOf(phaseId),
  }));
}

/** An abandoned measure is no example. */
async function measuresIn(
  tx: Transaction,
  project: ProjectRecord,
  start: LocalDate,
): Promise<TemplateContent['measures']> {
  const rows = await tx.rows<
    WithUnit & { title: string; targetGroup: string; isKey: boolean; from: LocalDate | null; to: LocalDate | null }
  >(
    `select m.title, m.target_group as "targetGroup", m.is_key as "isKey", m.from_day::text as "from", m.to_day::text as "to",
       m.lead_unit_id as "unitId", u.tenant_id as "unitTenantId", u.department
     from measure m join org_unit u on u.tenant_id = m.lead_unit_tenant_id and u.id = m.lead_unit_id
     where m.project_id = $1 and m.state <> 'abandoned' order by m.position, m.id limit 200`,
    [project.id],
  );
  return rows.map(({ title, targetGroup, isKey, from, to, ...unit }) => ({
    ...{ title, targetGroup, isKey, unit: templateUnit(unit, project) },
    startDay: from === null ? null : daysBetween(start, from),
    days: from === null || to === null ? null : spanOf(start, from, to).days,
  }));
}

type Task = TemplateContent['tasks'][number];

/**
 * The tasks that the project gave, not the parts that units made of them. What was taken back is no example; a Rückfrage
 * belongs to its project; the words are left there too.
 */
async function tasksIn(tx: Transaction, project: ProjectRecord): Promise<Task[]> {
  const rows = await tx.rows<
    WithUnit & Pick<Task, 'kind' | 'title' | 'checklist'> & DueOfTask & { id: string; dependsOn: string[] }
  >(
    `select a.id, a.kind, a.title, a.unit_id as "unitId", u.tenant_id as "unitTenantId", u.department,
       a.due_input as due, a.issued_at as "issuedAt",
       coalesce((select jsonb_agg(item ->> 'text') from jsonb_array_elements(a.checklist) item), '[]') as checklist,
       array(select d.predecessor_id from assignment_dependency d where d.assignment_id = a.id) as "dependsOn"
     from assignment a join org_unit u on u.id = a.unit_id
     where a.project_id = $1 and a.parent_id is null and a.state <> 'takenBack' and a.kind <> 'question'
     order by a.number limit 100`,
    [project.id],
  );
  const kept = new Set(rows.map(({ id }) => id));
  return rows.map(({ id, kind, title, checklist, dependsOn, due, issuedAt, ...unit }) => ({
    ...{ key: keyOf(id), kind, title, words: '', checklist, unit: templateUnit(unit, project) },
    workingDays: workingDaysOf({ due, issuedAt }),
    dependsOn: dependsOn.filter((other) => kept.has(other)).map(keyOf),
  }));
}

interface DueOfTask {
  due: AssignmentDueInput | null;
  issuedAt: Date;
}

/** The Frist as it was given; of a day the weekdays until then, because the holidays of the next project are others. */
export function workingDaysOf({ due, issuedAt }: DueOfTask): number | null {
  if (due === null) return null;
  if ('workingDays' in due) return due.workingDays;
  const issued = localDate(issuedAt.toISOString());
  const days = Array.from({ length: daysBetween(issued, due.day) }, (_, index) => addDays(issued, index + 1));
  return Math.min(Math.max(days.filter((day) => !isWeekend(day)).length, 1), 250);
}

/** The procedures that ran: offered, not started, because the paper of a new project is not written yet. */
async function proceduresIn(tx: Transaction, project: ProjectRecord): Promise<TemplateContent['procedures']> {
  const rows = await tx.rows<{ procedureId: string }>(
    `select procedure_id as "procedureId" from run where project_id = $1 and procedure_tenant_id = $2
     group by procedure_id order by min(started_at) limit 20`,
    [project.id, project.tenantId],
  );
  return rows.map(({ procedureId }) => ({ procedureId, documentId: null }));
}
