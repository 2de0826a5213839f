import { projectToRenew, setCycle } from './cycles.ts';
import { releasedProject } from './due-projects.ts';
import { type JobKind, only, times, type Workshop } from './job-kind.ts';

/** Deletions whose night has come. */
async function deletions({ stage, work }: Workshop, count: number): Promise<string[]> {
  const items = await times(count, async () =>
    only('deleteProject', await work.ofProject('deleteProject', await releasedProject(stage))),
  );
  // The register names every project that was deleted or may be, and its stored answers would go with the first of them.
  await stage.world.product.database.rows(
    `delete from idempotency where response -> 'deletions' is not null and response -> 'due' is not null`,
  );
  await stage.moveClockTo(items);
  return items;
}

/** Of which so many pieces are done. */
const ofDeletion = (what: string, pieces: number): JobKind => ({
  kind: `deleteProject, ${what}`,
  owe: async (workshop, count) => {
    const items = await deletions(workshop, count);
    for (const item of items) for (let done = 0; done < pieces; done += 1) await workshop.workers.goOn(item);
    return items;
  },
});

/** What becomes of projects years later. */
export const JOBS_OF_PROJECTS: JobKind[] = [
  {
    kind: 'tickCycle',
    owe: async ({ stage, work }, count) => {
      const { day } = await stage.world.product.database.one<{ day: string }>(
        `select ((app.now() at time zone 'Europe/Berlin')::date + 1)::text as day`,
      );
      const items = await times(count, async () => {
        const id = await projectToRenew(stage);
        await setCycle(stage, id, day);
        return only('tickCycle', await work.ofProject('tickCycle', id));
      });
      await stage.moveClockTo(items);
      return items;
    },
  },
  ofDeletion('its note outside', 0),
  ofDeletion('its files', 1),
  ofDeletion('its rows', 2),
];
