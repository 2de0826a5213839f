import type { EntityManager } from 'typeorm';
import type { Actor } from './caller';

/**
 * One open transaction: the only way to the database. `now` is the server's clock (`app.now()`); whoever has waited for
 * a lock looks at it again, so that nothing happens at an instant before what it follows.
 */
export interface Transaction {
  readonly manager: EntityManager;
  readonly now: Date;
  rows<T>(sql: string, parameters?: unknown[]): Promise<T[]>;
  lookAtClock(): Promise<void>;
}

/** A transaction in the context of a person: row level security shows only what is theirs. */
export interface ActorTransaction extends Transaction {
  readonly actor: Actor;
}
