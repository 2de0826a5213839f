import pg from 'pg';
import { needed } from '../machine/environment.ts';

/** A job of this run has failed eight times, as it does where something technical is broken for an hour. */
export async function plantIncident(projectId: string, runId: string, error: string): Promise<void> {
  const client = new pg.Client({ connectionString: needed('OWNER_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, state, attempts, last_error, failed_at, created_at)
       values ($1::uuid, 'recountRun', 'journey ' || $1::text, $2, date_trunc('milliseconds', now()), 'incident', 8, $3, now(), now())`,
      [crypto.randomUUID(), JSON.stringify({ projectId, runId, revision: 1 }), error],
    );
  } finally {
    await client.end();
  }
}
