import type { Person } from '../people.ts';
import { newUnit } from './commands-of-the-house.ts';
import { digestReader, newReader } from './digests.ts';
import { type JobKind, only, times, type Workshop } from './job-kind.ts';

/** So many of one unit, each of whom has been told of one and the same task and hears of it by a digest. */
async function readers({ stage, work, workers }: Workshop, count: number): Promise<Person[]> {
  const { id: unitId } = await newUnit(stage);
  const people = await times(count, () => digestReader(stage, unitId));
  const participants = [{ unitId, involvement: 'STATEMENT' }];
  const { id } = await stage.post('/projects', { ...stage.newProject(), participants });
  const order = { kind: 'statement', title: 'Stellungnahme', addressees: [{ unitId }], due: { workingDays: 5 } };
  await stage.post(`/projects/${id}/assignments`, order);
  for (const item of await work.ofProject('addressMails', id)) await workers.finish(item);
  return people;
}

/** Each is owed a digest, and it is the day on which it comes. */
async function digests(workshop: Workshop, count: number): Promise<{ person: Person; item: string }[]> {
  const { stage, work } = workshop;
  const owed: { person: Person; item: string }[] = [];
  for (const person of await readers(workshop, count))
    owed.push({ person, item: only('runDigest', await work.ofPerson('runDigest', person.id)) });
  await stage.moveClockTo(owed.map(({ item }) => item));
  return owed;
}

/** What is owed to people, each of whom is somebody else. */
export const JOBS_OF_PEOPLE: JobKind[] = [
  {
    kind: 'runDigest',
    owe: async (workshop, count) => (await digests(workshop, count)).map(({ item }) => item),
  },
  {
    kind: 'mailPerson',
    owe: async (workshop, count) => {
      const items: string[] = [];
      for (const { person, item } of await digests(workshop, count)) {
        await workshop.workers.finish(item);
        items.push(only('mailPerson', await workshop.work.ofPerson('mailPerson', person.id)));
      }
      return items;
    },
  },
  {
    kind: 'tellDeputation',
    owe: async ({ stage, work }, count) => {
      const { id: unitId } = await newUnit(stage);
      return times(count, async () => {
        const { id } = await newReader(stage, unitId);
        const body = { deputyId: stage.person('GES').id, from: null, to: '2035-01-01' };
        await stage.post(`/organisation/house/people/${id}/deputations`, body, stage.world.house.administrator);
        return only('tellDeputation', await work.ofPerson('tellDeputation', id));
      });
    },
  },
  {
    kind: 'mailPausedWebhook',
    owe: async ({ stage, events }, count) => {
      const { administrator } = stage.world.house;
      const target = { url: events.url, events: ['task.overdue'] };
      const { id } = await stage.post('/webhooks', target, administrator);
      const { database } = stage.world.product;
      // As if it had answered that it is gone, again and again.
      await database.rows(`update webhook set state = 'paused', paused_because = 'gone' where id = $1`, [id]);
      const items = await database.rows<{ id: string }>(
        `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
         select gen_random_uuid(), 'mailPausedWebhook', 'mailPausedWebhook:' || w.id || ':' || n || ':' || $2,
           jsonb_build_object('tenantId', w.tenant_id, 'webhookId', w.id, 'personId', $2, 'revision', n), app.now(), app.now()
         from webhook w, generate_series(2, $3 + 1) n where w.id = $1 returning id`,
        [id, administrator.id, count],
      );
      return items.map((item) => item.id);
    },
  },
];
