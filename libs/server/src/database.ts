import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities';
import { MIGRATIONS } from './migrations';
import { SnakeNaming } from './platform/database/naming';
import { whenThere } from './platform/database/outage';
import { KEPT_ALIVE, SteadyClient, WatchedClient } from './platform/database/watched-client';

export interface DataSourceSettings {
  url: string;
  pool?: number;
  applicationName: string;
}

/** Limits of every connection: nobody waits for a lock longer than two seconds or computes longer than five. */
const CONNECTION_LIMITS =
  '-c lock_timeout=2000 -c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000 -c timezone=UTC';

export function createDataSource({ url, pool = 16, applicationName }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName,
    schema: 'public',
    entities: ENTITIES,
    migrations: MIGRATIONS,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolErrorHandler: () => undefined,
    extra: {
      ...KEPT_ALIVE,
      max: pool,
      options: `${CONNECTION_LIMITS} ${KEPT_ALIVE.options}`,
      // What is sent without waiting for the answer before it travels at once: begin and commit (docs/adr/0039).
      pipeline: true,
      Client: WatchedClient,
    },
  });
}

/** Connections of the pool, those that nobody uses, and how many wait for one. */
export function poolOf(source: DataSource): { total: number; idle: number; waiting: number } {
  const { master } = source.driver as unknown as { master: Pool };
  return { total: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}

/** For migrations and the seed: the owner of the schema, without the limits of a request. */
export function createOwnerDataSource(url: string): DataSource {
  const source = createDataSource({ url, pool: 2, applicationName: 'querraum-owner' });
  source.setOptions({ extra: { max: 2, options: '-c timezone=UTC -c lock_timeout=10000', Client: SteadyClient } });
  return source;
}

/** Connects at start. */
export const connect = (source: DataSource): Promise<DataSource> => whenThere(() => source.initialize());
