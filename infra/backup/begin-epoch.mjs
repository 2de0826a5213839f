import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { doubtOf, readKeys } from '../audit/evidence.mjs';
import { oweAgain, readDeletions } from './deletions.mjs';

// `node infra/backup/begin-epoch.mjs --reason "…" --checkpoints <folder> --key <public.pem>`: after a restore, before the first process of the product
// runs again. From here on no mail of before leaves the house unasked (docs/adr/0064), the next checkpoint of the audit says that it was a
// restore, and what was deleted since then is deleted once more (docs/adr/0086).
const USAGE = `begin-epoch: --reason "why was it restored?" --database <url, or DATABASE_OWNER_URL>
  [--checkpoints <folder>] [--key <public key in PEM>]… : what was deleted in the meantime, which only this folder knows`;
const { values } = parseArgs({
  options: {
    reason: { type: 'string' },
    database: { type: 'string', default: process.env.DATABASE_OWNER_URL },
    checkpoints: { type: 'string' },
    key: { type: 'string', multiple: true, default: [] },
  },
});
if (!values.reason || !values.database) {
  console.error(USAGE);
  process.exit(2);
}
const { notes, unreadable } =
  values.checkpoints === undefined ? { notes: [], unreadable: [] } : readDeletions(values.checkpoints);
const keys = readKeys(values.key);
// Restored twice to the same instant, the database knows nothing of the first time. The names tell it, also of a file that a fall has torn.
const names = values.checkpoints === undefined ? [] : readdirSync(values.checkpoints);
const epochs = names.map((name) => Number(/^(?:checkpoint|deletion)-(\d{3,6})-/.exec(name)?.[1] ?? 0));
const knownOutside = Math.max(0, ...epochs);
const client = new pg.Client({ connectionString: values.database, application_name: 'begin-epoch' });
await client.connect();
try {
  await client.query('begin');
  const { rows } = await client.query(
    `insert into epoch ("number", began_at, reason) select greatest(app.epoch(), $2) + 1, app.now(), $1 returning "number"`,
    [values.reason, knownOutside],
  );
  const { number } = rows[0];
  const period = `epoch ${number}`;
  await client.query(
    `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     values (gen_random_uuid(), 'sealAudit', 'sealAudit:' || $1, json_build_object('period', $1::text), app.now(), app.now())`,
    [period],
  );
  const { rows: waiting } = await client.query(
    `select kind, count(*)::int as n from work_item where state = 'ready' group by kind order by kind`,
  );
  const told = await deletedSince(number);
  await client.query('commit');
  console.log(`epoch ${number} has begun`);
  for (const { kind, n } of waiting) console.log(`  ${n} × ${kind} of before`);
  for (const line of told) console.log(`  ${line}`);
} finally {
  await client.end();
}

/** @param {number} epoch */
async function deletedSince(epoch) {
  const told = [];
  if (values.checkpoints === undefined)
    told.push('no folder of checkpoints was given (--checkpoints): what was deleted since then is there again');
  told.push(...unreadable.map((file) => `${file} cannot be read`));
  for (const sealed of notes) {
    const { projectId, reference, begunAt } = sealed.deletion;
    // Nobody has a project deleted by laying a file into a folder.
    const doubt = doubtOf(sealed.deletion, sealed, keys);
    if (!doubt && (await oweAgain(client, sealed.deletion, epoch)))
      told.push(`${reference} is there again, which was deleted from ${begunAt} on: it is deleted once more`);
    if (!doubt) continue;
    // What it calls the project is not believed either.
    const { rows } = await client.query('select reference from project where id = $1', [projectId]);
    for (const known of rows) told.push(`${known.reference} is there again, but not deleted: ${sealed.file} ${doubt}`);
  }
  return told;
}
