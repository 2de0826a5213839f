import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsed } from '../audit/evidence.mjs';

// What was deleted after the instant to which a house is restored is there again. The folder of checkpoints knows of each
// deletion that has begun (docs/adr/0086), and who restores has it done once more.

/**
 * @typedef {{ epoch: number, tenantId: string, projectId: string, reference: string, begunAt: string }} Deletion
 * @typedef {{ file: string, deletion: Deletion, keyId: string | null, signature: string | null }} SealedDeletion
 */

/**
 * Owed at once, also where the restored house had it released for a later night. A release that is younger than the note stands, and what was
 * owed again and stopped by people is not owed a second time: its row bears the note's own instant. Who released it is known by id alone.
 */
const OWE = `
  with given as (select * from jsonb_to_record($1) as r("tenantId" uuid, "projectId" uuid, reference text, kind jsonb, "openedOn" date, "closedOn" date,
    "retainUntil" date, basis text, archive text, answer text, "releasedAt" timestamptz, "releasedBy" uuid, "beginsAt" timestamptz)
  ), owed as (
    insert into project_deletion as d (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
      state, released_at, released_by, released_by_name, begins_at)
    select g."tenantId", g."projectId", g.reference, g.kind, g."openedOn", g."closedOn", g."retainUntil", g.basis, g.archive, g.answer,
      'released', g."releasedAt", g."releasedBy", coalesce((select p.name from person p where p.id = g."releasedBy"), ''), g."beginsAt"
    from given g join project t on t.tenant_id = g."tenantId" and t.id = g."projectId"
    on conflict (tenant_id, project_id) do update set state = 'released', basis = excluded.basis, archive = excluded.archive,
      answer = excluded.answer, retain_until = excluded.retain_until, closed_on = excluded.closed_on, released_at = excluded.released_at,
      released_by = excluded.released_by, released_by_name = excluded.released_by_name, begins_at = excluded.begins_at,
      stopped_because = null, stopped_by_name = null
    where d.state in ('released', 'stopped')
      and (d.released_at < excluded.released_at or d.state = 'released' and d.released_at = excluded.released_at)
    returning project_id
  )
  insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select gen_random_uuid(), 'deleteProject', 'deleteProject:' || project_id || ':epoch ' || $2::int,
    jsonb_build_object('projectId', project_id), app.now(), app.now() from owed
  on conflict (dedupe_key) do nothing
  returning payload`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param {string} directory
 * @returns {{ notes: SealedDeletion[], unreadable: string[] }} in the order in which they were noted; a fall may have torn the last one
 */
export function readDeletions(directory) {
  const names = readdirSync(directory).filter((name) => /^deletion-.*\.json$/.test(name));
  /** @type {SealedDeletion[]} */
  const notes = [];
  const unreadable = [];
  for (const file of names.sort()) {
    const note = parsed(readFileSync(join(directory, file), 'utf8'));
    if (UUID.test(note?.deletion?.projectId ?? '')) notes.push({ file, ...note });
    else unreadable.push(file);
  }
  return { notes, unreadable };
}

/**
 * The job looks once more whether anything speaks against it, as it did the first time.
 * @param {import('pg').Client} client
 * @param {Deletion} deletion
 * @param {number} epoch that begins
 * @returns {Promise<boolean>} whether the project is there again
 */
export async function oweAgain(client, deletion, epoch) {
  const { rowCount } = await client.query(OWE, [JSON.stringify(deletion), epoch]);
  return (rowCount ?? 0) > 0;
}
