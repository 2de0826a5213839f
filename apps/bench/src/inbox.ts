import type pg from 'pg';
import { latencyOf, type Latency } from './throughput.ts';
import type { Client } from './client.ts';
import { type SeededPerson } from './seed-tasks.ts';
import { ProcessorWatch } from './processor-time.ts';

export interface InboxFigures {
  pagesPerSecond: number;
  latency: Latency;
  processorMs: Record<string, number>;
  /** What was wrong with a page. */
  broken: string[];
}
interface Page {
  items: { dueEnd: string; kind: string; unit: { id: string } }[];
  count: number;
  countExact: boolean;
}

const CAP = 999;
const PATH = '/tasks?box=unit&kind=coSignature&limit=50';

/** Scenario B: the first page of a unit's open tasks by due date, with a filter and the capped count. */
export async function measureInbox(
  {
    client,
    database,
    pids,
    people,
  }: { client: Client; database: pg.Client; pids: Record<string, number>; people: SeededPerson[] },
  { clients, seconds }: { clients: number; seconds: number },
): Promise<InboxFigures> {
  const taken: number[] = [];
  const broken = new Set<string>();
  const expected = await openByUnit(database);
  const ask = async ({ subject, unitId }: SeededPerson, asking = client) => {
    const { body, ms } = await asking.get<Page>(PATH, subject);
    taken.push(ms);
    const dues = body.items.map(({ dueEnd }) => dueEnd);
    const open = expected.get(unitId) ?? 0;
    if (body.items.length !== Math.min(50, open))
      broken.add(`a page of ${body.items.length} rows where ${open} are open`);
    if (body.items.some((item) => item.unit.id !== unitId || item.kind !== 'coSignature')) broken.add('a foreign row');
    if (dues.some((due, index) => index > 0 && due < (dues[index - 1] ?? ''))) broken.add('a page out of order');
    if (body.count !== Math.min(CAP, open) || body.countExact !== open <= CAP)
      broken.add(`count ${body.count} of ${open}`);
  };
  // Caches are warm in a house at work.
  for (const person of people) await ask(person, client.patient());
  taken.length = 0;
  const watch = new ProcessorWatch(pids);
  const began = performance.now();
  const end = began + seconds * 1000;
  const lane = async (first: number) => {
    for (let next = first; performance.now() < end; next += clients) {
      const person = people[next % people.length];
      if (person) await ask(person);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client_) => lane(client_)));
  const pages = taken.length;
  const used = Object.entries(watch.usedMs()).map(([name, ms]) => [name, ms / pages]);
  return {
    pagesPerSecond: pages / ((performance.now() - began) / 1000),
    latency: latencyOf(taken),
    processorMs: Object.fromEntries(used) as Record<string, number>,
    broken: [...broken],
  };
}

async function openByUnit(database: pg.Client): Promise<Map<string, number>> {
  const { rows } = await database.query<{ unitId: string; n: number }>(
    `select unit_id as "unitId", count(*)::int as n from task where status = 'open' and kind = 'coSignature' group by 1`,
  );
  return new Map(rows.map(({ unitId, n }) => [unitId, n]));
}
