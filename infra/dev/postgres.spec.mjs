import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { ROLES, prepareDatabase } from './database.mjs';
import { otherDataPlace, startPostgres } from './postgres.mjs';
import { openThrowaway } from './throwaway.mjs';

async function ask(url, sql, parameters) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

describe('the PostgreSQL of npm start', () => {
  const isRoot = process.getuid() === 0;
  const passwords = Object.fromEntries(ROLES.map((role) => [role, `${role}-secret`]));
  let throwaway;
  let postgres;
  let start;

  before(async () => {
    throwaway = await openThrowaway();
    const { children, directory } = throwaway;
    start = (dataDir = join(directory, 'data')) =>
      startPostgres({ dataDir, children, password: 'secret', durable: false });
    postgres = await start();
  });
  after(() => throwaway.close());

  it('is version 18 with checksums and German sorting', async () => {
    const [row] = await ask(
      postgres.adminUrl,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('data_checksums') as checksums,
              (select string_agg(word, ' ' order by word) from (values ('Ofen'), ('Ärger'), ('Zug'), ('Apfel'), ('Öl')) as words (word)) as sorted`,
    );
    assert.deepEqual(row, { major: 18, checksums: 'on', sorted: 'Apfel Ärger Ofen Öl Zug' });
  });

  it('never runs as root', () => {
    // PostgreSQL starts on no folder but its own account's.
    assert.notEqual(statSync(postgres.dataDir).uid, 0);
  });

  it('refuses a wrong password', async () => {
    const wrong = postgres.adminUrl.replace('secret', 'falsch');
    await assert.rejects(ask(wrong, 'select 1'), { code: '28P01' });
  });

  it('keeps its data over a restart', async () => {
    await ask(postgres.adminUrl, 'create table kept as select 42 as answer');
    await postgres.stop();
    postgres = await start();
    assert.deepEqual(await ask(postgres.adminUrl, 'select answer from kept'), [{ answer: 42 }]);
  });

  it('gives the roles of the product no way around row level security', async () => {
    await prepareDatabase(postgres.adminUrl, 'product', passwords);
    const urls = await prepareDatabase(postgres.adminUrl, 'product', passwords);
    const rows = await ask(
      postgres.adminUrl,
      'select count(*)::int as n from pg_roles where rolname = any($1) and rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)',
      [ROLES],
    );
    assert.equal(rows[0].n, ROLES.length);
    assert.deepEqual(await ask(urls.app_owner, 'create table mine (id int)'), []);
    await assert.rejects(ask(urls.app_api, 'create table other (id int)'), { code: '42501' });
    await assert.rejects(ask(urls.app_queue, 'select * from mine'), { code: '42501' });
  });

  it('keeps its data below a closed folder, and as root in a place that its account can reach', async () => {
    const closed = join(throwaway.directory, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const dataDir = join(closed, 'home', 'data');
    const server = await start(dataDir);
    const place = otherDataPlace(dataDir);
    try {
      assert.equal(server.dataDir, isRoot ? join(place, 'data') : dataDir);
      assert.equal(existsSync(dataDir), !isRoot);
      assert.deepEqual(await ask(server.adminUrl, 'select 1 as one'), [{ one: 1 }]);
    } finally {
      await server.stop();
      if (place) rmSync(place, { recursive: true });
    }
  });
});
