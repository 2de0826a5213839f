import {
  OverviewAreaQuery,
  OverviewExportQuery,
  OverviewFilter,
  OverviewQuery,
  STAGES,
  DONE_STAGES,
  type OverviewProject,
  type Stage,
} from '@querraum/contracts';
import { openTestDatabase, type TestDatabase } from '../testing';
import { as, MITTE, refusal, SMALL_CITY, UNITS } from '../projects/projects.fixture';
import { OverviewService } from './overview.service';
import { OVERVIEW_PAGE } from './overview.queries';

interface Made {
  id: string;
  seenBy: string[];
  departments: string[];
  areas: string[];
  stage: Stage;
  waiting: string[];
  due: Date | null;
}

const NOW = Date.now();
const DAY = 86_400_000;
const DEPARTMENTS = ['HEALTH', 'YOUTH', 'SPORT'] as const;
const AREAS = ['00', '01', '013008', '01100101'];
const HOLDERS = [UNITS.GES, UNITS.JUG, UNITS.SPK, UNITS.PANGES];
const EXPLAINED_PAGE = `explain (analyze, format json) ${OVERVIEW_PAGE}`;
const DONE: readonly Stage[] = DONE_STAGES;

type Person = keyof typeof SEES;

/** Numbers that come again with the same seed. */
function dice(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const one = <T>(of: readonly T[]): T => of[next(of.length)] as T;
  const some = <T>(of: readonly T[]): T[] => of.filter(() => next(2) === 0);
  return { next, one, some };
}

let database: TestDatabase;
let overview: OverviewService;
let made: Made[];

const pathsOf = (key: string) =>
  [...new Set(['00', ...[2, 4, 6, 8].map((n) => key.slice(0, n))])].map((k) => `2021:${k}`);

