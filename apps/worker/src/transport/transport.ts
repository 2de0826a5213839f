import type { Lane } from '../jobs/lanes';

/** Work items that are rung for together: of one kind, or one alone. */
export interface Ring {
  lane: Lane;
  ids: string[];
  dispatchNo: number;
}

/** Rings that nobody has taken yet, and those that somebody works on, here or elsewhere. */
export interface Backlog {
  waiting: number;
  active: number;
}

export type Execute = (ring: Pick<Ring, 'lane' | 'ids'>) => Promise<unknown>;

/** A bell between dispatcher and executor. It may lose, double or delay; the rows in PostgreSQL are the truth. */
export interface Transport {
  readonly name: string;
  /** Starts ringing `execute` for every ring that comes in, several at once. */
  start(execute: Execute): Promise<void>;
  /** Throws when the bell cannot be rung; the dispatcher then executes by itself. Does not wait for the work. */
  dispatch(rings: Ring[]): Promise<void>;
  /** Throws when the bell does not answer. */
  backlog(lane: Lane): Promise<Backlog>;
  /** Finishes what runs within CLOSE_WITHIN_MS, takes nothing new. */
  stop(): Promise<void>;
}

/**
 * So long is waited for what runs when the process is asked to end. What is left then ends with its transaction or its lease,
 * as if the process had died; whoever watches over the process would kill it anyway.
 */
export const CLOSE_WITHIN_MS = 8000;

/** Rings of a lane that are worked on at once in one process; together no more than it has connections (DATABASE_POOL). */
export const PLACES: Readonly<Record<Lane, number>> = { prompt: 4, mails: 3, slow: 3 };
