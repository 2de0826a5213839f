import { createHash } from 'node:crypto';
import type { Database } from '../machine/database.ts';
import { runInfra } from '../machine/infra-program.ts';
import { until } from '../until.ts';
import type { Verdict, World } from '../world.ts';

interface Entry {
  chain: string;
  seq: string;
  at: Date;
  actor: string | null;
  action: string;
  body_hash: Buffer;
  prev_hash: Buffer | null;
  hash: Buffer;
  /** `null` where the words of the entry are gone. */
  salt: Buffer | null;
  body: unknown;
}

/** RFC 8785 for what stands in the audit: sorted keys, JSON's own numbers and strings. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

interface Chain {
  chain: string;
  headSeq: number;
  headHash: Buffer | null;
  /** Its words were deleted by rule; the entries stay, with the salted hashes of what they told. */
  isErased: boolean;
  entries: Entry[];
}

/** What is wrong with a chain; by somebody who shares no code with the product. */
function faultsOf({ chain, headSeq, headHash, isErased, entries }: Chain): string[] {
  const faults: string[] = [];
  let previous: Buffer | null = null;
  for (const [index, entry] of entries.entries()) {
    const { at, actor, action, body_hash: bodyHash } = entry;
    const seq = index + 1;
    const text = canonical({ chain, seq, at: at.toISOString(), actor, action, bodyHash: bodyHash.toString('hex') });
    const hash: Buffer = sha256(previous ?? Buffer.alloc(0), text);
    const isSound =
      Number(entry.seq) === seq &&
      hash.equals(entry.hash) &&
      (previous === null ? entry.prev_hash === null : entry.prev_hash?.equals(previous) === true) &&
      (entry.salt === null ? isErased : sha256(entry.salt, canonical(entry.body)).equals(bodyHash));
    if (!isSound) faults.push(`entry ${entry.seq} of chain ${chain}`);
    previous = entry.hash;
  }
  if (headSeq !== entries.length || headHash === null || previous?.equals(headHash) !== true)
    faults.push(`head of chain ${chain}`);
  return faults;
}

const without = (entries: Entry[], index: number) => entries.filter((_, other) => other !== index);
const changed = (entries: Entry[], index: number, change: (entry: Entry) => Partial<Entry>) =>
  entries.map((entry, other) => (other === index ? { ...entry, ...change(entry) } : entry));

/** What might become of the rows of a chain: made of what was read, so that it is seen whether this check can fail. */
const FORGERIES: ((entries: Entry[], index: number) => Entry[])[] = [
  (entries, index) => changed(entries, index, ({ action }) => ({ action: `${action}x` })),
  (entries, index) => changed(entries, index, ({ at }) => ({ at: new Date(at.getTime() + 1) })),
  (entries, index) => changed(entries, index, ({ actor }) => ({ actor: actor === null ? '0' : null })),
  (entries, index) => changed(entries, index, ({ body }) => ({ body: { ...Object(body), forged: true } })),
  (entries, index) => changed(entries, index, ({ hash }) => ({ hash: sha256(hash) })),
  (entries, index) => without(entries, index),
  (entries) => entries.slice(0, -1),
  (entries, index) => [...without(entries, index), ...entries.slice(index, index + 1)].reverse(),
];

