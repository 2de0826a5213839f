import type { EntityManager } from 'typeorm';
import type { Actor } from './caller';
import type { Statement } from './statement';

/**
 * One open transaction: the only way to the database. `now` is the server's clock (`app.now()`); whoever has waited for
 * a lock looks at it again, so that nothing happens at an instant before what it follows.
 */
export interface Transaction {
  readonly manager: EntityManager;
  readonly now: Date;
  /** What the transaction holds since it began: nobody need lock it again. */
  readonly held: Held | null;
  rows<T>(sql: string | Statement, parameters?: unknown[]): Promise<T[]>;
  /** A statement of whose answer nobody asks: it travels with the next one, or with the commit. */
  later<T>(statement: Statement, parameters: unknown[], whenDone?: (rows: T[]) => void): void;
  lookAtClock(): Promise<void>;
}

/** A project or a run whose lock is had, with the clock read after it. */
export interface Held {
  kind: 'project' | 'run';
  id: string;
  /** The task for whose sake its run is held. */
  task?: { id: string; stepId: string; seatId: string | null };
  /** Of a run: the one transaction that has written run, project and history last, if it was one, and what is true beside them. */
  as?: { writtenBy: string; head: string; knownRevision: string; procedureValidVersion: number };
}

/** A transaction in the context of a person: row level security shows only what is theirs. */
export interface ActorTransaction extends Transaction {
  readonly actor: Actor;
}
