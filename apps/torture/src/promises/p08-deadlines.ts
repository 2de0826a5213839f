import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { moveClock } from '../test-clock.ts';
import { strikeWhileDue } from '../strike-while-due.ts';
import { first, type Run, startRun, type Verdict, type World } from '../world.ts';

/** What is promised: no Frist comes later than this while a worker lives. */
const PROMISED_SECONDS = 60;
/** Longer than is promised, so that what comes too late is judged by when it came. */
const PATIENCE_MS = 150_000;
/** What is wanted while somebody is at work, and judged where there is enough of it. */
const WANTED_SECONDS = { p99: 10, max: 30 };
/** Two kills and a SIGSTOP. Of little work all may be done after the first; then the others come too late. */
const WORKER_STRIKES = 3;
/** Whatever would come twice has time to come. */
const AFTERMATH_MS = 7000;

const WAVES = [
  { reason: 'reminder', event: 'run.reminded', withDatabase: false },
  { reason: 'escalation', event: 'run.escalated', withDatabase: true },
] as const;

/**
 * P8: reminder and escalation of every seat come exactly once and in time, though both workers, an API, Redis and at
 * last the database are killed in the middle of the work and Redis is wiped.
 */
export async function deadlinesComeOnce(world: World): Promise<Verdict> {
  const { product, quick, random } = world;
  const runs = await inParallel(Array.from({ length: quick ? 80 : 750 }), 6, (_, index) =>
    startRun(world, 4000 + index),
  );
  const ids = runs.map(({ id }) => id);
  const seats = ids.length * OFFICES.length;
  const broken: string[] = [];
  const figures: string[] = [];
  for (const { reason, withDatabase } of WAVES) {
    const moved = await moveClock(world, ids);
    const done = () => noticesOf(world, reason, ids);
    const { told, tooLate, deserted } = await strikeWhileDue(product, random.apart(reason), {
      withDatabase,
      isShort: quick,
      progress: async () => (await done()) / seats,
      patienceMs: PATIENCE_MS,
    });
    await Promise.all([...product.apis, ...product.workers].map((server) => server.untilReady()));
    const { p50, p99, max } = await lateness(world, reason, ids, moved);
    if (max - deserted > PROMISED_SECONDS)
      broken.push(`a ${reason} came after ${max.toFixed(1)} s, ${deserted.toFixed(1)} s of them without a worker`);
    if (!quick && (p99 - deserted > WANTED_SECONDS.p99 || max - deserted > WANTED_SECONDS.max))
      broken.push(`${reason}s were later than is wanted: p99 ${p99.toFixed(1)} s, max ${max.toFixed(1)} s`);
    const unmet = tooLate.filter((name) => name.endsWith('worker')).length;
    if (unmet > (quick ? WORKER_STRIKES - 1 : 0))
      broken.push(`the workers were not at work on ${reason}s when they were struck: ${told}`);
    figures.push(
      `${await done()} ${reason}s for ${seats} seats, late p50 ${p50.toFixed(1)} s, p99 ${p99.toFixed(1)} s, max ${max.toFixed(1)} s, of which nobody was at work for ${deserted.toFixed(1)} s (${told})`,
    );
  }
  broken.push(...(await unfinished(world)));
  await sleep(AFTERMATH_MS);
  for (const wave of WAVES) broken.push(...(await notOnce(world, wave, runs)));
  return { figures: figures.join('; '), broken };
}

async function noticesOf({ product }: World, reason: string, ids: string[]): Promise<number> {
  const { n } = await product.database.one<{ n: number }>(
    'select count(*)::int as n from notification where reason = $1 and run_id = any ($2)',
    [reason, ids],
  );
  return n;
}

/** Real seconds from the commit that moved the clock to the commit of the notice. */
async function lateness({ product }: World, reason: string, ids: string[], moved: Date) {
  const { p50, p99, max } = await product.database.one<{ p50: number | null; p99: number | null; max: number | null }>(
    `select percentile_cont(0.5) within group (order by late) as p50,
       percentile_cont(0.99) within group (order by late) as p99, max(late) as max
     from (select extract(epoch from pg_xact_commit_timestamp(xmin) - $3)::float8 as late
       from notification where reason = $1 and run_id = any ($2)) n`,
    [reason, ids, moved],
  );
  return { p50: p50 ?? 0, p99: p99 ?? Infinity, max: max ?? Infinity };
}

/** Seats whose notice, audit entry, engine state or history through the API is there another time than once. */
async function notOnce(world: World, { reason, event }: (typeof WAVES)[number], runs: Run[]): Promise<string[]> {
  const { product, clients, house } = world;
  const seats = new Set(runs.flatMap((run) => seatsOf(run)));
  const ids = runs.map(({ id }) => id);
  const notices = await product.database.rows<{ seat: string }>(
    `select run_id || ':' || seat_id as seat from notification where reason = $1 and run_id = any ($2)`,
    [reason, ids],
  );
  const audit = await product.database.rows<{ seat: string }>(
    `select (b.body -> 'data' ->> 'runId') || ':' || (b.body -> 'data' ->> 'seatId') as seat
     from audit_entry e join audit_body b using (tenant_id, chain, seq)
     where e.action = $1 and e.chain = any ($2)`,
    [event, runs.map(({ projectId }) => projectId)],
  );
  const history = await inParallel(runs, 4, async ({ projectId }) => {
    const { items } = await clients[1].get<{ items: { kind: string; data: { runId?: string; seatId?: string } }[] }>(
      'GET',
      `/projects/${projectId}/history?limit=200`,
      { as: first(house.leads) },
    );
    return items.filter(({ kind }) => kind === event).map(({ data }) => `${data.runId}:${data.seatId}`);
  });
  const places = {
    notifications: notices.map(({ seat }) => seat),
    audit: audit.map(({ seat }) => seat),
    history: history.flat(),
  };
  return Object.entries(places).flatMap(([place, found]) => {
    const missing = [...seats].filter((seat) => !found.includes(seat)).length;
    const double = found.length - new Set(found).size;
    return missing + double > 0 ? [`${place}: ${missing} ${reason}s missing, ${double} double`] : [];
  });
}

const seatsOf = (run: Run): string[] =>
  run.steps.flatMap((step) => (step.seats ?? []).map(({ id }) => `${run.id}:${id}`));

/** Work that is still due when whatever failed has been tried again, or was given up. */
async function unfinished({ product }: World): Promise<string[]> {
  for (const end = Date.now() + PROMISED_SECONDS * 1000; ; await sleep(100)) {
    const rows = await product.database.rows<{ state: string; n: number }>(
      `select state, count(*)::int as n from work_item
       where state = 'incident' or (state = 'ready' and due_at <= app.now()) group by state`,
    );
    if (rows.length === 0 || Date.now() > end) return rows.map(({ state, n }) => `${n} work items are left ${state}`);
  }
}
