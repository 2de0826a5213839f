import { openTestDatabase, type TestDatabase } from '../../testing';
import { Transactions } from '../database/transactions';
import { appendAudit, bodyHashOf, entryHash } from './audit';

interface Row {
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

describe('the audit chain', () => {
  const tenant = '01926f00-0000-7000-8000-0000000000aa';
  const chain = '01926f00-0000-7000-8000-0000000000bb';
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    // The owner writes here; what roles may do with the chain is the matter of row level security.
    await Promise.all(['a', 'b', 'c', 'd'].map((action) => append(action)));
  });
  afterAll(() => database.close());

  const append = (action: string) =>
    new Transactions(database.owner).run(async (tx) => {
      const at = new Date('2027-03-25T09:00:00.123Z');
      await appendAudit(tx, tenant, chain, [
        { action: `${action}.first`, actor: null, at, body: { words: 'Größe', list: [1, { b: 2, a: 1 }] } },
        { action: `${action}.second`, actor: tenant, at, body: {} },
      ]);
    });

  const entries = (): Promise<Row[]> =>
    database.owner.query(
      'select * from audit_entry e join audit_body b using (tenant_id, chain, seq) where chain = $1 order by e.seq',
      [chain],
    );

  it('numbers its entries without gap, also under concurrency', async () => {
    expect((await entries()).map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('can be computed again from what is stored', async () => {
    let previous: Buffer | null = null;
    for (const row of await entries()) {
      expect(row.prev_hash).toEqual(previous);
      expect(bodyHashOf(row.salt, row.body)).toEqual(row.body_hash);
      const { at, actor, action } = row;
      expect(entryHash(previous, { chain, seq: Number(row.seq), at, actor, action, bodyHash: row.body_hash })).toEqual(
        row.hash,
      );
      previous = row.hash;
    }
    const [head] = await database.owner.query('select head_seq, head_hash from audit_chain where chain = $1', [chain]);
    expect(head).toEqual({ head_seq: '8', head_hash: previous });
  });

  it('shows another hash for any changed field', () => {
    const entry = { chain, seq: 1, at: new Date(0), actor: null, action: 'a', bodyHash: Buffer.from('00', 'hex') };
    const hashes = [
      entryHash(null, entry),
      entryHash(Buffer.from('01', 'hex'), entry),
      entryHash(null, { ...entry, seq: 2 }),
      entryHash(null, { ...entry, at: new Date(1) }),
      entryHash(null, { ...entry, actor: tenant }),
      entryHash(null, { ...entry, action: 'b' }),
      entryHash(null, { ...entry, bodyHash: Buffer.from('01', 'hex') }),
    ].map((hash) => hash.toString('hex'));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
