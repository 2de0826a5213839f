import { canonical, merkleRoot, sha256 } from './chain.mjs';
import { doubtOf } from './evidence.mjs';

// Checkpoints (docs/adr/0063): in the database with the heads that they bind, outside of it as files.

/**
 * @typedef {import('./evidence.mjs').Evidence} Evidence
 * @typedef {import('./evidence.mjs').Sealed} Sealed
 * @typedef {import('./evidence.mjs').SealedFile} SealedFile
 * @typedef {import('./evidence.mjs').SealedRow} SealedRow
 */

const ROWS = `select "number", epoch, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, chains,
    entries::float8 as entries, encode(root, 'hex') as root, encode(changed, 'hex') as changed,
    encode(previous, 'hex') as previous, encode(hash, 'hex') as hash, key_id, encode(signature, 'hex') as signature,
    written_at is not null as is_written
  from audit_checkpoint order by "number"`;
const MOVED = `select "number", string_agg(${line('h')}, '' order by tenant_id, chain) as lines
  from audit_checkpoint_head h group by 1`;
const LAST_HEADS = `select distinct on (tenant_id, chain) ${line('h')} as leaf, seq::float8 as seq
  from audit_checkpoint_head h order by tenant_id, chain, "number" desc`;
/** An entry that a checkpoint bound and that is not there any more, or is another one. */
const OTHER_HEADS = `select h.chain, h.seq, min(h."number") as "number" from audit_checkpoint_head h
  left join audit_entry e on (e.tenant_id, e.chain, e.seq) = (h.tenant_id, h.chain, h.seq)
  where e.hash is distinct from h.hash group by 1, 2`;

/** @param {string} row */
function line(row) {
  return `${row}.tenant_id || ' ' || ${row}.chain || ' ' || ${row}.seq || ' ' || encode(${row}.hash, 'hex') || chr(10)`;
}

/**
 * @param {import('pg').Client} client
 * @param {Evidence} evidence
 */
export async function verifyCheckpoints(client, { unreadable = [], witnesses = [], keys, epoch, ...folder }) {
  const rows = await readRows(client);
  const files = filesOf(folder, rows);
  const { rows: others } = await client.query(OTHER_HEADS);
  const faults = [
    ...faultsOfRows(rows, await readMoved(client)),
    ...others.map(
      ({ chain, seq, number }) => `chain ${chain}: entry ${seq} is gone or another than at checkpoint ${number}`,
    ),
    ...(await faultsOfRoot(client, rows.at(-1))),
    ...(keys.size > 0 ? [rows, files ?? [], witnesses].flatMap((sealed) => faultsOfSignatures(sealed, keys)) : []),
  ];
  const { known, abandoned } = split([...(files ?? []), ...witnesses], rows);
  faults.push(...faultsOfCopies(known, rows));
  if (files) faults.push(...missingFiles(files, rows));
  faults.push(...unreadable.map((file) => `${file} cannot be read`));
  const last = rows.at(-1)?.checkpoint.epoch ?? 1;
  if (last > epoch) faults.push(`the database was restored: epoch ${last}, while epoch ${epoch} is known (--epoch)`);
  // A restore begins an epoch: of the one that runs it has left nothing behind.
  const behind = abandoned.filter(({ checkpoint }) => checkpoint.epoch < last);
  const cut = abandoned.filter(({ checkpoint }) => checkpoint.epoch >= last);
  faults.push(...cut.map(({ file }) => `${file} is not in the database`));
  return {
    faults,
    notices: noticesOf({ rows, files, keys, abandoned: behind }),
    count: rows.length,
  };
}

/**
 * @param {import('pg').Client} client
 * @returns {Promise<SealedRow[]>}
 */
async function readRows(client) {
  const { rows } = await client.query(ROWS);
  return rows.map(({ key_id: keyId, signature, hash, is_written: isWritten, ...checkpoint }) => ({
    checkpoint: { version: 1, ...checkpoint },
    ...{ keyId, signature, hash, isWritten },
  }));
}

/** @param {import('pg').Client} client */
async function readMoved(client) {
  const { rows } = await client.query(MOVED);
  return new Map(rows.map(({ number, lines }) => [number, lines]));
}

/** @param {Sealed} sealed */
const hashOf = ({ checkpoint }) => sha256(canonical(checkpoint)).toString('hex');

/**
 * @param {SealedRow[]} rows
 * @param {Map<number, string>} moved
 */
function faultsOfRows(rows, moved) {
  const faults = [];
  for (const [index, row] of rows.entries()) {
    const { number, previous, changed } = row.checkpoint;
    if (number !== index + 1) return [...faults, `checkpoint ${index + 1} is gone`];
    if (hashOf(row) !== row.hash) faults.push(`checkpoint ${number}: was changed`);
    if (previous !== (rows[index - 1]?.hash ?? null)) faults.push(`checkpoint ${number}: follows another one`);
    if (sha256(moved.get(number) ?? '').toString('hex') !== changed)
      faults.push(`checkpoint ${number}: its heads were changed`);
    moved.delete(number);
  }
  return [...faults, ...[...moved.keys()].map((number) => `checkpoint ${number}: is gone, its heads are there`)];
}

