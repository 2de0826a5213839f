import { parseArgs } from 'node:util';
import pg from 'pg';

// `node infra/backup/begin-epoch.mjs --reason "…" [--database <url, or DATABASE_OWNER_URL>]`: after a restore, before the first process of the product
// runs again. From here on no mail of before leaves the house unasked (docs/adr/0064), and the next checkpoint of the audit says that it was a restore.
const { values } = parseArgs({
  options: { reason: { type: 'string' }, database: { type: 'string', default: process.env.DATABASE_OWNER_URL } },
});
if (!values.reason || !values.database) {
  console.error('begin-epoch: --reason "why was it restored?" --database <url, or DATABASE_OWNER_URL>');
  process.exit(2);
}
const client = new pg.Client({ connectionString: values.database, application_name: 'begin-epoch' });
await client.connect();
try {
  await client.query('begin');
  const { rows } = await client.query(
    `insert into epoch ("number", began_at, reason) select app.epoch() + 1, app.now(), $1 returning "number"`,
    [values.reason],
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
  await client.query('commit');
  console.log(`epoch ${number} has begun`);
  for (const { kind, n } of waiting) console.log(`  ${n} × ${kind} of before`);
} finally {
  await client.end();
}
