import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { OFFICES } from './house.ts';
import { ProcessorWatch } from './processor-time.ts';
import { seedTimers, type Pattern } from './seed-timers.ts';
import { answerSeats, preparePaper, startRun, type Workplace } from './throughput.ts';

export interface TimerFigures {
  /** Seconds from the instant at which all were due until the last effect was committed. */
  seconds: number;
  lateness: { p50: number; p99: number; max: number };
  effects: number;
  distinct: number;
  /** Until what follows, the mails addressed, was done too. */
  quietSeconds: number;
  /** Milliseconds of processor time a timer, by process. */
  processorMs: Record<string, number>;
}

/** The clock comes to the instant by itself: nobody is told when it is there. */
const AHEAD_MS = 4000;
const PATIENCE_MS = 180_000;

/**
 * Scenario C: so many runs with one open seat each, whose reminder is due at one and the same instant. What counts is the
 * commit of the effect: the notification, with history, task and next wake-up in the same transaction.
 */
export async function measureTimers(
  workplace: Workplace,
  timers: number,
): Promise<TimerFigures & { broken: string[] }> {
  const { database, pids } = workplace;
  const pattern = await preparePattern(workplace);
  const runIds = await seedTimers(database, pattern, timers);
  const due = await moveClockBefore(database, pattern.runId);
  const watch = new ProcessorWatch(pids);
  await untilNone(database, 'tickRun');
  const used = watch.usedMs();
  await untilNone(database, null);
  const quietSeconds = (Date.now() - due.getTime()) / 1000;
  // The escalations of these runs are not to come while others are measured.
  await database.query(`update work_item set state = 'cancelled' where state = 'ready' and kind = 'tickRun'`);
  const lateness = await latenessOf(database, runIds, due);
  const { effects, distinct, broken } = await effectsOf(database, runIds);
  if (lateness.min < 0) broken.push(`an effect came ${-lateness.min} s early`);
  return {
    seconds: lateness.max,
    lateness,
    effects,
    distinct,
    quietSeconds,
    processorMs: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, ms / timers])),
    broken,
  };
}

/** A real run of which three offices have answered; the reminder of the fourth is what comes next. */
async function preparePattern({ client, ...workplace }: Workplace): Promise<Pattern> {
  const { house, database } = workplace;
  const preparing = { ...workplace, client: client.patient() };
  const paper = await preparePaper(preparing.client, house, 0);
  const run = await startRun(preparing, paper, 0);
  await answerSeats(preparing, run, 0, OFFICES.slice(1));
  await untilNone(database, null);
  return { ...paper, runId: run.id };
}

/** To some seconds before the instant at which the run is due next; the real instant at which it will be so. */
async function moveClockBefore(database: pg.Client, runId: string): Promise<Date> {
  await database.query('insert into test_clock (id, shift_ms) values (1, 0) on conflict do nothing');
  const { rows } = await database.query<{ due: Date }>(
    `update test_clock set shift_ms = shift_ms + round(extract(epoch from r.next_due_at - app.now()) * 1000) - $2
     from run r where test_clock.id = 1 and r.id = $1
     returning r.next_due_at - shift_ms * interval '1 millisecond' as due`,
    [runId, AHEAD_MS],
  );
  const [moved] = rows;
  if (!moved) throw new Error('the run to be copied is gone');
  // A little beyond: the database's clock is asked whether something is due.
  await sleep(moved.due.getTime() - Date.now() + 20);
  return moved.due;
}

/** Until nothing is due any more, or nothing of this kind. */
async function untilNone(database: pg.Client, kind: 'tickRun' | null): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    const { rows } = await database.query<{ left: boolean }>(
      `select exists (
         select from work_item where state = 'ready' and due_at <= app.now() and kind = coalesce($1, kind)) as left`,
      [kind],
    );
    if (!rows[0]?.left) return;
  }
}

async function latenessOf(database: pg.Client, runIds: string[], due: Date) {
  const { rows } = await database.query<Record<'min' | 'p50' | 'p99' | 'max', number | null>>(
    `select min(late), percentile_cont(0.5) within group (order by late) as p50,
       percentile_cont(0.99) within group (order by late) as p99, max(late)
     from (select extract(epoch from pg_xact_commit_timestamp(xmin) - $2)::float8 as late
       from notification where reason = 'reminder' and run_id = any ($1)) n`,
    [runIds, due],
  );
  const { min, p50, p99, max } = rows[0] ?? {};
  return { min: min ?? NaN, p50: p50 ?? NaN, p99: p99 ?? NaN, max: max ?? NaN };
}

/** Every run was reminded once, in each place where it is told; what is wrong, in words. */
async function effectsOf(database: pg.Client, runIds: string[]) {
  const { rows } = await database.query<{ notices: number; distinct: number; wrong: number; left: number }>(
    `with told as (
       select r.revision - coalesce(c.number, 0) as unrecorded,
         coalesce(n.number, 0) as notices, coalesce(e.number, 0) as entries, coalesce(t.number, 0) as tasks
       from run r
       left join (select run_id, count(*) as number from run_command group by 1) c on c.run_id = r.id
       left join (select run_id, count(*) as number from notification where reason = 'reminder' group by 1) n on n.run_id = r.id
       left join (select chain, count(*) as number from audit_entry where action = 'run.reminded' group by 1) e on e.chain = r.project_id
       left join (select run_id, count(*) as number from task where reminded_at is not null group by 1) t on t.run_id = r.id
       where r.id = any ($1))
     select coalesce(sum(notices), 0)::int as notices, count(*) filter (where notices > 0)::int as distinct,
       count(*) filter (where notices <> 1 or entries <> 1 or tasks <> 1 or unrecorded <> 0)::int as wrong,
       (select count(*)::int from work_item where state = 'incident' or (state = 'ready' and due_at <= app.now())) as left
     from told`,
    [runIds],
  );
  const { notices = 0, distinct = 0, wrong = 0, left = 0 } = rows[0] ?? {};
  return {
    effects: notices,
    distinct,
    broken: [
      ...(distinct < runIds.length ? [`${runIds.length - distinct} timers without effect`] : []),
      ...(wrong > 0 ? [`${wrong} runs not reminded exactly once everywhere`] : []),
      ...(left > 0 ? [`${left} work items left due or given up`] : []),
    ],
  };
}