/**
 * The newest heads that any checkpoint bound give the root of the last one.
 * @param {import('pg').Client} client
 * @param {SealedRow | undefined} last
 */
async function faultsOfRoot(client, last) {
  if (!last) return [];
  const { rows } = await client.query(LAST_HEADS);
  const { number, chains, entries, root } = last.checkpoint;
  const isSame =
    rows.length === chains &&
    rows.reduce((sum, { seq }) => sum + seq, 0) === entries &&
    merkleRoot(rows.map(({ leaf }) => Buffer.from(leaf))).toString('hex') === root;
  return isSame ? [] : [`checkpoint ${number}: its heads do not give its root`];
}

/**
 * Unsigned ones may only come before the first that is signed: nobody takes a signature away unseen.
 * @param {Sealed[]} sealed
 * @param {Evidence['keys']} keys
 */
function faultsOfSignatures(sealed, keys) {
  const first = sealed.findIndex(({ signature }) => signature !== null);
  return first < 0
    ? []
    : sealed.slice(first).flatMap(({ checkpoint, ...seal }) => {
        const doubt = doubtOf(checkpoint, seal, keys);
        if (doubt === undefined) return [];
        const isUnsigned = seal.signature === null || seal.keyId === null;
        return [`checkpoint ${checkpoint.number}: ${doubt}${isUnsigned ? ', though one before it is' : ''}`];
      });
}

/**
 * Files that came after the moment to which the database was restored are of an older epoch than what the database then wrote.
 * @param {SealedFile[]} files
 * @param {SealedRow[]} rows
 */
function split(files, rows) {
  const lastOf = new Map(rows.map(({ checkpoint: { epoch, number } }) => [epoch, number]));
  const isKnown = (/** @type {SealedFile} */ { checkpoint: { epoch, number } }) => number <= (lastOf.get(epoch) ?? 0);
  return { known: files.filter(isKnown), abandoned: files.filter((file) => !isKnown(file)) };
}

/** @param {SealedFile[]} copies @param {SealedRow[]} rows */
function faultsOfCopies(copies, rows) {
  const byNumber = new Map(rows.map((row) => [row.checkpoint.number, row]));
  return copies.flatMap((copy) => {
    const row = byNumber.get(copy.checkpoint.number);
    const isSame = row && hashOf(copy) === row.hash && copy.signature === row.signature && copy.keyId === row.keyId;
    return isSame ? [] : [`checkpoint ${copy.checkpoint.number}: ${copy.file} says something else`];
  });
}

/**
 * The folder was read before the database: what both got between the two is looked for once more, and nothing that is newer.
 * @param {Pick<Evidence, 'files' | 'lookAgain'>} folder
 * @param {SealedRow[]} rows
 */
export function filesOf({ files, lookAgain }, rows) {
  if (!files || !lookAgain || missingFiles(files, rows).length === 0) return files;
  const known = new Set(files.map(({ file }) => file));
  const late = split(lookAgain(), rows).known.filter(({ file }) => !known.has(file));
  return [...files, ...late];
}

/** @param {SealedFile[]} files @param {SealedRow[]} rows */
function missingFiles(files, rows) {
  const known = split(files, rows).known.map(({ checkpoint }) => checkpoint.number);
  return rows.flatMap(({ isWritten, checkpoint: { number } }) =>
    isWritten && !known.includes(number) ? [`checkpoint ${number}: its file is gone`] : [],
  );
}

/** @param {{ rows: SealedRow[], files: SealedFile[] | undefined, keys: Evidence['keys'], abandoned: SealedFile[] }} found */
function noticesOf({ rows, files, keys, abandoned }) {
  const unsigned = rows.filter(({ signature }) => signature === null).length;
  const unwritten = rows.filter(({ isWritten }) => !isWritten).length;
  return [
    ...(rows.length === 0 ? ['there is no checkpoint: a cut tail cannot be seen'] : []),
    ...(files ? [] : ['no folder of checkpoints was given (--checkpoints): the database vouches for itself']),
    ...(keys.size > 0 ? [] : ['no key was given (--key): no signature was looked at']),
    ...(unsigned > 0 ? [`${unsigned} checkpoints are not signed`] : []),
    ...(unwritten > 0 ? [`${unwritten} checkpoints do not lie outside of the database`] : []),
    ...abandoned.map(({ file, checkpoint }) => `${file} (${checkpoint.at}) was left behind by a restore`),
  ];
}
