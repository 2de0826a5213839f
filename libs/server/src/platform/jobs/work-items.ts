import { type Statement, statement } from '../database/statement';
import type { Transaction } from '../database/transaction';
import { newId } from '../ids';
import { JOB_TYPES, LEAVES_THE_HOUSE, TOLD_TO_THE_LEAD, type JobKind, type JobPayload } from './job-types';

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
  /** The trace that owes it. */
  traceParent: string | null;
  /** Of an epoch before a restore, else `null`. */
  olderEpoch: number | null;
  dueAt: Date;
  /** It was handed out again and again, and neither done nor failed. */
  isUnheard: boolean;
}

export interface FailedItem {
  kind: JobKind;
  isGivenUp: boolean;
}

/** What a dispatcher takes of what is due. */
export interface Claim {
  /** Kinds that are nobody's here are left to a release that knows them. */
  kinds: readonly JobKind[];
  /** So long an item that was handed out and has not failed is left alone. */
  graceSeconds: number;
}

const EVERYTHING: Claim = { kinds: Object.keys(JOB_TYPES) as JobKind[], graceSeconds: 5 };

export const MAX_ATTEMPTS = 8;

/** So often may nothing be heard of an item that was handed out: a queue loses fewer, so it ends the process that has it. */
const MOST_UNHEARD = 6;

/** 5 s after the first failure, twice as long after each further one, five minutes at most. */
const UNTIL_TRIED_AGAIN = (attempts: string): string =>
  `least(power(2, ${attempts} - 1) * 5, 300) * interval '1 second'`;

/** Kinds stand in the text: only so an index of some of them can be taken (`work_item_due_in_the_house`). */
const claimOf = (kinds: readonly string[]): string =>
  `update work_item w set dispatched_at = clock_timestamp(), dispatch_no = w.dispatch_no + 1
   where w.id in (
     select id from work_item
     where state = 'ready' and due_at <= $1 and kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})
       and (dispatched_at is null or dispatched_at < clock_timestamp()
         - case when attempts = 0 then $3 * interval '1 second' else ${UNTIL_TRIED_AGAIN('attempts')} end)
     order by due_at, id limit $2 for update skip locked)
   returning w.id, w.kind, w.dispatch_no as "dispatchNo", w.attempts, w.due_at as "dueAt"`;
const claims = new Map<string, Statement>();

function claimStatement(kinds: readonly JobKind[]): Statement {
  const key = kinds.join();
  const known = claims.get(key) ?? statement(`claimDue${claims.size}`, claimOf(kinds));
  claims.set(key, known);
  return known;
}

const OPENED = `select id, kind, payload, due_at as "dueAt", nullif(epoch, app.epoch()) as "olderEpoch",
    trace_parent as "traceParent", dispatch_no - attempts > ${MOST_UNHEARD} as "isUnheard"
  from work_item where state = 'ready' and due_at <= $2 and id =`;
