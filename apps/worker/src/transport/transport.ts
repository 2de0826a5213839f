/** A bell between dispatcher and executor. It may lose, double or delay; the rows in PostgreSQL are the truth. */
export interface Transport {
  readonly name: string;
  /** Starts ringing `execute` for every id that comes in. */
  start(execute: (id: string) => Promise<unknown>): Promise<void>;
  /** Throws when the bell cannot be rung; the dispatcher then executes by itself. */
  dispatch(items: { id: string; dispatchNo: number }[]): Promise<void>;
  /** Finishes what runs, takes nothing new. */
  stop(): Promise<void>;
}
