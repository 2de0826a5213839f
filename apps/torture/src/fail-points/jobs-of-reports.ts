import type { Person } from '../people.ts';
import { newExport } from './exports.ts';
import { type JobKind, only, times, type Workshop } from './job-kind.ts';
import { newReport } from './reports.ts';

/** Reports whose Monday has come. */
async function reports({ stage, work }: Workshop, count: number): Promise<{ owner: Person; item: string }[]> {
  const owed = await times(count, async () => {
    const { owner } = await newReport(stage);
    return { owner, item: only('runReport', await work.ofOwner('runReport', owner.id)) };
  });
  await stage.moveClockTo(owed.map(({ item }) => item));
  return owed;
}

/** The file of a project for somebody, of which so many pieces are made. */
async function exportOf({ stage, work, workers }: Workshop, pieces: number) {
  const { id, person } = await newExport(stage);
  const item = only('makeExport', await work.ofPerson('makeExport', person.id));
  for (let made = 0; made < pieces; made += 1) await workers.goOn(item);
  return { id, person, item };
}

const ofExport = (what: string, pieces: number): JobKind => ({
  kind: `makeExport, ${what}`,
  hasOwnEnd: true,
  owe: (workshop, count) => times(count, async () => (await exportOf(workshop, pieces)).item),
});

export const JOBS_OF_REPORTS: JobKind[] = [
  { kind: 'runReport', owe: async (workshop, count) => (await reports(workshop, count)).map(({ item }) => item) },
  {
    kind: 'mailPerson, a report',
    owe: async (workshop, count) => {
      const items: string[] = [];
      for (const { owner, item } of await reports(workshop, count)) {
        await workshop.workers.finish(item);
        items.push(only('mailPerson', await workshop.work.ofPerson('mailPerson', owner.id)));
      }
      return items;
    },
  },
  ofExport('the file of a project', 0),
  ofExport('what it contains', 1),
  {
    kind: 'makeExport, when it was cancelled',
    hasOwnEnd: true,
    owe: (workshop, count) =>
      times(count, async () => {
        const { id, person, item } = await exportOf(workshop, 1);
        await workshop.stage.post(`/exports/${id}/cancel`, undefined, person);
        return item;
      }),
  },
];
