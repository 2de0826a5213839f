import { Client } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../../testing';
import { migrate } from './migrate';

let database: TestDatabase;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await database.owner.query('create table room (id int primary key, name text)');
  await database.owner.query("insert into room select n, 'room ' || n from generate_series(1, 1000) n");
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await database.owner.query('truncate migrations; drop table if exists migration_step');
});
afterAll(async () => {
  await database.close();
});

let number = 1_900_000_000_000;

/** A house whose one migration that has not run says this. */
async function houseWith(...statements: string[]): Promise<() => Promise<DataSource>> {
  const name = `Test${(number += 1)}`;
  class Test implements MigrationInterface {
    name = name;
    async up(queryRunner: QueryRunner): Promise<void> {
      for (const statement of statements) await queryRunner.query(statement);
    }
    down = () => Promise.reject(new Error('not needed'));
  }
  return async () => {
    const source = await new DataSource({
      type: 'postgres',
      url: database.urls.owner,
      migrations: [Test],
      installExtensions: false,
    }).initialize();
    closing.push(() => source.destroy());
    return source;
  };
}

async function connection(url = database.urls.owner): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  closing.push(() => client.end());
  return client;
}

/** Somebody waits for a lock on the table. */
async function untilSomebodyWaits(mode: string): Promise<void> {
  const asked = `select from pg_locks where relation = 'room'::regclass and not granted and mode = $1`;
  while ((await database.owner.query(asked, [mode])).length === 0);
}

describe('An update of the schema', () => {
  it('gives way to those who work, before half a second of waiting, so that nobody waits behind it for long', async () => {
    const [reader, writer] = [await connection(), await connection()];
    const open = await houseWith(
      "create table patience as select current_setting('lock_timeout')::interval < '500ms' as is_short",
      'alter table room add seats int',
    );
    await reader.query('begin; select from room limit 1');

    const updating = migrate(await open());
    await untilSomebodyWaits('AccessExclusiveLock');
    // Who began the reading commits only after this: without giving way nobody would come to an end.
    await writer.query("set lock_timeout = '20s'");
    await writer.query("insert into room values (2001, 'behind the migration')");
    expect(
      await database.owner.query("select from pg_attribute where attrelid = 'room'::regclass and attname = 'seats'"),
    ).toEqual([]);
    await reader.query('commit');

    const [applied] = await updating;
    expect(applied?.gaveWay).toBeGreaterThan(0);
    expect(await database.owner.query('select is_short from patience')).toEqual([{ is_short: true }]);
    await database.owner.query('select seats from room limit 1');
  });

  it('says who holds what it waits for, keeps what is done, and goes on there with the next start', async () => {
    const reader = await connection();
    const open = await houseWith(
      'create table floor (id int)',
      'insert into floor values (1)',
      'insert into floor values (1)',
      'alter table room add height int',
    );
    await reader.query("set application_name = 'long report'");
    await reader.query('begin; select from room limit 1');
    await reader.query('select pg_sleep(1.1)');
    await expect(migrate(await open(), { patienceMs: 0 })).rejects.toThrow(
      /alter table room add height[\s\S]*long report/,
    );
    await reader.query('commit');

    expect(await migrate(await open())).toHaveLength(1);
    expect(await database.owner.query('select id from floor')).toEqual([{ id: 1 }, { id: 1 }]);
    expect(await migrate(await open())).toEqual([]);
    expect(await database.owner.query("select to_regclass('migration_step') as left")).toEqual([{ left: null }]);
  });

  it('does once what asks the catalogue, also where it was interrupted in between', async () => {
    const name = `Test${(number += 1)}`;
    let fails = true;
    class Renaming implements MigrationInterface {
      name = name;
      async up(queryRunner: QueryRunner): Promise<void> {
        const missing = await queryRunner.query(
          "select format('create table %I ()', t) as sql from unnest(array['of_a', 'of_b', 'of_c']) t where to_regclass(t) is null order by t",
        );
        for (const { sql } of missing) {
          await queryRunner.query(sql);
          if (fails) throw new Error('interrupted');
        }
      }
      down = () => Promise.resolve();
    }
    const open = async () => {
      const source = new DataSource({
        type: 'postgres',
        url: database.urls.owner,
        migrations: [Renaming],
        installExtensions: false,
      });
      closing.push(() => source.destroy());
      return source.initialize();
    };
    await expect(migrate(await open())).rejects.toThrow('interrupted');
    fails = false;
    await migrate(await open());
    await database.owner.query('select from of_a, of_b, of_c');
  });

  it('runs once where many begin at once, and makes an index while people write', async () => {
    const writer = await connection();
    const open = await houseWith('create table stair ()', 'create index concurrently room_name on room (name)');
    await writer.query("begin; insert into room values (3001, 'not yet committed')");
    const sources = [await open(), await open(), await open()];
    const updating = Promise.all(sources.map((each) => migrate(each)));
    await untilItIsThere();
    const another = await connection();
    await another.query("set lock_timeout = '200ms'; insert into room values (3002, 'meanwhile')");
    await writer.query('commit');

    expect((await updating).map(({ length }) => length).toSorted()).toEqual([0, 0, 1]);
    expect(await indexes()).toEqual([{ usable: true }]);
  });

  it('makes an index anew that an attempt before has left behind unfinished', async () => {
    const open = await houseWith('create unique index concurrently room_once on room (name)');
    await database.owner.query("insert into room values (4001, 'twice'), (4002, 'twice')");
    await expect(migrate(await open())).rejects.toThrow('could not create unique index');
    expect(await indexes('room_once')).toEqual([{ usable: false }]);
    await database.owner.query('delete from room where id = 4002');
    await migrate(await open());
    expect(await indexes('room_once')).toEqual([{ usable: true }]);
  });

  it('leaves alone what an old connection has prepared', async () => {
    const old = await connection();
    const ask = { name: 'rooms', text: 'select id, name from room where id = $1', values: [1] };
    await old.query(ask);
    const open = await houseWith(
      'alter table room add colour text',
      'create index concurrently room_colour on room (colour)',
      "comment on table room is 'rooms'",
    );
    await migrate(await open());
    expect((await old.query(ask)).rows).toEqual([{ id: 1, name: 'room 1' }]);
  });

  it('carries out what stands in one text at once or not at all', async () => {
    const open = await houseWith('create table cellar (); create table cellar ()');
    await expect(migrate(await open())).rejects.toThrow('already exists');
    expect(await database.owner.query("select to_regclass('cellar') as it")).toEqual([{ it: null }]);
  });
});

const indexes = (name = 'room_name') =>
  database.owner.query('select indisvalid as usable from pg_index where indexrelid = to_regclass($1)', [name]);

async function untilItIsThere(): Promise<void> {
  while ((await indexes()).length === 0);
}
