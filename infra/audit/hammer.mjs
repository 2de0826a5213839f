import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readFolder, readKeys } from './evidence.mjs';
import { FORGERIES } from './forgeries.mjs';
import { verifyAudit } from './verify.mjs';

// `node infra/audit/hammer.mjs --database <superuser's url> --checkpoints <folder> --key <public.pem> [--mutations 1000] [--seed 1]`: forges the audit of a
// database again and again, as somebody with all rights might, and insists that each time it is seen. Every forgery is
// rolled back; nothing of it is ever committed.
const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    checkpoints: { type: 'string' },
    key: { type: 'string', multiple: true, default: [] },
    mutations: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(randomInt(1_000_000_000)) },
  },
});
if (!values.database || !values.checkpoints) throw new Error('--database and --checkpoints are needed');
const folder = values.checkpoints;
const keys = readKeys(values.key);
const mutations = Number(values.mutations);
const client = new pg.Client({ connectionString: values.database, application_name: 'audit-hammer' });
await client.connect();
try {
  process.exitCode = await hammer(sequence(Number(values.seed)));
} finally {
  await client.end();
}

/** @param {import('./forgeries.mjs').Random} random */
async function hammer(random) {
  await insistOnSoundness();
  const kinds = Object.entries(FORGERIES);
  /** @type {string[]} */
  const unseen = [];
  /** @type {Record<string, number>} */
  const tally = {};
  for (let count = 0; count < mutations; count += 1) {
    const [kind, forge] = kinds[count % kinds.length] ?? kinds[0];
    let what = '';
    const faults = await forged(async () => {
      what = await forge(client, random);
    });
    tally[kind] = (tally[kind] ?? 0) + 1;
    if (faults.length === 0) unseen.push(`${kind}: ${what}`);
  }
  // What is not sound for another reason would have been seen without a forgery, too.
  await insistOnSoundness();
  for (const [kind, count] of Object.entries(tally)) console.log(`  ${kind}: ${count}`);
  for (const what of unseen) console.log(`NOT SEEN ${what}`);
  console.log(`hammer: ${mutations - unseen.length} of ${mutations} forgeries seen (seed ${values.seed})`);
  return unseen.length === 0 ? 0 : 1;
}

async function insistOnSoundness() {
  const [fault] = await forged(async () => undefined);
  if (fault) throw new Error(`the audit is not sound without a forgery: ${fault}`);
}

/** What fsck says within a transaction in which somebody has forged; afterwards nothing of it is left. @param {() => Promise<void>} forge */
async function forged(forge) {
  // In one snapshot, as fsck looks, and with the folder of that moment: the house may be at work meanwhile.
  await client.query('begin isolation level repeatable read');
  const evidence = { ...readFolder(folder), keys, epoch: 1 };
  try {
    // Foreign keys and triggers do not hold somebody with all rights.
    await client.query('set local session_replication_role = replica');
    await forge();
    return (await verifyAudit(client, evidence)).faults;
  } finally {
    await client.query('rollback');
  }
}

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). @param {number} seed */
function sequence(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
