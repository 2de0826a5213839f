import { createHash } from 'node:crypto';
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
  salt: Buffer;
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

/** P13: every chain can be computed again by somebody who shares no code with the product. */
export async function chainsVerify({ product }: World): Promise<Verdict> {
  const heads = await product.database.rows<{ chain: string; head_seq: string; head_hash: Buffer }>(
    'select chain, head_seq, head_hash from audit_chain',
  );
  const broken: string[] = [];
  let count = 0;
  for (const { chain, head_seq, head_hash } of heads) {
    const entries = await product.database.rows<Entry>(
      'select * from audit_entry join audit_body using (tenant_id, chain, seq) where chain = $1 order by seq',
      [chain],
    );
    let previous: Buffer | null = null;
    for (const [index, entry] of entries.entries()) {
      const { at, actor, action, body_hash: bodyHash } = entry;
      const text = canonical({
        chain,
        seq: index + 1,
        at: at.toISOString(),
        actor,
        action,
        bodyHash: bodyHash.toString('hex'),
      });
      const hash: Buffer = sha256(previous ?? Buffer.alloc(0), text);
      const isSound =
        Number(entry.seq) === index + 1 &&
        hash.equals(entry.hash) &&
        sha256(entry.salt, canonical(entry.body)).equals(bodyHash);
      if (!isSound) broken.push(`entry ${entry.seq} of chain ${chain}`);
      previous = entry.hash;
      count += 1;
    }
    if (Number(head_seq) !== entries.length || !previous?.equals(head_hash)) broken.push(`head of chain ${chain}`);
  }
  return { figures: `${heads.length} chains, ${count} entries verified`, broken };
}
