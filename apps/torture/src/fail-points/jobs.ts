import { type JobKind, only, times } from './job-kind.ts';
import { JOBS_OF_PEOPLE } from './jobs-of-people.ts';
import { JOBS_OF_PROCEDURES } from './jobs-of-procedures.ts';
import { JOBS_OF_PROJECTS } from './jobs-of-projects.ts';
import { JOBS_OF_REPORTS } from './jobs-of-reports.ts';
import { PLANTED } from './parked-work.ts';
import type { Stage } from './stage.ts';

/** What a run that has just been started owes. */
const ofRun = (kind: string): JobKind => ({
  kind,
  owe: ({ stage, work }, count) =>
    times(count, async () => only(kind, await work.ofProject(kind, (await stage.run()).projectId))),
});

const order = (stage: Stage, more: object) => ({
  ...{ kind: 'statement', title: 'Stellungnahme', addressees: [{ unitId: stage.unit('GES') }], ...more },
});

/** What a task by hand owes when its time has come. */
const ofTask = (kind: string, more: object): JobKind => ({
  kind,
  owe: async ({ stage, work }, count) => {
    const items = await times(count, async () => {
      const { id } = await stage.project();
      await stage.post(`/projects/${id}/assignments`, order(stage, more));
      return only(kind, await work.ofProject(kind, id));
    });
    await stage.moveClockTo(items);
    return items;
  },
});

export const JOBS: JobKind[] = [
  ofRun('addressMails'),
  ofRun('extractText'),
  {
    kind: 'sendMail',
    owe: ({ stage, work, workers }, count) =>
      times(count, async () => {
        const { projectId } = await stage.run();
        await workers.finish(only('addressMails', await work.ofProject('addressMails', projectId)));
        return only('sendMail', await work.ofProject('sendMail', projectId));
      }),
  },
  {
    kind: 'tickRun',
    owe: async (workshop, count) => {
      const items = await ofRun('tickRun').owe(workshop, count);
      await workshop.stage.moveClockTo(items);
      return items;
    },
  },
  ofTask('tickAssignment', { due: { workingDays: 5 } }),
  ofTask('issueNextAssignments', {
    due: { workingDays: 5 },
    recurrence: { every: 'month', until: '2028-06-30' },
  }),
  ...JOBS_OF_PROCEDURES,
  ...JOBS_OF_PROJECTS,
  ...JOBS_OF_PEOPLE,
  ...JOBS_OF_REPORTS,
  {
    kind: 'announceEvents',
    owe: async ({ stage, work, events }, count) => {
      await targetFor(stage, events.url, 'project.opened');
      return times(count, async () =>
        only('announceEvents', await work.ofProject('announceEvents', (await stage.run()).projectId)),
      );
    },
  },
  {
    kind: 'reportIncident',
    owe: ({ stage, work }, count) =>
      times(count, async () => {
        const { projectId } = await stage.run();
        const failed = only('tickRun', await work.ofProject('tickRun', projectId));
        const { database } = stage.world.product;
        await database.rows(`update work_item set state = 'incident', attempts = 8, last_error = $2 where id = $1`, [
          failed,
          PLANTED,
        ]);
        const { id } = await database.one<{ id: string }>(
          `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
           values (gen_random_uuid(), 'reportIncident', 'reportIncident:' || $2, jsonb_build_object('projectId', $1::text, 'workItemId', $2::text),
             app.now(), app.now()) returning id`,
          [projectId, failed],
        );
        return id;
      }),
  },
];

/** A target outside that is told of such events; the one that is there already, if there is one. */
async function targetFor(stage: Stage, url: string, event: string): Promise<string> {
  const [known] = await stage.world.product.database.rows<{ id: string }>(
    `select id from webhook where url = $1 and state = 'active'`,
    [url],
  );
  const body = { url, events: [event] };
  return known?.id ?? (await stage.post<{ id: string }>('/webhooks', body, stage.world.house.administrator)).id;
}
