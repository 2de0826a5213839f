import type { JobKind, Workshop } from './job-kind.ts';
import { act, administrator, draftOf, type Plan, planFor, procedure, release, valid } from './procedures.ts';
import type { Stage } from './stage.ts';

interface Started {
  id: string;
  projectId: string;
}
async function start(stage: Stage, procedureId: string): Promise<Started> {
  const { id: documentId, projectId } = await stage.document(['GES', 'JUG']);
  return stage.post<Started>(`/projects/${projectId}/runs`, { procedureId, documentId });
}

async function startMany(stage: Stage, procedureId: string, count: number): Promise<Started[]> {
  const runs: Started[] = [];
  while (runs.length < count) runs.push(await start(stage, procedureId));
  return runs;
}

/** What a plan owes each of its runs, when it has come so far; one run more, because with the last one the plan itself goes on. */
const ofPlan = (kind: string, bring: (workshop: Workshop, plan: Plan) => Promise<void>): JobKind => ({
  kind,
  owe: async (workshop, count) => {
    const { stage, work } = workshop;
    const procedureId = await valid(stage);
    const runs = await startMany(stage, procedureId, count + 1);
    const plan = await planFor(stage, procedureId);
    await bring(workshop, plan);
    const items: string[] = [];
    for (const { projectId } of runs) items.push(...(await work.ofProject(kind, projectId)));
    return items.slice(1);
  },
});

async function finishAll({ work, workers }: Workshop, kind: string, plan: Plan): Promise<void> {
  for (const item of await work.ofPlan(kind, plan.path.slice(plan.path.lastIndexOf('/') + 1)))
    await workers.finish(item);
}

async function checked(workshop: Workshop, plan: Plan): Promise<void> {
  await act(workshop.stage, plan, 'check');
  await finishAll(workshop, 'checkMigration', plan);
}
async function moved(workshop: Workshop, plan: Plan): Promise<void> {
  await checked(workshop, plan);
  await act(workshop.stage, plan, 'release');
  await finishAll(workshop, 'migrateRun', plan);
}

interface Edit {
  nodes: { id: string; type: string }[];
  flows: { id: string; from: string; to: string }[];
}
/** A procedure that gives a number before anything else. */
async function numbering(stage: Stage): Promise<string> {
  const id = await procedure(stage);
  const { revision, edit } = await draftOf(stage, id);
  const { nodes, flows } = edit as Edit;
  const start = nodes.find(({ type }) => type === 'start')?.id ?? '';
  const name = { de: 'Nummer', en: 'Number' };
  const job = { kind: 'number', series: 'torture', pattern: '{n}', fact: 'number' };
  const body = {
    ...edit,
    facts: [{ key: 'number', type: 'text', name }],
    nodes: [...nodes, { id: 'numbering', type: 'automatic', name, job }],
    flows: [
      { id: 'toNumbering', from: start, to: 'numbering' },
      ...flows.map((flow) => (flow.from === start ? { ...flow, from: 'numbering' } : flow)),
    ],
  };
  const ask = { as: administrator(stage), body, revision };
  await stage.world.clients[0].get('PUT', `/procedures/${id}/draft`, ask);
  await release(stage, id);
  return id;
}

/** A day within every Frist that was begun just now. */
async function dayWithin(stage: Stage): Promise<string> {
  const { day } = await stage.world.product.database.one<{ day: string }>(
    `select min(day)::date::text as day from generate_series(app.now() + interval '2 days', app.now() + interval '9 days', '1 day') day
     where extract(isodow from day) < 6 and not day::date in (select date from house_day)`,
  );
  return day;
}

export const JOBS_OF_PROCEDURES: JobKind[] = [
  ofPlan('checkMigration', ({ stage }, plan) => act(stage, plan, 'check')),
  ofPlan('migrateRun', async (workshop, plan) => {
    await checked(workshop, plan);
    await act(workshop.stage, plan, 'release');
  }),
  ofPlan('undoMigration', async (workshop, plan) => {
    await moved(workshop, plan);
    await act(workshop.stage, plan, 'undo');
  }),
  {
    kind: 'giveNumber',
    owe: async ({ stage, work }, count) => {
      const procedureId = await numbering(stage);
      const items: string[] = [];
      for (const { projectId } of await startMany(stage, procedureId, count))
        items.push(...(await work.ofProject('giveNumber', projectId)));
      return items;
    },
  },
  {
    kind: 'recountRun',
    owe: async ({ stage, work }, count) => {
      const runs: { projectId: string }[] = [];
      while (runs.length < count) runs.push(await stage.run());
      const as = administrator(stage);
      const date = await dayWithin(stage);
      type Calendar = { revision: number };
      const year = date.slice(0, 4);
      const { revision } = await stage.world.clients[0].get<Calendar>('GET', `/calendar?year=${year}`, { as });
      await stage.post('/calendar/changes', { add: [{ date, name: 'Umzug' }] }, as, revision);
      const items: string[] = [];
      for (const { projectId } of runs) items.push(...(await work.ofProject('recountRun', projectId)));
      return items;
    },
  },
];
