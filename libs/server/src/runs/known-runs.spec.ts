import type { Held, Transaction } from '../platform';
import { findKnownRun, keepKnownRun, type KnownRun } from './known-runs';

const AS = { writtenBy: '4711', head: 'abcd', knownRevision: 'as they are', procedureValidVersion: 3 };

describe('a run that a process has written', () => {
  const connection = {};
  const transaction = (held: Held | null) => ({ held, manager: { connection } }) as unknown as Transaction;
  const holding = (over: Partial<typeof AS> = {}) => transaction({ kind: 'run', id: 'run', as: { ...AS, ...over } });

  beforeEach(() => {
    const beside = { head: { seq: 7, hash: Buffer.from('abcd', 'hex') }, houses: 'as they are' };
    keepKnownRun(transaction(null), { id: 'run', procedureValidVersion: 2, beside } as KnownRun, '4711');
  });

  it('is known by whoever holds it as it was written, with the version that is valid now', () => {
    expect(findKnownRun(holding(), 'run')).toMatchObject({ id: 'run', procedureValidVersion: 3 });
  });

  it.each([
    ['somebody else has written one of its rows', { writtenBy: '4712' }],
    ['the history of its project goes on', { head: 'abce' }],
    ['a unit has another name or Ressort', { knownRevision: 'changed' }],
  ])('is read again where %s', (_what, over) => {
    expect(findKnownRun(holding(over), 'run')).toBeUndefined();
  });

  it("is nobody else's", () => {
    expect(findKnownRun(holding(), 'other')).toBeUndefined();
    expect(findKnownRun(transaction({ kind: 'run', id: 'run' }), 'run')).toBeUndefined();
  });
});
