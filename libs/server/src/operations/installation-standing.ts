import { statement, type Transaction } from '../platform';

/** How the installation stands beside the work that it owes: what nobody misses until it is needed. */
export interface InstallationStanding {
  /** Since the last checkpoint of the audit that is signed and lies outside; without one `Infinity`. */
  checkpointSeconds: number;
  /** Since PostgreSQL has last given its archive a segment; where it keeps none `Infinity`. */
  archiveSeconds: number;
  /** Targets of events that were paused because nothing arrived there. */
  pausedWebhooks: number;
  databaseBytes: number;
}

const STANDING = statement(
  'installationStanding',
  `select coalesce((select extract(epoch from $1 - max(at)) from audit_checkpoint where signature is not null and written_at is not null),
       'infinity')::float8 as "checkpointSeconds",
     coalesce((select extract(epoch from clock_timestamp() - coalesce(last_archived_time, pg_postmaster_start_time()))
       from pg_stat_archiver where current_setting('archive_mode') <> 'off'), 'infinity')::float8 as "archiveSeconds",
     app.paused_webhooks() as "pausedWebhooks", pg_database_size(current_database())::float8 as "databaseBytes"`,
);

/** For the metrics of a worker. */
export async function installationStanding(tx: Transaction): Promise<InstallationStanding | undefined> {
  const [row] = await tx.rows<InstallationStanding>(STANDING, [tx.now]);
  return row;
}