/** Rows as the services leave them, at random. */
async function make(count: number, seed: number): Promise<Made[]> {
  const { next, one, some } = dice(seed);
  const projects = Array.from({ length: count }, (_, index): Made => {
    const stage = one(STAGES);
    const waiting = DONE.includes(stage) ? [] : [...new Set(some(HOLDERS))];
    return {
      id: `01926f00-0000-7000-b000-${String(seed * 100_000 + index).padStart(12, '0')}`,
      seenBy: [...new Set([one(HOLDERS), ...some(HOLDERS)])],
      departments: some(DEPARTMENTS),
      areas: [one(AREAS)],
      stage,
      waiting,
      // Half a day from now at least: nothing becomes overdue while it is being compared.
      due: waiting.length === 0 || next(3) === 0 ? null : new Date(NOW + (next(40) - 19.5) * DAY + next(1000)),
    };
  });
  const rows = projects.map(({ due, waiting, areas, ...project }) => ({
    ...project,
    due: due?.toISOString() ?? 'infinity',
    waiting,
    areas,
    paths: areas.flatMap(pathsOf),
    holders: waiting.map((id) => ({
      ...{ unit: { id, name: `Stelle ${id.slice(-1)}` }, owner: null, kind: 'coSignature' },
      ...{ since: new Date(NOW - DAY).toISOString(), dueEnd: due?.toISOString() ?? null },
    })),
  }));
  const json = JSON.stringify(rows);
  await database.owner.query(
    `insert into project (tenant_id, id, reference, title, description, created_by, created_by_name, created_at, updated_at, kind_id,
       stages, holders, waiting_units, due_order, departments, area_paths)
     select $1, r.id, 'AZ ' || r.id, 'Vorhaben', '', $2, '', now(), now(), $1, array[r.stage], r.holders, r.waiting, r.due, r.departments, r.paths
     from jsonb_to_recordset($3::jsonb) as r(id uuid, stage text, holders jsonb, waiting uuid[], due timestamptz, departments text[], paths text[])`,
    [MITTE, UNITS.SPK, json],
  );
  await database.owner.query(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select $1, gen_random_uuid(), r.id, u.unit, o.tenant_id, case u.place when 1 then 'LEAD' else 'STATEMENT' end, now()
     from jsonb_to_recordset($2::jsonb) as r(id uuid, "seenBy" uuid[]) cross join unnest(r."seenBy") with ordinality u(unit, place)
     join org_unit o on o.id = u.unit`,
    [MITTE, json],
  );
  await database.owner.query(
    `insert into project_area (tenant_id, project_id, edition, area_key)
     select $1, r.id, '2021', key from jsonb_to_recordset($2::jsonb) as r(id uuid, areas text[]) cross join unnest(r.areas) key`,
    [MITTE, json],
  );
  return projects;
}

/** The filter once more, in words of its own: what each person should get. */
function expected(filter: OverviewFilter, units: readonly string[]): Made[] {
  const meets = (one: readonly string[], other: readonly string[] | undefined) =>
    other === undefined || one.some((item) => other.includes(item));
  const isDone = ({ stage }: Made) => DONE.includes(stage);
  const isOurs = ({ waiting }: Made) => meets(waiting, units);
  const views = {
    running: (project: Made) => !isDone(project),
    ours: isOurs,
    others: (project: Made) => !isDone(project) && project.waiting.length > 0 && !isOurs(project),
    done: isDone,
  };
  return made
    .filter(
      (project) =>
        meets(project.seenBy, units) &&
        meets(project.departments, filter.department) &&
        (filter.area === undefined ||
          filter.area.some((key) => project.areas.flatMap(pathsOf).includes(`2021:${key}`))) &&
        meets([project.stage], filter.stage) &&
        meets(project.waiting, filter.unit) &&
        (filter.view === undefined || views[filter.view](project)) &&
        (filter.overdue === undefined || (project.due !== null && project.due.getTime() <= Date.now())),
    )
    .sort(
      (one, other) =>
        (one.due?.getTime() ?? Infinity) - (other.due?.getTime() ?? Infinity) || one.id.localeCompare(other.id),
    );
}

function randomFilter(seed: number): OverviewFilter {
  const { one, some, next } = dice(seed);
  const maybe = <T>(values: T[]): T[] | undefined => (next(2) === 0 || values.length === 0 ? undefined : values);
  const filter = {
    department: maybe(some(DEPARTMENTS)),
    area: maybe([one(AREAS)]),
    stage: maybe(some(STAGES)),
    unit: maybe([one(HOLDERS)]),
    view: one([undefined, undefined, 'running', 'ours', 'others', 'done'] as const),
    overdue: one([undefined, undefined, 'true'] as const),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as OverviewFilter;
}

const asQuery = (filter: OverviewFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

async function everyPage(person: Parameters<typeof as>[0], filter: OverviewFilter, limit: number) {
  const seen: OverviewProject[] = [];
  let count = 0;
  for (let cursor: string | undefined, pages = 0; pages < 1000; pages += 1) {
    const query = OverviewQuery.parse({ ...asQuery(filter), limit, ...(cursor && { cursor }) });
    const page = await overview.list(as(person), query);
    seen.push(...page.items);
    count = page.count;
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return { seen, count };
}

async function csvReferences(person: Parameters<typeof as>[0], filter: OverviewFilter): Promise<string[]> {
  const query = OverviewExportQuery.parse(asQuery(filter));
  let text = '';
  for await (const part of await overview.export(as(person), query)) text += part;
  return text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';')[0] ?? '');
}

const SEES = {
  gesa: [UNITS.GES],
  berta: [UNITS.BA, UNITS.SPK, UNITS.GES, UNITS.JUG, UNITS.IT],
  pia: [UNITS.PANGES],
} as const;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  overview = new OverviewService(database.transactions);
  made = await make(240, 1);
});
afterAll(() => database.close());

describe('the overview', () => {
  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    'gives list, numbers, map and CSV that agree, for random filter %i',
    async (seed) => {
      const filter = randomFilter(seed);
      for (const [person, units] of Object.entries(SEES) as [Person, readonly string[]][]) {
        const wanted = expected(filter, units).map(({ id }) => id);
        const { seen, count } = await everyPage(person, filter, 20 + 7 * seed);
        expect(seen.map(({ id }) => id)).toEqual(wanted);
        expect(count).toBe(wanted.length);
        expect(await csvReferences(person, filter)).toEqual(wanted.map((id) => `AZ ${id}`));
        const counts = await overview.counts(as(person), filter);
        for (const view of ['running', 'ours', 'others', 'done'] as const)
          expect([view, counts[view].count]).toEqual([view, expected({ ...filter, view }, units).length]);
        expect(counts.overdue.count).toBe(expected({ ...filter, overdue: 'true' }, units).length);
        const { items, whole } = await overview.areas(
          as(person),
          OverviewAreaQuery.parse(asQuery({ ...filter, area: undefined })),
        );
        for (const { key, count: inArea } of items)
          expect([key, inArea]).toEqual([key, expected({ ...filter, area: [key] }, units).length]);
        const all = expected({ ...filter, area: ['00'] }, units);
        expect(whole.count).toBe(all.filter(({ areas }) => areas.every((key) => key === '00')).length);
      }
    },
    60_000,
  );

  it('shows nothing to administrators and counts nothing', async () => {
    expect((await everyPage('ida', {}, 50)).seen).toEqual([]);
    const counts = await overview.counts(as('ida'), {});
    expect(Object.values(counts).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  });

  it('says in working days how late a project is', async () => {
    const { seen } = await everyPage('berta', OverviewFilter.parse({ overdue: 'true' }), 50);
    expect(seen.length).toBeGreaterThan(0);
    for (const project of seen) {
      expect(project.overdue).toBe(true);
      expect(project.dueInWords?.de).toMatch(/^überfällig/);
      expect(project.holders[0]?.dueEnd).toBe(project.dueEnd);
    }
  });

  it('refuses areas that do not exist, and a cursor that no page has given', async () => {
    for (const [area, code] of [
      ['99', 'areaUnknown'],
      ['1', 'areaKeyLostZero'],
      ['0110010', 'areaKeyMalformed'],
    ])
      expect(await refusal(overview.counts(as('gesa'), OverviewFilter.parse({ area })))).toMatchObject({ code });
    const cursor = Buffer.from(JSON.stringify({ order: 'now', id: '1' })).toString('base64url');
    expect(await refusal(overview.list(as('gesa'), OverviewQuery.parse({ cursor })))).toMatchObject({
      code: 'invalidInput',
    });
  });
});

describe('the overview of a large city', () => {
  const filter = [SEES.berta, null, null, null, null, null, null];

  beforeAll(async () => {
    for (let part = 2; part < 12; part += 1) made.push(...(await make(2000, part)));
    await database.owner.query('vacuum analyze project, project_party, project_area');
  }, 120_000);

  it('reads a page of 20,000 projects from the index, and no more rows than it shows', async () => {
    const [row] = await database.transactions.read(as('berta'), (tx) =>
      tx.rows<{ 'QUERY PLAN': unknown }>(EXPLAINED_PAGE, [...filter, null, null, 51]),
    );
    const plan = JSON.stringify(row?.['QUERY PLAN']);
    expect(plan).toContain('project_by_due');
    expect(plan).not.toContain('"Sort"');
    const read = [...plan.matchAll(/"Index Name":"project_by_due".*?"Actual Rows":([\d.]+)/g)].map(([, rows]) =>
      Number(rows),
    );
    expect(read).toEqual([51]);
  });

  it('counts up to 999 and says where there are more', async () => {
    const counts = await overview.counts(as('berta'), {});
    expect(counts.running).toEqual({ count: 999, countExact: false });
  });

  it('writes all of them into the CSV', async () => {
    const references = await csvReferences('berta', {});
    expect(references).toEqual(expected({}, SEES.berta).map(({ id }) => `AZ ${id}`));
    expect(references.length).toBeGreaterThan(15_000);
  }, 60_000);
});
