import type { AssignmentDetail, AssignmentSummary, Page, ProjectDetail } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { NAMES, nameOf, unitOf, type Name } from './city';
import type { Driver } from './driver';
import { isLive, partsOf, seesFile, seesHead, seesTask, standing, type Model, type ModelTask } from './model';
import type { Dice } from './moves';

/** A difference between the product and its model, in words. */
export class Difference extends Error {}

const differs = (what: string, is: unknown, shall: unknown): void => {
  const [one, other] = [JSON.stringify(is), JSON.stringify(shall)];
  if (one !== other) throw new Difference(`${what}: is ${one}, must be ${other}`);
};

interface TaskRow {
  id: string;
  state: string;
  unit: string;
  person: string | null;
  owner: string | null;
  revision: number;
  parent: string | null;
}

/** What the rows say, held against the model: who leads, who takes part, which task is where. Takes over revisions. */
export async function checkRows(owner: DataSource, projectId: string, model: Model): Promise<void> {
  const parties = (await owner.query(
    `select unit_id as unit, role from project_party where project_id = $1 and "until" is null order by role, unit_id`,
    [projectId],
  )) as { unit: string; role: string }[];
  const leads = parties.filter(({ role }) => role === 'LEAD').map(({ unit }) => unitOf(unit));
  differs('the lead', leads, [model.lead]);
  const participants = parties
    .filter(({ role }) => !['LEAD', 'ADDRESSEE', 'ASSIGNEE'].includes(role))
    .map(({ unit, role }) => `${unitOf(unit)} ${role}`);
  differs(
    'the participants',
    participants.sort(),
    [...model.participants].map(([unit, role]) => `${unit} ${role}`).sort(),
  );
  const held = [...model.tasks.values()].filter(({ state }) => state === 'open' || state === 'answered');
  const assignees = parties.filter(({ role }) => role === 'ASSIGNEE').map(({ unit }) => unitOf(unit));
  differs('the assignees', assignees.sort(), [...new Set(held.map(({ unit }) => unit))].sort());

  const [project] = (await owner.query('select state, revision from project where id = $1', [projectId])) as {
    state: string;
    revision: number;
  }[];
  differs('the project', project?.state, model.isOpen ? 'open' : 'closed');
  model.revision = project?.revision ?? 0;
  const [offers] = (await owner.query(
    `select count(*)::int as count from lead_handover where project_id = $1 and state = 'offered'`,
    [projectId],
  )) as { count: number }[];
  differs('standing offers', offers?.count, standing(model) ? 1 : 0);

  const rows = (await owner.query(
    `select id, state, unit_id as unit, person_id as person, owner_id as owner, revision, parent_id as parent
     from assignment where project_id = $1`,
    [projectId],
  )) as TaskRow[];
  differs('the number of tasks', rows.length, model.tasks.size);
  for (const row of rows) checkTask(row, model);
}

function checkTask(row: TaskRow, model: Model): void {
  const task = model.tasks.get(row.id);
  if (!task) throw new Difference(`task ${row.id} is nobody's`);
  const ownerName = row.owner === null ? null : nameOf(row.owner);
  differs(
    `task ${task.kind} of ${task.issuer}`,
    [row.state, unitOf(row.unit), row.owner === null ? null : ownerName, row.parent],
    [task.state, task.unit, task.owner, task.parent],
  );
  task.revision = row.revision;
  // Whatever the model says: parent and children never contradict.
  if (!isLive(task) && partsOf(model, task.id).some(isLive))
    throw new Difference('a task has ended before its sub-tasks');
}

/** What some people see now: the project, its list of tasks, and single tasks, over HTTP. */
export async function checkSight(driver: Driver, model: Model, dice: Dice): Promise<void> {
  const name = dice.one(NAMES);
  const project = await driver.get<ProjectDetail>(name, `/projects/${driver.projectId}`);
  differs(`the head for ${name}`, project.status, seesHead(model, name) ? 200 : 404);
  if (project.status === 200) differs(`the file for ${name}`, project.body.seesFile, seesFile(model, name));
  const history = await driver.get<{ items: unknown[] }>(name, `/projects/${driver.projectId}/timeline`);
  const isRead = history.status === 200 && history.body.items.length > 0;
  differs(`the history for ${name}`, isRead, seesFile(model, name));

  const tasks = [...model.tasks.values()];
  await checkList(driver, model, name, tasks);
  if (tasks.length === 0) return;
  const [other, task] = [dice.one(NAMES), dice.one(tasks)];
  const detail = await driver.get<AssignmentDetail>(other, `/assignments/${task.id}`);
  differs(`task ${task.state} of ${task.unit} for ${other}`, detail.status, seesTask(model, other, task) ? 200 : 404);
  if (detail.status !== 200) return;
  const seen = detail.body.subAssignments.map(({ id }) => id).sort();
  const shall = partsOf(model, task.id)
    .filter((part) => seesTask(model, other, part))
    .map(({ id }) => id);
  differs(`sub-tasks for ${other}`, seen, shall.sort());
}

async function checkList(driver: Driver, model: Model, name: Name, tasks: ModelTask[]): Promise<void> {
  const list = await driver.get<Page<AssignmentSummary>>(name, `/projects/${driver.projectId}/assignments?limit=200`);
  differs(`the list for ${name}`, list.status, seesHead(model, name) ? 200 : 404);
  if (list.status !== 200) return;
  const seen = list.body.items.map(({ id }) => id).sort();
  const shall = tasks
    .filter((task) => seesTask(model, name, task))
    .map(({ id }) => id)
    .sort();
  differs(`the listed tasks for ${name}`, seen, shall);
}
