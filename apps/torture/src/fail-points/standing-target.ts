import type { Stage } from './stage.ts';

/** Nobody listens there, and nothing that is struck tells of such a thing. */
const STANDING = { url: 'http://127.0.0.1:8098/events', events: ['task.overdue'] };

/**
 * A target outside that is there as long as anything is struck. A house with a target owes word of whatever enters a history, one
 * without does not: so every command announces, and what it owes is part of what must be there wholly or not at all.
 */
export const openStandingTarget = (stage: Stage): Promise<unknown> =>
  stage.post('/webhooks', STANDING, stage.world.house.administrator);

/** A house has twenty targets outside at most: those of the strikes before are gone. */
export async function endTargetsOfStrikes({ world }: Stage): Promise<void> {
  await world.product.database.rows(
    `update webhook set ended_at = app.now()
     where ended_at is null and events <@ array['task.due', 'task.overdue'] and url <> $1`,
    [STANDING.url],
  );
}

/** With it goes what there is to be told of: all that was prepared, thousands of times, and nobody is left who hears it. */
export async function endStandingTarget(stage: Stage): Promise<void> {
  await endTargetsOfStrikes(stage);
  const { database } = stage.world.product;
  await database.rows('update webhook set ended_at = app.now() where ended_at is null and url = $1', [STANDING.url]);
  await database.rows(
    `update work_item set state = 'cancelled', done_at = app.now() where kind = 'announceEvents' and state = 'ready'`,
  );
}
