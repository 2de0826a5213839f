import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

export interface ChainEntry {
  seq: number;
  at: string;
  actor: string | null;
  action: string;
  body: Record<string, unknown>;
  salt: string;
  bodyHash: string;
  prevHash: string | null;
  hash: string;
}
export type Told = Pick<ChainEntry, 'at' | 'actor' | 'action' | 'body'>;

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** An audit chain as the product writes it (docs/adr/0008), in words of its own: what a checker would compute. */
export function chained(chain: string, told: readonly Told[]): ChainEntry[] {
  let previous: Buffer | null = null;
  return told.map(({ at, actor, action, body }, index) => {
    const seq = index + 1;
    const salt = randomBytes(16);
    const bodyHash = sha256(salt, canonicalize(body) ?? '').toString('hex');
    const prevHash = previous?.toString('hex') ?? null;
    const entry = canonicalize({ chain, seq, at, actor, action, bodyHash }) ?? '';
    previous = sha256(previous ?? Buffer.alloc(0), entry);
    return {
      ...{ seq, at, actor, action, body, bodyHash, prevHash },
      salt: salt.toString('hex'),
      hash: previous.toString('hex'),
    };
  });
}
