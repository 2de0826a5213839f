import type { Actor } from './caller';
import type { ActorTransaction, Transaction } from './transaction';

/**
 * For what the worker writes to a person: the rest of the transaction reads with their eyes, and changes nothing of theirs.
 * `undefined` for somebody who is disabled or has never signed in.
 */
export async function readAs(tx: Transaction, personId: string): Promise<ActorTransaction | undefined> {
  const [row] = await tx.rows<{ actor: Actor | null }>('select app.read_as($1) as actor', [personId]);
  return row?.actor ? Object.assign(tx, { actor: { ...row.actor, isAdmin: false } }) : undefined;
}
