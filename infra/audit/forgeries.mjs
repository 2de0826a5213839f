import { bodyHash, canonical, entryHash, merkleRoot, sha256 } from './chain.mjs';

/**
 * What somebody with all rights might do to the audit. Each changes one thing in the open transaction and says what.
 * @typedef {() => number} Random
 * @typedef {import('pg').Client} Client
 * @typedef {(client: Client, random: Random) => Promise<string>} Forgery
 */

/** @type {Record<string, Forgery>} */
export const FORGERIES = {
  'a byte flipped': flipByte,
  'a row deleted': deleteRow,
  'two entries swapped': swapEntries,
  'a tail cut': cutTail,
  'a tail hashed anew': rehashTail,
  'a tail hashed anew, and its checkpoint': rehashCheckpoint,
};

/** @param {Random} random @param {number} below */
const number = (random, below) => Math.floor(random() * below);
/** @template T @param {Random} random @param {readonly T[]} items @returns {T} */
const one = (random, items) => /** @type {T} */ (items[number(random, items.length)]);

const BYTES = /** @type {const} */ ([
  ['audit_entry', 'hash'],
  ['audit_entry', 'prev_hash'],
  ['audit_entry', 'body_hash'],
  ['audit_body', 'salt'],
  ['audit_chain', 'head_hash'],
  ['audit_checkpoint', 'root'],
  ['audit_checkpoint', 'changed'],
  ['audit_checkpoint', 'previous'],
  ['audit_checkpoint', 'hash'],
  ['audit_checkpoint', 'signature'],
  ['audit_checkpoint_head', 'hash'],
]);
/** How a checkpoint binds a head. */
const LINE = `tenant_id || ' ' || chain || ' ' || seq || ' ' || encode(hash, 'hex') || chr(10)`;
/** A column that is never empty. */
const KEYS = /** @type {const} */ ({
  audit_entry: 'chain',
  audit_body: 'chain',
  audit_chain: 'chain',
  audit_checkpoint: 'number',
  audit_checkpoint_head: 'chain',
});
const TABLES = /** @type {(keyof typeof KEYS)[]} */ (Object.keys(KEYS));

/** @type {Forgery} */
async function flipByte(client, random) {
  const [table, column] = one(random, [
    ...BYTES,
    ['audit_entry', 'action'],
    ['audit_entry', 'at'],
    ['audit_body', 'body'],
  ]);
  const row = await anyRow(client, random, table, column);
  const value = row[column];
  /** @type {unknown} */
  let forged;
  if (Buffer.isBuffer(value)) {
    forged = Buffer.from(value);
    const at = number(random, value.length);
    /** @type {Buffer} */ (forged)[at] = (value[at] ?? 0) ^ (1 << number(random, 8));
  } else if (value instanceof Date) forged = new Date(value.getTime() ^ 1);
  else if (typeof value === 'string') forged = otherLetter(value, random, () => true);
  else
    forged = otherLetter(
      canonical(value),
      random,
      (text) => (canonicalOf(text) ?? canonical(value)) !== canonical(value),
    );
  await client.query(
    `update ${client.escapeIdentifier(table)} set ${client.escapeIdentifier(column)} = $1 where ctid = $2`,
    [forged, row.ctid],
  );
  return `${table}.${column}`;
}

/** @param {string} text @param {Random} random @param {(text: string) => boolean} isForged */
function otherLetter(text, random, isForged) {
  for (;;) {
    const at = number(random, text.length);
    const letter = String.fromCharCode(text.charCodeAt(at) ^ 1);
    const forged = text.slice(0, at) + letter + text.slice(at + 1);
    if (/[\w ]/.test(letter) && /\w/.test(text[at] ?? '') && isForged(forged)) return forged;
    // An empty body has no letter: it gets one.
    if (!/\w/.test(text)) return '{"forged":true}';
  }
}

