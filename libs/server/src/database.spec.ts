import type { Pool } from 'pg';
import { createDataSource } from './database';
import { Transactions, whenThere } from './platform';
import { openTestDatabase, type TestDatabase } from './testing';

describe('connections to the database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('may die in the moment of being handed over, and the process goes on', async () => {
    const source = await createDataSource({ url: database.urls.api, pool: 2, applicationName: 'spec' }).initialize();
    const { master: pool } = source.driver as unknown as { master: Pool };
    // Neither the pool nor TypeORM listens to it here.
    const handedOver = await pool.connect();
    const { rows } = await handedOver.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise<void>((resolve) => handedOver.once('end', resolve));
    await source.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    handedOver.release(true);
    expect(await source.query('select 1 as alive')).toEqual([{ alive: 1 }]);
    await source.destroy();
  });

  it('may die under what a process does at its start, which is then done again', async () => {
    const source = await createDataSource({ url: database.urls.api, pool: 2, applicationName: 'spec' }).initialize();
    const transactions = new Transactions(source);
    let attempts = 0;
    const alive = await whenThere(() =>
      transactions.run(async (tx) => {
        attempts += 1;
        if (attempts === 1) await tx.rows('select pg_terminate_backend(pg_backend_pid())');
        return tx.rows('select 1 as alive');
      }),
    );
    expect([attempts, alive]).toEqual([2, [{ alive: 1 }]]);
    await source.destroy();
  });

  it('are not waited for where somebody else is wrong', async () => {
    const url = new URL(database.urls.api);
    url.password = 'another';
    const source = createDataSource({ url: url.href, pool: 2, applicationName: 'spec' });
    await expect(whenThere(() => source.initialize())).rejects.toThrow(/password authentication failed/);
  });
});
