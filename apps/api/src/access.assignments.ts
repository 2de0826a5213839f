import { newId } from '@querraum/server';
import { DEMO_PEOPLE, DEMO_UNITS } from '@querraum/server/testing';
import type { DataSource } from 'typeorm';

/** A task by hand for the Gesundheitsamt, and what was given with it. */
export interface GivenTask {
  assignmentId: string;
  assignmentGroupId: string;
}
export const nothingGiven = (): GivenTask => ({ assignmentId: newId(), assignmentGroupId: newId() });

export const ASSIGNED_STAGES = ['assigned', 'assignedClaimed', 'assignedAnswered', 'assignedDeclined'] as const;
export type AssignedStage = (typeof ASSIGNED_STAGES)[number];

const ADDRESSEE = 'aylin.demirel';
const unitId = DEMO_UNITS['BA-MITTE/GES'] ?? '';

/** What the lead asks of the Gesundheitsamt, and what comes back. */
export const ASSIGNMENT = {
  order: { kind: 'statement', title: 'Stellungnahme', addressees: [{ unitId }], checklist: ['Plan lesen'] },
  answer: { result: 'given', words: 'Einverstanden' },
  toPerson: { to: { unitId, personId: DEMO_PEOPLE[ADDRESSEE]?.id ?? '' } },
  toUnit: { to: { unitId } },
  reason: { reason: 'Nicht zuständig' },
} as const;

type Post = (as: string, path: string, body: unknown) => Promise<unknown>;

/** Gives the task over HTTP, as the lead, and brings it as far as the stage. */
export async function giveTask(post: Post, lead: string, projectId: string, stage: AssignedStage): Promise<GivenTask> {
  const issued = (await post(lead, `/projects/${projectId}/assignments`, ASSIGNMENT.order)) as {
    groupId: string;
    assignments: { id: string }[];
  };
  const assignmentId = issued.assignments[0]?.id ?? '';
  if (stage === 'assignedClaimed' || stage === 'assignedAnswered')
    await post(ADDRESSEE, `/tasks/${assignmentId}/claim`, {});
  if (stage === 'assignedAnswered') await post(ADDRESSEE, `/assignments/${assignmentId}/answer`, ASSIGNMENT.answer);
  if (stage === 'assignedDeclined') await post(ADDRESSEE, `/assignments/${assignmentId}/decline`, ASSIGNMENT.reason);
  return { assignmentId, assignmentGroupId: issued.groupId };
}

/** The tables of tasks by hand; each lies in one project. */
export const ASSIGNMENT_TABLES = [
  'assignment_group',
  'assignment',
  'assignment_entry',
  'assignment_dependency',
  'assignment_document',
];

const LEAD = `with lead as (select * from project_party where project_id = $1 and role = 'LEAD' and "until" is null)`;
const TASK = `insert into assignment (tenant_id, id, project_id, group_id, group_size, number, kind, title, words, issuing_unit_id,
    issuing_unit_name, issuer_id, issuer_name, unit_id, unit_name, state, priority, acceptance, due_order, issued_at, opened_at)
  select l.tenant_id, gen_random_uuid(), l.project_id, g.id, 2, n, 'completion', 'Aufgabe', '', l.unit_id, '', l.unit_id, '',
    l.unit_id, '', 'open', 'normal', false, 'infinity', now(), now()
  from lead l join assignment_group g on g.project_id = l.project_id, generate_series(101, 102) n`;
const OF_EACH = [
  `insert into assignment_group (tenant_id, id, project_id, issuing_unit_id, issuing_unit_name, issuer_id, issuer_name, kind, title,
     words, issued_at, input)
   select tenant_id, gen_random_uuid(), project_id, unit_id, '', unit_id, '', 'completion', 'Aufgabe', '', now(), '{}' from lead`,
  TASK,
  `insert into assignment_entry (tenant_id, id, assignment_id, project_id, at, act, data)
   select a.tenant_id, gen_random_uuid(), a.id, a.project_id, now(), 'issued', '{}'
   from assignment a join lead l on l.project_id = a.project_id`,
  `insert into assignment_dependency (tenant_id, assignment_id, predecessor_id, project_id)
   select a.tenant_id, a.id, b.id, a.project_id from assignment a join lead l on l.project_id = a.project_id
   join assignment b on b.project_id = a.project_id and b.number = 101 where a.number = 102`,
  `insert into assignment_document (tenant_id, assignment_id, document_id, project_id, added_by, added_at)
   select a.tenant_id, a.id, d.id, a.project_id, 'issuer', now() from assignment a join lead l on l.project_id = a.project_id
   join document d on d.project_id = a.project_id where a.number = 101`,
];

/** One row in each of them for each project. */
export async function plantAssignments(owner: DataSource, projectIds: string[]): Promise<void> {
  for (const projectId of projectIds) for (const sql of OF_EACH) await owner.query(`${LEAD} ${sql}`, [projectId]);
}
