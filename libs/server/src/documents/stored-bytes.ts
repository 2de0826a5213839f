import { statement, type Transaction } from '../platform';

const HOLD = statement(
  'holdStored',
  "select pg_advisory_xact_lock_shared(hashtextextended('stored ' || key, 0)) from unnest($1::text[]) key",
);
const AWAIT_END = "select pg_advisory_xact_lock(hashtextextended('stored ' || key, 0)) from unnest($1::text[]) key";

/** For who is about to write rows that name these bytes: until the transaction has ended nobody says that they are unused. */
export const holdStored = (tx: Transaction, keys: string[]): void => tx.later(HOLD, [keys]);

/**
 * Which of these bytes belong to nothing. A transaction whose connection has broken may still be committed: its end is waited
 * for, and seen only by the statement after that. Asked without anybody's rights: that the caller no longer sees the
 * document does not make its bytes unused.
 */
export async function unusedOf(tx: Transaction, keys: string[]): Promise<string[]> {
  await tx.rows(AWAIT_END, [keys]);
  const rows = await tx.rows<{ key: string }>(
    'select key from unnest($1::text[]) key where app.is_stored(key) is false',
    [keys],
  );
  return rows.map(({ key }) => key);
}