const OPEN = statement('openItem', `${OPENED} $1 for update skip locked`);
const OPEN_ALL = statement('openItems', `${OPENED} any ($1) for update skip locked`);
const DONE = statement(
  'itemDone',
  "update work_item set state = 'done', done_at = $2, due_at = coalesce($3, due_at), last_error = null where id = $1",
);
const DONE_ALL = statement(
  'itemsDone',
  "update work_item set state = 'done', done_at = $2, last_error = null where id = any ($1)",
);
// Whose lease runs until later waits as long as anybody else who has failed so often; of a lease that is another's nothing is said.
const FAILED = statement(
  'itemFailed',
  `update work_item set attempts = attempts + 1, dispatch_no = attempts + 1, last_error = left($2, 2000), failed_at = $4,
     due_at = case when due_at <= $4 then due_at else greatest(due_at, $4 + ${UNTIL_TRIED_AGAIN('attempts + 1')}) end,
     state = case when attempts + 1 >= $3 then 'incident' else state end
   where id = $1 and state = 'ready' and due_at = coalesce($5, due_at) returning kind, state, payload ->> 'projectId' as "projectId"`,
);
// Handed out once more without a word, it is counted again.
const UNHEARD = statement(
  'itemUnheard',
  `update work_item set attempts = attempts + 1, dispatch_no = attempts + 1 + ${MOST_UNHEARD}, failed_at = $3,
     last_error = 'nothing was heard of it again', state = case when attempts + 1 >= $2 then 'incident' else state end
   where id = $1 and state = 'ready' returning kind, state, payload ->> 'projectId' as "projectId"`,
);
/** By kind, because not every kind is a promise: a mail may wait for its server, a Frist may not. */
const STANDING = statement(
  'workStanding',
  `select (select count(*)::int from work_item where state = 'incident') as incidents,
     (select count(*)::int from work_item where state = 'held') as held,
     (select coalesce(json_agg(d), '[]') from (
       select kind, count(*)::int as due, extract(epoch from $1 - min(due_at))::float8 as "oldestDueSeconds",
         coalesce(extract(epoch from $1 - min(due_at) filter (where attempts = 0)), 0)::float8 as "oldestUntriedSeconds"
       from work_item where state = 'ready' and due_at <= $1 group by kind) d) as kinds`,
);

/** Of one kind of which something is due. */
export interface DueOfKind {
  kind: string;
  due: number;
  oldestDueSeconds: number;
  /** Of what nobody has tried and failed at; 0 where there is no such. */
  oldestUntriedSeconds: number;
}

export interface WorkStanding {
  incidents: number;
  /** Since a restore, until an operator decides. */
  held: number;
  kinds: DueOfKind[];
}

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

interface CountedRow {
  kind: JobKind;
  state: string;
  projectId: string;
}

async function tellOfFailure(tx: Transaction, id: string, { kind, state, projectId }: CountedRow): Promise<FailedItem> {
  const failed = { kind, isGivenUp: state === 'incident' };
  if (failed.isGivenUp && TOLD_TO_THE_LEAD.has(kind))
    await workItems.add(tx, 'reportIncident', {
      payload: { projectId, workItemId: id },
      dueAt: tx.now,
      dedupeKey: `reportIncident:${id}:${tx.now.toISOString()}`,
    });
  return failed;
}