/** P13: every chain can be computed again, none is missing, and every decision stands in it. */
export async function chainsVerify({ product, random, quick }: World): Promise<Verdict> {
  const chains = await readChains(product.database);
  const broken = chains.flatMap(faultsOf);
  const { chainless, untold } = await product.database.one<{ chainless: number; untold: number }>(
    `select (select count(*)::int from project p
         where not exists (select 1 from audit_chain c where c.chain = p.id and c.head_seq > 0)) as chainless,
       (select count(*)::int from decision d where not exists (
         select 1 from audit_entry e join audit_body b using (tenant_id, chain, seq)
         where e.chain = d.project_id and e.action = 'run.' || d.type and e.at = d.at
           and b.body -> 'data' ->> 'runId' = d.run_id::text
           and b.body -> 'data' ->> 'seatId' is not distinct from d.seat_id)) as untold`,
  );
  if (chainless > 0) broken.push(`${chainless} projects without a chain`);
  if (untold > 0) broken.push(`${untold} decisions of which no chain tells`);

  await seal(product);
  broken.push(...(await faultsByFsck(product)));
  const hammered = await hammer(product, {
    forgeries: quick ? 12 : 60,
    seed: Math.floor(random.between(0, 1_000_000)),
  });
  broken.push(...hammered.broken);

  const forgeries = quick ? 200 : 1000;
  // One entry cannot be put in another order, and no word be changed where there is none.
  const forgeable = chains.filter((chain) => chain.entries.length > 2 && !chain.isErased);
  let seen = 0;
  for (let count = 0; count < forgeries; count += 1) {
    const chain = random.one(forgeable);
    const index = Math.floor(random.between(0, chain.entries.length));
    if (faultsOf({ ...chain, entries: random.one(FORGERIES)(chain.entries, index) }).length > 0) seen += 1;
  }
  if (seen < forgeries) broken.push(`${forgeries - seen} forgeries were not seen by this check`);
  const entries = chains.reduce((sum, chain) => sum + chain.entries.length, 0);
  const figures = `${chains.length} chains, ${entries} entries computed again, ${untold} decisions untold`;
  return { figures: `${figures}; ${hammered.figures}; ${seen} of ${forgeries} in what was read seen here`, broken };
}

/** A checkpoint that binds all that was until now lies in the folder. */
async function seal({ database }: World['product']): Promise<void> {
  const { moment } = await database.one<{ moment: string }>(
    `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     values (gen_random_uuid(), 'sealAudit', gen_random_uuid()::text, '{"period":"at the end"}', app.now(), app.now())
     returning due_at::text as moment`,
  );
  const sealed = 'select from audit_checkpoint where at >= $1::timestamptz and written_at is not null';
  await until(async () => (await database.rows(sealed, [moment])).length > 0);
}

/** Forges the database itself, as somebody with all rights might, and asks the operator's look each time (docs/adr/0063). */
async function hammer(
  { postgres, checkpoints }: World['product'],
  { forgeries, seed }: { forgeries: number; seed: number },
): Promise<Verdict> {
  const { status, lines } = await runInfra(
    'audit/hammer.mjs',
    ...['--database', postgres.url(), '--checkpoints', checkpoints.folder, '--key', checkpoints.publicKey],
    ...['--mutations', String(forgeries), '--seed', String(seed)],
  );
  return { figures: lines.at(-1) ?? '', broken: status === 0 ? [] : lines };
}

/** The operator's own look, which shares no code with this one (docs/adr/0063). */
export async function faultsByFsck({ postgres, checkpoints }: World['product']): Promise<string[]> {
  const { status, lines } = await runInfra(
    'audit/fsck.mjs',
    ...['--database', postgres.url('app_owner'), '--checkpoints', checkpoints.folder, '--key', checkpoints.publicKey],
  );
  return status === 0 ? [] : lines;
}

type Row = Omit<Entry, 'seq'> & { seq: string | null; headSeq: string; headHash: Buffer | null; isErased: boolean };

/** In one look, because workers may be writing. That words were deleted the register says and the chain itself: neither alone will do. */
async function readChains(database: Database): Promise<Chain[]> {
  const rows = await database.rows<Row>(
    `select chain, c.head_seq as "headSeq", c.head_hash as "headHash", exists (
         select from project_deletion d join audit_entry g on g.tenant_id = d.tenant_id and g.chain = d.project_id
         where d.project_id = c.chain and d.state in ('running', 'done') and g.action = 'project.deletionBegun') as "isErased",
       seq, e.at, e.actor, e.action, e.body_hash, e.prev_hash, e.hash, b.salt, b.body
     from audit_chain c left join audit_entry e using (tenant_id, chain) left join audit_body b using (tenant_id, chain, seq)
     order by chain, seq`,
  );
  return [...Map.groupBy(rows, ({ chain }) => chain)].map(([chain, [head, ...others]]) => ({
    chain,
    headSeq: Number(head?.headSeq),
    headHash: head?.headHash ?? null,
    isErased: head?.isErased === true,
    entries: [head, ...others].flatMap((row) => (row && row.seq !== null ? [{ ...row, seq: row.seq }] : [])),
  }));
}
