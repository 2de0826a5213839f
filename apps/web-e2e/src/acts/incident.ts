import pg from 'pg';
import { needed } from '../machine/environment.ts';

interface Planted {
  kind: string;
  payload: object;
  state: 'incident' | 'held';
  attempts: number;
  error?: string;
}

/** A job of this run has failed eight times, as it does where something technical is broken for an hour. */
export const plantIncident = (projectId: string, runId: string, error: string): Promise<void> =>
  plant({
    ...{ kind: 'recountRun', payload: { projectId, runId, revision: 1 } },
    ...{ state: 'incident', attempts: 8, error },
  });

/** A mail of before a restore, of which nobody knows whether it has gone out. */
export const plantHeldMail = (projectId: string): Promise<void> =>
  plant({ kind: 'sendMail', payload: { projectId, deliveryId: crypto.randomUUID() }, state: 'held', attempts: 0 });

async function plant({ kind, payload, state, attempts, error }: Planted): Promise<void> {
  const client = new pg.Client({ connectionString: needed('OWNER_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, state, attempts, last_error, failed_at, created_at)
       values ($1::uuid, $2, 'journey ' || $1::text, $3, date_trunc('milliseconds', now()), $4, $5, $6,
         case when $6::text is not null then now() end, now())`,
      [crypto.randomUUID(), kind, JSON.stringify(payload), state, attempts, error],
    );
  } finally {
    await client.end();
  }
}