const checked = (row: OpenItem): OpenItem => ({ ...row, payload: JOB_TYPES[row.kind].parse(row.payload) });

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
  async claimDue(tx: Transaction, limit: number, { kinds, graceSeconds }: Claim = EVERYTHING): Promise<ClaimedItem[]> {
    return tx.rows<ClaimedItem>(claimStatement(kinds), [tx.now, limit, graceSeconds]);
  },

  /** Locks a due row for execution; `undefined` when somebody else has it, did it, or it is not due. */
  async open(tx: Transaction, id: string): Promise<OpenItem | undefined> {
    const [row] = await tx.rows<OpenItem>(OPEN, [id, tx.now]);
    return row && checked(row);
  },

  /** Those of these that can be had at once; what an older epoch owed, or may end its process, is looked at alone. */
  async openAll(tx: Transaction, ids: readonly string[]): Promise<OpenItem[]> {
    const rows = await tx.rows<OpenItem>(OPEN_ALL, [ids, tx.now]);
    return rows.filter(({ olderEpoch, isUnheard }) => olderEpoch === null && !isUnheard).map(checked);
  },

  /**
   * After a restore nobody knows what of the older epoch was done before: what leaves the house waits for an operator
   * (`true`), and whatever the rest causes from here on is of the older epoch too. What fell due after the restore is new, unless it
   * is a consequence: owed at once by work of the older epoch.
   */
  async isHeld(tx: Transaction, { id, kind, olderEpoch }: OpenItem): Promise<boolean> {
    if (olderEpoch === null) return false;
    if (LEAVES_THE_HOUSE.has(kind)) {
      await tx.rows("update work_item set state = 'held' where id = $1", [id]);
      return true;
    }
    await tx.rows(
      `select set_config('app.work_epoch', w.epoch::text, true) from work_item w
       where w.id = $1 and exists (select from epoch e where e."number" > w.epoch
         and (w.due_at < e.began_at or (w.created_at >= e.began_at and w.due_at <= w.created_at)))`,
      [id],
    );
    return false;
  },

  /** An operator has looked: it was not done before the restore, so it is done now. */
  async releaseHeld(tx: Transaction, ids: string[]): Promise<number> {
    const released = await tx.rows(
      `update work_item set state = 'ready', epoch = app.epoch(), due_at = $2, dispatched_at = null, dispatch_no = 0, attempts = 0
       where id = any ($1) and state = 'held' returning id`,
      [ids, tx.now],
    );
    if (released.length > 0) await tx.rows("select pg_notify('work', '')");
    return released.length;
  },

  /** An operator has looked: it was done before the restore, or is not wanted any more. */
  async dropHeld(tx: Transaction, ids: string[]): Promise<number> {
    const dropped = await tx.rows(
      "update work_item set state = 'cancelled', done_at = $2 where id = any ($1) and state = 'held' returning id",
      [ids, tx.now],
    );
    return dropped.length;
  },

  /** `dueAt`: when it was due before it was leased, so that the register can say how late it was. */
  async done(tx: Transaction, id: string, dueAt?: Date): Promise<void> {
    await tx.rows(DONE, [id, tx.now, dueAt ?? null]);
  },

  async doneAll(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.rows(DONE_ALL, [ids, tx.now]);
  },

  /** Begun in two phases: comes again at this instant, should nobody finish it before. What has failed so far stays counted. */
  async lease(tx: Transaction, id: string, until: Date): Promise<void> {
    await tx.rows("update work_item set due_at = $2, dispatched_at = null where id = $1 and state = 'ready'", [
      id,
      until,
    ]);
  },

  /** Whether this lease still runs, or has run out without anybody who took it up. */
  async isLeasedUntil(tx: Transaction, id: string, until: Date): Promise<boolean> {
    const own = await tx.rows("select from work_item where id = $1 and state = 'ready' and due_at = $2 for update", [
      id,
      until,
    ]);
    return own.length > 0;
  },

  /** Not done, and it has not failed: comes again at this instant as if it were new; whoever looks sees what it waits for. */
  async postpone(tx: Transaction, id: string, until: Date, because: string | null = null): Promise<void> {
    await tx.rows(
      `update work_item set due_at = $2, dispatched_at = null, dispatch_no = 0, attempts = 0, last_error = coalesce($3, last_error)
       where id = $1 and state = 'ready'`,
      [id, until, because],
    );
  },

  /**
   * After the failed transaction: counts the attempt; the last one makes an incident that people see. Whom it stops is owed
   * the news in the same transaction.
   */
  async failed(tx: Transaction, id: string, error: string, leasedUntil?: Date): Promise<FailedItem | undefined> {
    const [row] = await tx.rows<CountedRow>(FAILED, [id, error, MAX_ATTEMPTS, tx.now, leasedUntil ?? null]);
    return row && tellOfFailure(tx, id, row);
  },

  /** What ends the process that has it cannot say that it has failed: counted before it begins, by whoever holds its row. */
  async countUnheard(tx: Transaction, id: string): Promise<FailedItem | undefined> {
    const [row] = await tx.rows<CountedRow>(UNHEARD, [id, MAX_ATTEMPTS, tx.now]);
    return row && tellOfFailure(tx, id, row);
  },

  /** How much is due of each kind and how late the oldest of it is; apart what nobody has tried and failed at. */
  async standing(tx: Transaction): Promise<WorkStanding> {
    const [row] = await tx.rows<WorkStanding>(STANDING, [tx.now]);
    return row ?? { incidents: 0, held: 0, kinds: [] };
  },
};
