import { parseArgs } from 'node:util';
import pg from 'pg';
import { readFolder, readKeys, readWitnesses } from './evidence.mjs';
import { verifyAudit } from './verify.mjs';

// `node infra/audit/fsck.mjs --checkpoints <folder> --key <public.pem>`: does the audit tell what it told, and is it whole? Stands alone: it shares
// no code with the application and needs Node and `pg`. Exit code 0: sound · 1: faults · 2: it could not look.
const USAGE = `audit fsck: --database <url, or DATABASE_OWNER_URL> [--checkpoints <folder>] [--key <public key in PEM>]… [--witness <file>]… [--epoch <number>]
  --witness: a checkpoint that somebody has kept elsewhere, as it comes by mail
  --epoch: how often the database was restored, as far as you know, plus one (default 1)`;
const MOST_FAULTS = 50;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}

async function main() {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: process.env.DATABASE_OWNER_URL },
      checkpoints: { type: 'string' },
      key: { type: 'string', multiple: true, default: [] },
      witness: { type: 'string', multiple: true, default: [] },
      epoch: { type: 'string', default: '1' },
    },
  });
  if (!values.database) throw new Error('which database?');
  if (!/^[1-9]\d*$/.test(values.epoch)) throw new Error(`--epoch is a whole number from 1 on, not ${values.epoch}`);
  const evidence = {
    ...(values.checkpoints !== undefined && readFolder(values.checkpoints)),
    witnesses: readWitnesses(values.witness),
    keys: readKeys(values.key),
    epoch: Number(values.epoch),
  };
  const began = performance.now();
  const findings = await look(values.database, evidence);
  tell(findings, (performance.now() - began) / 1000);
  return findings.faults.length === 0 ? 0 : 1;
}

/** One snapshot of everything, while the application goes on; nothing is changed. @param {string} url @param {import('./evidence.mjs').Evidence} evidence */
async function look(url, evidence) {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'audit-fsck',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query(
      "select row_security_active('audit_entry') and current_user <> 'app_owner' as blind",
    );
    if (rows[0]?.blind) throw new Error('this role does not see every row: take the owner of the schema');
    return await verifyAudit(client, evidence);
  } finally {
    await client.end();
  }
}

/** @param {import('./verify.mjs').Findings} findings @param {number} seconds */
function tell({ faults, notices, chains, entries, checkpoints }, seconds) {
  for (const notice of notices) console.log(`note: ${notice}`);
  for (const fault of faults.slice(0, MOST_FAULTS)) console.log(`FAULT ${fault}`);
  if (faults.length > MOST_FAULTS) console.log(`and ${faults.length - MOST_FAULTS} more`);
  const figures = `${entries} entries of ${chains} chains, ${checkpoints} checkpoints (${seconds.toFixed(1)} s)`;
  console.log(`audit fsck: ${faults.length === 0 ? 'sound' : `${faults.length} FAULTS`}, ${figures}`);
}
