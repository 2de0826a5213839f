import type pg from 'pg';
import type { Client } from './client.ts';
import { type House, type Office, OFFICES } from './house.ts';
import { inParallel } from './parallel.ts';
import { percentile } from './figures.ts';
import { ProcessorWatch } from './processor-time.ts';
import { beginCounting, countedStatements, type Statements } from './statements.ts';

export const KINDS = ['start', 'claim', 'complete'] as const;
export type Kind = (typeof KINDS)[number];
export interface Latency {
  p50: number;
  p95: number;
  p99: number;
}
export interface ThroughputFigures {
  runsPerSecond: number;
  latency: Record<Kind, Latency>;
  /** Milliseconds of processor time a run, by process. */
  processorMs: Record<string, number>;
  statements: Statements;
}
export interface Paper {
  projectId: string;
  documentId: string;
}
interface Run {
  id: string;
  status: string;
  steps: { seats?: { taskId: string; unit: { id: string } }[]; signers?: { taskId: string }[] }[];
}

export interface Workplace {
  client: Client;
  database: pg.Client;
  house: House;
  pids: Record<string, number>;
  procedureId: string;
}

export async function findProcedure(client: Client, house: House): Promise<string> {
  const { body } = await client.get<{ items: { id: string }[] }>('/procedures', house.personIn('SPK', 0));
  const [procedure] = body.items;
  if (!procedure) throw new Error('the demo data have no procedure');
  return procedure.id;
}

/** Scenario A: so many runs from start to end by so many clients at once. Projects and papers are there before. */
export async function measureThroughput(
  workplace: Workplace,
  { clients, runs }: { clients: number; runs: number },
): Promise<ThroughputFigures & { runIds: string[] }> {
  const { client, database, house, pids } = workplace;
  const papers: Paper[] = [];
  await inParallel([...Array(runs).keys()], 4, async (number) => {
    papers.push(await preparePaper(client.patient(), house, number));
  });
  const taken: Record<Kind, number[]> = { start: [], claim: [], complete: [] };
  const runIds: string[] = [];
  const timed: Timing = async (kind, asking) => {
    const { body, ms } = await asking;
    taken[kind].push(ms);
    return body;
  };
  const oneRun = async (paper: Paper, number: number) => {
    const run = await startRun(workplace, paper, number, timed);
    runIds.push(run.id);
    await signRun(workplace, await answerSeats(workplace, run, number, OFFICES, timed), timed);
  };

  await beginCounting(database);
  const watch = new ProcessorWatch(pids);
  const began = performance.now();
  await inParallel(papers, clients, oneRun);
  const seconds = (performance.now() - began) / 1000;
  const used = Object.entries(watch.usedMs()).map(([name, ms]) => [name, ms / runs]);
  return {
    runsPerSecond: runs / seconds,
    latency: Object.fromEntries(KINDS.map((kind) => [kind, latencyOf(taken[kind])])) as Record<Kind, Latency>,
    processorMs: Object.fromEntries(used) as Record<string, number>,
    statements: await countedStatements(database, runs),
    runIds,
  };
}

export const latencyOf = (values: number[]): Latency => ({
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
});

type Timing = <T>(kind: Kind, asking: Promise<{ body: T; ms: number }>) => Promise<T>;
const untimed: Timing = async (_, asking) => (await asking).body;

export function startRun(
  { client, house, procedureId }: Workplace,
  { projectId, documentId }: Paper,
  number: number,
  timed = untimed,
): Promise<Run> {
  const lead = house.personIn('SPK', number);
  return timed('start', client.post<Run>(`/projects/${projectId}/runs`, lead, { procedureId, documentId }));
}

/** The run as it is after the last of these offices has claimed its seat and answered. */
export async function answerSeats(
  { client, house }: Workplace,
  run: Run,
  number: number,
  offices: readonly Office[] = OFFICES,
  timed = untimed,
): Promise<Run> {
  let last = run;
  for (const office of offices) {
    const as = house.personIn(office, number);
    const seat = run.steps.flatMap(({ seats }) => seats ?? []).find(({ unit }) => unit.id === house.unitId(office));
    const task = `/tasks/${seat?.taskId}`;
    await timed('claim', client.post(`${task}/claim`, as));
    const answer = { kind: 'approve', version: 1, words: 'Einverstanden.' };
    last = await timed('complete', client.post<Run>(`${task}/answer`, as, answer));
  }
  return last;
}

/** The last signer claims and signs a run that all offices have answered. */
export async function signRun({ client, house }: Workplace, run: Run, timed = untimed): Promise<void> {
  const signer = house.personIn('BzStR', 0);
  const task = `/tasks/${run.steps.flatMap(({ signers }) => signers ?? [])[0]?.taskId}`;
  await timed('claim', client.post(`${task}/claim`, signer));
  const signature = { result: 'signed', version: 1, acknowledged: [] };
  await timed('complete', client.post<Run>(`${task}/signature`, signer, signature));
}

export async function preparePaper(client: Client, house: House, number: number): Promise<Paper> {
  const lead = house.personIn('SPK', number);
  const project = await client.post<{ id: string }>('/projects', lead, {
    title: `Mitzeichnung ${number}`,
    areas: [{ edition: '2021', key: '013008' }],
    leadUnitId: house.unitId('SPK'),
    participants: OFFICES.map((code) => ({ unitId: house.unitId(code), involvement: 'CO_SIGNATURE' })),
  });
  const form = new FormData();
  form.append('title', 'Vorlage');
  form.append('file', new Blob([`Vorlage ${number}`], { type: 'text/plain' }), 'vorlage.txt');
  const document = await client.postForm<{ id: string }>(`/projects/${project.body.id}/documents`, lead, form);
  return { projectId: project.body.id, documentId: document.body.id };
}

/** Every run is at its end with four answers and one signature, each once; what is wrong, in words. */
export async function wrongEnds(database: pg.Client, runIds: string[]): Promise<string[]> {
  const { rows } = await database.query<{ what: string; n: number }>(
    `select what, count(*)::int as n from (
       select case
         when r.status <> 'completed' then 'not completed'
         when (select count(*) from decision d where d.run_id = r.id and d.type = 'seatAnswered') <> 4 then 'without exactly four answers'
         when (select count(*) from decision d where d.run_id = r.id and d.type = 'signed') <> 1 then 'without exactly one signature'
         when (select count(*) from task t where t.run_id = r.id and t.status = 'done') <> 5 then 'without exactly five tasks done'
         when (select count(*) from task t where t.run_id = r.id and t.status = 'open') <> 0 then 'with open tasks'
       end as what
       from unnest($1::uuid[]) as asked(id) left join run r on r.id = asked.id) judged
     where what is not null group by what`,
    [runIds],
  );
  const known = await database.query<{ n: number }>('select count(*)::int as n from run where id = any ($1)', [runIds]);
  const missing = new Set(runIds).size - (known.rows[0]?.n ?? 0);
  return [...rows.map(({ what, n }) => `${n} runs ${what}`), ...(missing > 0 ? [`${missing} runs are not there`] : [])];
}
