import type { World } from './world.ts';

/**
 * To just after the last of the instants at which these runs are due next (or before it), as an administrator would. The moment of the
 * database's own commit is what lateness is counted from.
 */
export async function moveClock({ clients, house, product }: World, runIds: string[], byMs = 1000): Promise<Date> {
  const { due } = await product.database.one<{ due: Date }>(
    'select max(next_due_at) as due from run where id = any ($1)',
    [runIds],
  );
  const now = new Date(due.getTime() + byMs).toISOString();
  await clients[0].get('POST', '/test-clock', { as: house.administrator, body: { now } });
  const { moved } = await product.database.one<{ moved: Date }>(
    'select pg_xact_commit_timestamp(xmin) as moved from test_clock',
  );
  return moved;
}
