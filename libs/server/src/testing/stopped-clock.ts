import type { TestDatabase } from './test-database';

/** The clock of this database stands there until it is put: nothing comes due by itself, and the very instant of a Frist can be met. */
export async function stopClock(database: TestDatabase, at: number): Promise<void> {
  await database.owner.query(
    `create or replace function app.now() returns timestamptz
     language sql volatile security definer set search_path = public, pg_temp as $$
       select timestamptz 'epoch' + coalesce((select shift_ms from test_clock where id = 1), 0) * interval '1 millisecond'
     $$`,
  );
  await putClock(database, at);
}

export const putClock = ({ owner }: TestDatabase, at: number): Promise<unknown> =>
  owner.query(
    'insert into test_clock (id, shift_ms) values (1, $1) on conflict (id) do update set shift_ms = excluded.shift_ms',
    [at],
  );
