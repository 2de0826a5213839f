import { ratio, shortSpread, spread, table } from './figures.ts';
import type { Floor } from './floor.ts';
import type { InboxFigures } from './inbox.ts';
import type { TimerFigures } from './timers.ts';
import { KINDS, type ThroughputFigures } from './throughput.ts';

export interface Report {
  machine: { cores: number; node: string; postgres: string; durability: string };
  noFloor: string | undefined;
  throughput: (ThroughputFigures & { clients: number; floor: Floor | undefined })[];
  timers: (TimerFigures & { timers: number; workers: number })[];
  inbox: (Omit<InboxFigures, 'broken'> & { tasks: number; floor: Floor | undefined })[];
}
type Throughput = Report['throughput'][number];
type Inbox = Report['inbox'][number];
type Timers = Report['timers'][number];

const PROCESSES = ['API', 'worker', 'PostgreSQL', 'driver'] as const;

/** One value of each repetition, in short. */
const over = <T>(repeats: readonly T[], pick: (one: T) => number): string => shortSpread(spread(repeats.map(pick)));
const grouped = <T, K>(items: readonly T[], key: (item: T) => K): [K, T[]][] => [...Map.groupBy(items, key)];

export function printReport(
  { machine, throughput, inbox, timers, noFloor }: Report,
  broken: string[],
  say: (line: string) => void,
): void {
  const { cores, node, postgres, durability } = machine;
  say(`\n${cores} cores, Node ${node}, ${postgres}, ${durability}`);
  if (throughput.length > 0) printThroughput(throughput, noFloor, say);
  if (inbox.length > 0) printInbox(inbox, noFloor, say);
  if (timers.length > 0) printTimers(timers, say);
  for (const fault of broken) say(`WRONG: ${fault}`);
  say(`\n${lastLine({ throughput, inbox, timers }, broken)}`);
}

type Say = (line: string) => void;

function printThroughput(throughput: Throughput[], noFloor: string | undefined, say: Say): void {
  const byClients = grouped(throughput, ({ clients }) => clients);
  say('\nA. Runs from start to end over HTTP: start, 5 claims, 5 completions = 11 durable commits');
  say(
    table(
      [
        'clients',
        'runs/s',
        'floor runs/s',
        'ratio',
        ...PROCESSES.map((name) => `${name} ms/run`),
        'floor PostgreSQL',
        'SQL/run',
      ],
      byClients.map(([clients, repeats]) => [
        String(clients),
        over(repeats, ({ runsPerSecond }) => runsPerSecond),
        noFloor ? '–' : over(repeats, ({ floor }) => floor?.perSecond ?? NaN),
        runRatio(repeats),
        ...PROCESSES.map((name) => over(repeats, ({ processorMs }) => processorMs[name] ?? NaN)),
        noFloor ? '–' : over(repeats, ({ floor }) => floor?.processorMs ?? NaN),
        over(repeats, ({ statements }) => statements.perRun),
      ]),
    ),
  );
  say('\n   Milliseconds of an operation');
  say(
    table(
      ['clients', ...KINDS.flatMap((kind) => [`${kind} p50`, 'p95', 'p99'])],
      byClients.map(([clients, repeats]) => [
        String(clients),
        ...KINDS.flatMap((kind) =>
          (['p50', 'p95', 'p99'] as const).map((p) => over(repeats, ({ latency }) => latency[kind][p])),
        ),
      ]),
    ),
  );
}

function printInbox(inbox: Inbox[], noFloor: string | undefined, say: Say): void {
  say(
    '\nB. First page of a unit’s inbox by due date, filtered, with its count up to 999; 8 clients, 50 groups, seeded by SQL',
  );
  say(
    table(
      [
        'open tasks',
        'pages/s',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'floor pages/s',
        'ratio',
        ...PROCESSES.map((name) => `${name} ms`),
      ],
      grouped(inbox, ({ tasks }) => tasks).map(([tasks, repeats]) => [
        String(tasks),
        over(repeats, ({ pagesPerSecond }) => pagesPerSecond),
        ...(['p50', 'p95', 'p99'] as const).map((p) => over(repeats, ({ latency }) => latency[p])),
        noFloor ? '–' : over(repeats, ({ floor }) => floor?.perSecond ?? NaN),
        pageRatio(repeats),
        ...PROCESSES.map((name) => over(repeats, ({ processorMs }) => processorMs[name] ?? NaN)),
      ]),
    ),
  );
}

const byWorkers = (timers: Timers[]) => grouped(timers, ({ workers }) => workers);

function printTimers(timers: Timers[], say: Say): void {
  say(
    '\nC. Timers due at one instant, each the reminder of a run of its own, seeded by SQL; seconds after that instant',
  );
  say(
    table(
      [
        'workers',
        'timers',
        'all done s',
        'late p50 s',
        'p99 s',
        'max s',
        'effects',
        'distinct',
        'mails addressed s',
        'worker ms/timer',
        'PostgreSQL ms/timer',
      ],
      byWorkers(timers).map(([workers, repeats]) => [
        String(workers),
        over(repeats, ({ timers }) => timers),
        over(repeats, ({ seconds }) => seconds),
        ...(['p50', 'p99', 'max'] as const).map((p) => over(repeats, ({ lateness }) => lateness[p])),
        over(repeats, ({ effects }) => effects),
        over(repeats, ({ distinct }) => distinct),
        over(repeats, ({ quietSeconds }) => quietSeconds),
        over(repeats, ({ processorMs }) => (processorMs['worker'] ?? NaN) + (processorMs['other worker'] ?? 0)),
        over(repeats, ({ processorMs }) => processorMs['PostgreSQL'] ?? NaN),
      ]),
    ),
  );
}

/** Ratios to the floor of the same minute: what travels from machine to machine. Of timers there is no floor. */
function lastLine({ throughput, inbox, timers }: Omit<Report, 'machine' | 'noFloor'>, broken: string[]): string {
  const runs = grouped(throughput, ({ clients }) => clients).map(
    ([clients, repeats]) => `C=${clients} ${runRatio(repeats)}`,
  );
  const pages = grouped(inbox, ({ tasks }) => tasks).map(([tasks, repeats]) => `${tasks} tasks ${pageRatio(repeats)}`);
  const due = byWorkers(timers).map(
    ([workers, repeats]) =>
      `${repeats[0]?.timers} timers once each in ${over(repeats, ({ seconds }) => seconds)} s by ${workers === 1 ? '1 worker' : `${workers} workers`}`,
  );
  const end = broken.length === 0 ? 'every run completed once' : `${broken.length} WRONG`;
  const ratios = [
    ...(runs.length > 0 ? [`runs/s to the floor ${runs.join(', ')}`] : []),
    ...(pages.length > 0 ? [`inbox ${pages.join(', ')}`] : []),
    ...due,
  ];
  return `bench: ${[end, ...ratios].join('; ')}`;
}

const runRatio = (repeats: Throughput[]): string =>
  ratio(
    medianOf(repeats, ({ floor }) => floor?.perSecond),
    medianOf(repeats, (one) => one.runsPerSecond) ?? NaN,
  );
const pageRatio = (repeats: Inbox[]): string =>
  ratio(
    medianOf(repeats, ({ floor }) => floor?.perSecond),
    medianOf(repeats, (one) => one.pagesPerSecond) ?? NaN,
  );

function medianOf<T>(repeats: T[], pick: (one: T) => number | undefined): number | undefined {
  const values = repeats.flatMap((one) => pick(one) ?? []);
  return values.length === 0 ? undefined : spread(values).median;
}
