import pg from 'pg';
import { needed } from '../machine/environment.ts';

/** As if the years of retention had passed. */
export async function letRetentionEnd(projectId: string): Promise<void> {
  await onDatabase("update project set retain_until = '2020-12-31' where id = $1", projectId);
}

/** As if the house had waited long enough after the answer of the archive. */
export async function letWaitingEnd(projectId: string): Promise<void> {
  await onDatabase('update archive_offer set deletable_on = current_date - 1 where project_id = $1', projectId);
}

/** As if the night had come: the worker finds its work due. */
export async function letNightCome(projectId: string): Promise<void> {
  await onDatabase(
    "update project_deletion set begins_at = now() - interval '1 minute' where project_id = $1",
    projectId,
  );
  await onDatabase(
    "update work_item set due_at = now() - interval '1 minute' where kind = 'deleteProject' and payload ->> 'projectId' = $1::text",
    projectId,
  );
}

async function onDatabase(statement: string, projectId: string): Promise<void> {
  const client = new pg.Client({ connectionString: needed('OWNER_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(statement, [projectId]);
  } finally {
    await client.end();
  }
}
