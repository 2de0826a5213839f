import { createHash } from 'node:crypto';
import { merkleRoot } from './merkle';

const sha256 = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
const leaf = (text: string) => Buffer.from(text);
const latin = (hex: string) => Buffer.from(hex, 'hex').toString('latin1');

describe('the Merkle root', () => {
  it('is that of RFC 6962 for no leaf, one, and three', () => {
    expect(merkleRoot([]).toString('hex')).toBe(sha256(''));
    expect(merkleRoot([leaf('a')]).toString('hex')).toBe(sha256('\0a'));
    const pair = sha256(`\u0001${latin(sha256('\0a'))}${latin(sha256('\0b'))}`);
    expect(merkleRoot(['a', 'b', 'c'].map(leaf)).toString('hex')).toBe(
      sha256(`\u0001${latin(pair)}${latin(sha256('\0c'))}`),
    );
  });

  it('splits as the RFC does, whatever the number of leaves', () => {
    const recursive = (leaves: Buffer[]): string => {
      if (leaves.length === 1) return sha256(`\0${leaves[0]?.toString('latin1')}`);
      let split = 1;
      while (split * 2 < leaves.length) split *= 2;
      return sha256(`\u0001${latin(recursive(leaves.slice(0, split)))}${latin(recursive(leaves.slice(split)))}`);
    };
    for (let count = 1; count <= 33; count += 1) {
      const leaves = Array.from({ length: count }, (_, index) => leaf(`leaf ${index}`));
      expect(merkleRoot(leaves).toString('hex')).toBe(recursive(leaves));
    }
  });
});
