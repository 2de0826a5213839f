import { faultsOfEntry, isSame } from './chain.mjs';
import { verifyCheckpoints } from './checkpoints.mjs';
import { COMPLETENESS } from './completeness.mjs';

const AT_ONCE = 5_000;
const ENTRIES = `select e.tenant_id, e.chain, e.seq::float8 as seq, e.at, e.actor, e.action, e.body_hash, e.prev_hash, e.hash, b.salt, b.body
  from audit_entry e left join audit_body b using (tenant_id, chain, seq) order by e.tenant_id, e.chain, e.seq`;

// Of whom the register says that they were deleted, and whose own chain says that it began: neither alone will do.
const ERASED = `select d.tenant_id || ' ' || d.project_id as key from project_deletion d
  where d.state in ('running', 'done') and exists (select from audit_entry e
    where e.tenant_id = d.tenant_id and e.chain = d.project_id and e.action = 'project.deletionBegun' and e.actor is null)`;

/**
 * @typedef {{ faults: string[], notices: string[], chains: number, entries: number, checkpoints: number }} Findings
 * @typedef {import('./evidence.mjs').Evidence} Evidence
 */

/**
 * Everything that can be said about the audit, within the transaction that is open on this connection. The connection must
 * see every row: the owner of the schema, or a superuser.
 * @param {import('pg').Client} client
 * @param {Evidence} evidence what lies outside of the database
 * @returns {Promise<Findings>}
 */
export async function verifyAudit(client, evidence) {
  const heads = await readHeads(client);
  const { faults, entries, erased } = await verifyChains(client, heads, await erasedChains(client));
  const sealed = await verifyCheckpoints(client, evidence);
  for (const [what, sql] of Object.entries(COMPLETENESS)) {
    const { rows } = await client.query(sql);
    faults.push(...rows.map(({ which }) => `${which}: ${what}`));
  }
  return {
    faults: [...faults, ...sealed.faults],
    notices: [...(erased > 0 ? [`the words of ${erased} entries were deleted by rule`] : []), ...sealed.notices],
    chains: heads.size,
    entries,
    checkpoints: sealed.count,
  };
}

/** @param {import('pg').Client} client */
async function readHeads(client) {
  const { rows } = await client.query(
    'select tenant_id, chain, head_seq::float8 as seq, head_hash as hash from audit_chain',
  );
  return new Map(rows.map(({ tenant_id, chain, seq, hash }) => [`${tenant_id} ${chain}`, { seq, hash }]));
}

/** A database of a release before has no register of deletions. @param {import('pg').Client} client */
async function erasedChains(client) {
  const { rows: tables } = await client.query("select from pg_tables where tablename = 'project_deletion'");
  const { rows } = tables.length === 0 ? { rows: [] } : await client.query(ERASED);
  return new Set(rows.map(({ key }) => key));
}

/**
 * @param {import('pg').Client} client
 * @param {Map<string, import('./chain.mjs').Head>} heads
 * @param {Set<string>} erasedKeys
 */
async function verifyChains(client, heads, erasedKeys) {
  /** @type {string[]} */
  const faults = [];
  /** @type {Map<string, import('./chain.mjs').Head>} */
  const ends = new Map();
  let entries = 0;
  let erased = 0;
  await client.query(`declare audit_entries no scroll cursor for ${ENTRIES}`);
  for (;;) {
    /** @type {{ rows: import('./chain.mjs').Entry[] }} */
    const { rows } = await client.query(`fetch ${AT_ONCE} from audit_entries`);
    if (rows.length === 0) break;
    for (const entry of rows) {
      const key = `${entry.tenant_id} ${entry.chain}`;
      const isErased = erasedKeys.has(key);
      faults.push(...faultsOfEntry(entry, ends.get(key) ?? { seq: 0, hash: null }, isErased));
      if (isErased && entry.salt === null) erased += 1;
      ends.set(key, { seq: entry.seq, hash: entry.hash });
    }
    entries += rows.length;
  }
  await client.query('close audit_entries');
  for (const [key, head] of heads) {
    const end = ends.get(key) ?? { seq: 0, hash: null };
    if (head.seq !== end.seq || !isSame(head.hash, end.hash))
      faults.push(`chain ${key.split(' ')[1]}: ends with entry ${end.seq}, its head says ${head.seq}`);
  }
  for (const key of ends.keys()) if (!heads.has(key)) faults.push(`chain ${key.split(' ')[1]}: has no head`);
  return { faults, entries, erased };
}