/** Text that is no JSON any more is no forgery that a column of jsonb would take. @param {string} text */
function canonicalOf(text) {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @type {Forgery} */
async function deleteRow(client, random) {
  const table = one(random, TABLES);
  const { ctid } = await anyRow(client, random, table, KEYS[table]);
  await client.query(`delete from ${client.escapeIdentifier(table)} where ctid = $1`, [ctid]);
  return table;
}

/** @type {Forgery} */
async function swapEntries(client, random) {
  const { key, entries } = await anyChain(client, random);
  const first = one(random, entries);
  const second = one(
    random,
    entries.filter(({ seq }) => seq !== first.seq),
  );
  for (const table of ['audit_entry', 'audit_body'])
    for (const [from, to] of [
      [first.seq, -1],
      [second.seq, first.seq],
      [-1, second.seq],
    ])
      await client.query(
        `update ${client.escapeIdentifier(table)} set seq = $4 where tenant_id = $1 and chain = $2 and seq = $3`,
        [...key, from, to],
      );
  return `${first.seq} and ${second.seq} of ${entries.length}`;
}

/** The head goes back too, as if the rest had never been. @type {Forgery} */
async function cutTail(client, random) {
  const { key, entries } = await anyChain(client, random);
  const kept = 1 + number(random, entries.length - 1);
  for (const table of ['audit_body', 'audit_entry'])
    await client.query(
      `delete from ${client.escapeIdentifier(table)} where tenant_id = $1 and chain = $2 and seq > $3`,
      [...key, kept],
    );
  await setHead(client, key, kept, entries[kept - 1]?.hash);
  return `${entries.length - kept} of ${entries.length}`;
}

/** Somebody tells something else from an entry on, and everything after it binds that. @type {Forgery} */
async function rehashTail(client, random) {
  const { key, entries } = await anyChain(client, random);
  const from = number(random, entries.length);
  let previous = entries[from - 1]?.hash ?? null;
  for (const entry of entries.slice(from)) {
    const isFirst = entry.seq === from + 1;
    const body = isFirst ? { forged: true } : entry.body;
    const body_hash = bodyHash(entry.salt ?? Buffer.alloc(0), body);
    const hash = entryHash(previous, { ...entry, body_hash });
    const where = [...key, entry.seq];
    await client.query(
      'update audit_entry set body_hash = $4, prev_hash = $5, hash = $6 where tenant_id = $1 and chain = $2 and seq = $3',
      [...where, body_hash, previous, hash],
    );
    if (isFirst)
      await client.query('update audit_body set body = $4 where tenant_id = $1 and chain = $2 and seq = $3', [
        ...where,
        body,
      ]);
    previous = hash;
  }
  await setHead(client, key, entries.length, previous);
  return `${entries.length - from} of ${entries.length}`;
}

/** Even what the database knows of the last checkpoint is made to fit; the key and the folder are elsewhere. @type {Forgery} */
async function rehashCheckpoint(client, random) {
  const what = await rehashTail(client, random);
  await client.query(
    `update audit_checkpoint_head h set hash = e.hash from audit_entry e
     where (e.tenant_id, e.chain, e.seq) = (h.tenant_id, h.chain, h.seq) and e.hash <> h.hash`,
  );
  const { rows: sealed } = await client.query(
    `select "number", version, epoch, at, chains, entries::float8 as entries, previous
     from audit_checkpoint, (select 1 as version) v order by "number"`,
  );
  let previous = null;
  for (const { at, previous: _, ...rest } of sealed) {
    const moved = await client.query(
      `select coalesce(string_agg(${LINE}, '' order by tenant_id, chain), '') as text from audit_checkpoint_head where "number" = $1`,
      [rest.number],
    );
    const heads = await client.query(
      `select distinct on (tenant_id, chain) ${LINE} as leaf from audit_checkpoint_head where "number" <= $1
       order by tenant_id, chain, "number" desc`,
      [rest.number],
    );
    const root = merkleRoot(heads.rows.map(({ leaf }) => Buffer.from(leaf))).toString('hex');
    const changed = sha256(moved.rows[0]?.text ?? '').toString('hex');
    const checkpoint = { ...rest, at: at.toISOString(), root, changed, previous };
    previous = sha256(canonical(checkpoint)).toString('hex');
    await client.query(
      `update audit_checkpoint set root = decode($2, 'hex'), changed = decode($3, 'hex'), previous = decode($4, 'hex'), hash = decode($5, 'hex')
       where "number" = $1`,
      [rest.number, root, changed, checkpoint.previous, previous],
    );
  }
  return what;
}

/** A row in which that column holds something. @param {Client} client @param {Random} random @param {string} table @param {string} column */
async function anyRow(client, random, table, column) {
  const { rows: counted } = await client.query(
    `select count(*)::int as n from ${client.escapeIdentifier(table)} where ${client.escapeIdentifier(column)} is not null`,
  );
  const { rows } = await client.query(
    `select ctid, * from ${client.escapeIdentifier(table)} where ${client.escapeIdentifier(column)} is not null
     order by 2, 3 offset $1 limit 1`,
    [number(random, counted[0].n)],
  );
  return rows[0];
}

/** A chain of more than one entry that has all its words. @param {Client} client @param {Random} random */
async function anyChain(client, random) {
  const { rows: chains } = await client.query(
    `select c.tenant_id, c.chain from audit_chain c join audit_body b using (tenant_id, chain)
     group by c.tenant_id, c.chain, c.head_seq having c.head_seq > 1 and count(*) = c.head_seq order by 1, 2`,
  );
  const { tenant_id, chain } = one(random, chains);
  /** @type {[string, string]} */
  const key = [tenant_id, chain];
  /** @type {{ rows: import('./chain.mjs').Entry[] }} */
  const { rows: entries } = await client.query(
    `select *, seq::float8 as seq from audit_entry join audit_body using (tenant_id, chain, seq)
     where tenant_id = $1 and chain = $2 order by audit_entry.seq`,
    key,
  );
  return { key, entries };
}

/** @param {Client} client @param {[string, string]} key @param {number} seq @param {Buffer | null | undefined} hash */
function setHead(client, key, seq, hash) {
  return client.query('update audit_chain set head_seq = $3, head_hash = $4 where tenant_id = $1 and chain = $2', [
    ...key,
    seq,
    hash ?? null,
  ]);
}
