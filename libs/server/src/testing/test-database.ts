import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { createDataSource, createOwnerDataSource } from '../database';
import { migrate, Transactions } from '../platform';

/** The Redis that `npm test` started, where the machine has one. */
export const TEST_REDIS_URL = process.env.TEST_REDIS_URL;

const TEMPLATE_LOCK = 7_140_001;

export interface TestDatabase {
  api: DataSource;
  worker: DataSource;
  owner: DataSource;
  transactions: Transactions;
  workerTransactions: Transactions;
  urls: { api: string; worker: string; owner: string; superuser: string };
  close(): Promise<void>;
}

/**
 * A fresh database per test file, copied from a migrated template; the server is the one that `npm test` started.
 * `prepare` fills the template once (demo organisation, areas); its name is part of the template's.
 */
export async function openTestDatabase(prepare?: {
  name: string;
  fill(owner: DataSource): Promise<void>;
}): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_ADMIN_URL;
  if (!adminUrl) throw new Error('TEST_DATABASE_ADMIN_URL fehlt: Tests laufen mit `npm test`.');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = await new DataSource({
    type: 'postgres',
    url: adminUrl,
    installExtensions: false,
    // The lock of a template is its connection's, which may have nothing to do for longer than the usual ten seconds.
    extra: { max: 1, idleTimeoutMillis: 0 },
  }).initialize();
  try {
    const template = await ensureTemplate(admin, adminUrl, prepare);
    await admin.query(`create database ${name} template ${template} owner app_owner`);
  } finally {
    await admin.destroy();
  }
  const urlOf = (role: string) => withDatabase(adminUrl, name, role);
  const superuser = new URL(adminUrl);
  superuser.pathname = `/${name}`;
  const urls = {
    ...{ api: urlOf('app_api'), worker: urlOf('app_worker'), owner: urlOf('app_owner') },
    superuser: superuser.href,
  };
  const [api, worker, owner] = await Promise.all([
    createDataSource({ url: urls.api, pool: 12, applicationName: 'test-api' }).initialize(),
    createDataSource({ url: urls.worker, pool: 6, applicationName: 'test-worker' }).initialize(),
    createOwnerDataSource(urls.owner).initialize(),
  ]);
  return {
    api,
    worker,
    owner,
    urls,
    transactions: new Transactions(api),
    workerTransactions: new Transactions(worker),
    async close() {
      await Promise.all([api.destroy(), worker.destroy(), owner.destroy()]);
      const cleaner = await new DataSource({
        type: 'postgres',
        url: adminUrl,
        installExtensions: false,
        extra: { max: 1 },
      }).initialize();
      await cleaner.query(`drop database if exists ${name} with (force)`);
      await cleaner.destroy();
    },
  };
}

function withDatabase(adminUrl: string, name: string, role: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = role;
  url.pathname = `/${name}`;
  return url.toString();
}

/** Test files run side by side; an advisory lock lets the first one build the template. */
async function ensureTemplate(
  admin: DataSource,
  adminUrl: string,
  prepare: { name: string; fill(owner: DataSource): Promise<void> } | undefined,
): Promise<string> {
  const template = `template_${prepare?.name ?? 'empty'}`;
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const existing = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (existing.length > 0) return template;
    for (const role of ['app_owner', 'app_api', 'app_worker'])
      await admin.query(
        `do $$ begin create role ${role} login password '${role}' nosuperuser nobypassrls; exception when duplicate_object then null; end $$`,
      );
    const building = `${template}_building`;
    await admin.query(`drop database if exists ${building} with (force)`);
    await admin.query(`create database ${building} owner app_owner`);
    const owner = await createOwnerDataSource(withDatabase(adminUrl, building, 'app_owner')).initialize();
    await migrate(owner);
    await prepare?.fill(owner);
    await owner.destroy();
    await admin.query(`alter database ${building} rename to ${template}`);
    return template;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}
