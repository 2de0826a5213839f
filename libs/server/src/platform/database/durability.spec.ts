import { createDataSource } from '../../database';
import { openTestDatabase, type TestDatabase } from '../../testing';
import { requireDurability, unsafeSettings } from './durability';
import { Transactions } from './transactions';

const SAFE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

it.each(['on', 'local', 'remote_write', 'remote_apply'])('has nothing against commits that are "%s"', (commits) => {
  expect(unsafeSettings({ ...SAFE, synchronous_commit: commits })).toEqual([]);
});

it.each([
  ['fsync', 'on'],
  ['full_page_writes', 'on'],
  ['synchronous_commit', 'on, local, remote_write, remote_apply'],
])('names %s where it is off, and what it may be', (name, allowed) => {
  expect(unsafeSettings({ ...SAFE, [name]: 'off' })).toEqual([{ name, value: 'off', allowed }]);
});

describe('a database that loses what it has confirmed', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const COMMITS = {
    off: `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
    on: `do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
  };
  /** At the start of a process of this environment. */
  async function start(NODE_ENV: 'production' | 'development', commits: keyof typeof COMMITS): Promise<string[]> {
    await database.owner.query(COMMITS[commits]);
    const { urls } = database;
    const source = await createDataSource({ url: urls.api, pool: 2, applicationName: 'durability' }).initialize();
    const warnings: string[] = [];
    try {
      await requireDurability(new Transactions(source), { NODE_ENV }, (warning) => warnings.push(warning));
      return warnings;
    } finally {
      await source.destroy();
    }
  }

  it('ends the start in production, which says what is wrong', async () => {
    await expect(start('production', 'off')).rejects.toThrow(
      /synchronous_commit = off \(erlaubt: on, local, remote_write, remote_apply\)/,
    );
  });

  it('is warned of once elsewhere', async () => {
    const [warning, ...others] = await start('development', 'off');
    expect(warning).toContain('synchronous_commit = off (allowed: on, local, remote_write, remote_apply)');
    expect(others).toEqual([]);
  });

  it('is not told of what is right', async () => {
    expect((await start('development', 'on')).join()).not.toContain('synchronous_commit');
  });
});
