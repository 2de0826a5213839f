import { createHash } from 'node:crypto';

const hash = (prefix: number, ...parts: Buffer[]): Buffer => {
  const digest = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** Root of a Merkle tree as in RFC 6962, 2.1: leaves and nodes are hashed with different prefixes, so that neither passes for the other. */
export function merkleRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  let level = leaves.map((leaf) => hash(0, leaf));
  // The one without a neighbour rises as it is: the same tree as splitting at the largest power of two.
  while (level.length > 1)
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, index) => {
      const [left, right] = level.slice(2 * index, 2 * index + 2);
      return left && right ? hash(1, left, right) : (left ?? Buffer.alloc(0));
    });
  return level[0] ?? Buffer.alloc(0);
}
