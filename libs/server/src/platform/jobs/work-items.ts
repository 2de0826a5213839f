import { statement } from '../database/statement';
import type { Transaction } from '../database/transaction';
import { newId } from '../ids';
import { JOB_TYPES, type JobKind, type JobPayload } from './job-types';

export interface ClaimedItem {
  id: string;
  kind: string;
  dispatchNo: number;
  attempts: number;
  dueAt: Date;
}

export interface OpenItem<K extends JobKind = JobKind> {
  id: string;
  kind: K;
  payload: JobPayload<K>;
}

const MAX_ATTEMPTS = 8;

const CLAIM_DUE = statement(
  'claimDue',
  `update work_item w set dispatched_at = clock_timestamp(), dispatch_no = w.dispatch_no + 1
   where w.id in (
     select id from work_item
     where state = 'ready' and due_at <= $1
       and (dispatched_at is null or dispatched_at < clock_timestamp() - least(power(2, attempts) * 5, 300) * interval '1 second')
     order by due_at, id limit $2 for update skip locked)
   returning w.id, w.kind, w.dispatch_no as "dispatchNo", w.attempts, w.due_at as "dueAt"`,
);
const OPEN = statement(
  'openItem',
  `select id, kind, payload from work_item where id = $1 and state = 'ready' and due_at <= $2 for update skip locked`,
);
const DONE = statement(
  'itemDone',
  "update work_item set state = 'done', done_at = $2, last_error = null where id = $1",
);

/** A row to be added by a statement that writes more than it. */
export interface WorkItemRow {
  id: string;
  kind: JobKind;
  payload: unknown;
  dueAt: string;
  dedupeKey: string;
}

interface Owed<K extends JobKind> {
  payload: JobPayload<K>;
  dueAt: Date;
  dedupeKey: string;
}

/** Rows are the truth, the queue is only a bell (docs/adr/0009). Retries, backoff and delay live here. */
export const workItems = {
  /** Owes this work from `dueAt` on; `dedupeKey` is its business identity, owed at most once ever. */
  async add<K extends JobKind>(tx: Transaction, kind: K, work: Owed<K>): Promise<void> {
    await tx.rows(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (dedupe_key) do nothing`,
      [newId(), kind, work.dedupeKey, JSON.stringify(work.payload), work.dueAt, tx.now],
    );
    if (work.dueAt <= tx.now) await tx.rows("select pg_notify('work', '')");
  },

  /** Many at once, in one statement. */
  async addAll(tx: Transaction, rows: WorkItemRow[]): Promise<void> {
    await tx.rows(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       select r.id, r.kind, r."dedupeKey", r.payload, r."dueAt", $2
       from json_to_recordset($1::json) as r(id uuid, kind text, "dedupeKey" text, payload jsonb, "dueAt" timestamptz)
       on conflict (dedupe_key) do nothing`,
      [JSON.stringify(rows), tx.now],
    );
    await tx.rows("select pg_notify('work', '')");
  },

  row<K extends JobKind>(kind: K, { dueAt, ...work }: Owed<K>): WorkItemRow {
    return { id: newId(), kind, dueAt: dueAt.toISOString(), ...work };
  },

  /** Takes up to `limit` due rows for dispatch; a row that is not done in time comes again, later each time. */
  async claimDue(tx: Transaction, limit: number): Promise<ClaimedItem[]> {
    return tx.rows<ClaimedItem>(CLAIM_DUE, [tx.now, limit]);
  },

  /** Locks a due row for execution; `undefined` when somebody else has it, did it, or it is not due. */
  async open(tx: Transaction, id: string): Promise<OpenItem | undefined> {
    const [row] = await tx.rows<{ id: string; kind: string; payload: unknown }>(OPEN, [id, tx.now]);
    if (!row) return undefined;
    const kind = row.kind as JobKind;
    return { id: row.id, kind, payload: JOB_TYPES[kind].parse(row.payload) };
  },

  async done(tx: Transaction, id: string): Promise<void> {
    await tx.rows(DONE, [id, tx.now]);
  },

  /** Not done but begun: comes again at this instant as if it were new, should nobody finish it before. */
  async postpone(tx: Transaction, id: string, until: Date): Promise<void> {
    await tx.rows(
      `update work_item set due_at = $2, dispatched_at = null, dispatch_no = 0, attempts = 0
       where id = $1 and state = 'ready'`,
      [id, until],
    );
  },

  /** After the failed transaction: counts the attempt; the last one makes an incident that people see. */
  async failed(tx: Transaction, id: string, error: string): Promise<void> {
    await tx.rows(
      `update work_item set attempts = attempts + 1, last_error = left($2, 2000),
         state = case when attempts + 1 >= $3 then 'incident' else state end
       where id = $1 and state = 'ready'`,
      [id, error, MAX_ATTEMPTS],
    );
  },

  /** Seconds by which the oldest due row is late; 0 when nothing is due. */
  async oldestDueSeconds(tx: Transaction): Promise<number> {
    const [row] = await tx.rows<{ seconds: number | null }>(
      `select extract(epoch from $1 - min(due_at))::float8 as seconds from work_item where state = 'ready' and due_at <= $1`,
      [tx.now],
    );
    return row?.seconds ?? 0;
  },
};
