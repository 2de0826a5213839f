import { SUBJECTS_OF_TOPIC, TimelineQuery, type TimelineEntry } from '@querraum/contracts';
import { startOfDay } from '@querraum/workflow';
import { Transactions } from '../platform';
import { appendHistory, ProjectsService, type HistoryInput } from '../projects';
import {
  as,
  MITTE,
  newProject,
  personId,
  refusal,
  SMALL_CITY,
  UNITS,
  type PersonName,
} from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { TimelineService } from './timeline.service';
import { TIMELINE_PAGE } from './timeline.queries';

const ENTRIES = 20_000;
const DAYS = ['2027-03-25', '2027-03-26', '2027-04-05'] as const;
const ACTORS = ['ada', 'gesa', null] as const satisfies (PersonName | null)[];
const UNIT_OF = { ada: UNITS.SPK, gesa: UNITS.GES } as const;
const ACTIONS = ['run.seatOpened', 'document.versionAdded', 'assignment.created', 'measure.changed', 'project.changed'];

let database: TestDatabase;
let timeline: TimelineService;
let projectId: string;
let written: HistoryInput[];

/** Every fifth entry tells of a document, one in a thousand of the library. */
const entry = (index: number): HistoryInput => {
  const name = ACTORS[index % ACTORS.length] ?? null;
  const action = ACTIONS[index % ACTIONS.length] ?? '';
  return {
    action,
    at: new Date(startOfDay(DAYS[Math.floor((index * DAYS.length) / ENTRIES)] ?? DAYS[0])),
    by: name && {
      ...{ personId: personId(name), personName: name, unitId: UNIT_OF[name], unitName: UNIT_OF[name] },
      capacity: 'BY_ORDER',
    },
    data: { title: index % 1000 === 7 ? 'Bücherei am Luisenbad: 100 % neu' : `Vorgang ${index}` },
  };
};

const read = (query: Record<string, unknown> = {}, person: PersonName = 'ada') =>
  timeline.list(as(person), projectId, TimelineQuery.parse(query));

async function everything(query: Record<string, unknown>): Promise<TimelineEntry[]> {
  const seen: TimelineEntry[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await read({ ...query, limit: 200, ...(cursor && { cursor }) });
    seen.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return seen;
  }
}

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  timeline = new TimelineService(database.transactions);
  const project = await new ProjectsService(database.transactions).create(
    as('ada'),
    crypto.randomUUID(),
    newProject({ title: 'Ein Vorhaben' }),
  );
  projectId = project.id;
  written = Array.from({ length: ENTRIES }, (_, index) => entry(index));
  await new Transactions(database.owner).run((tx) => appendHistory(tx, { tenantId: MITTE, id: projectId }, written));
  await database.owner.query('vacuum analyze audit_entry, audit_body');
}, 120_000);
afterAll(() => database.close());

describe('the timeline', () => {
  it('shows the newest first, and every entry once, page by page', async () => {
    const seen = await everything({});
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: ENTRIES + 1 }, (_, index) => ENTRIES + 1 - index));
    expect(await read({ limit: 10 })).toMatchObject({ count: 999, countExact: false });
  });

  it.each<[string, Record<string, unknown>, (input: HistoryInput) => boolean]>([
    ['of people', { who: 'people' }, ({ by }) => by !== null],
    ['of the system', { who: 'system' }, ({ by }) => by === null],
    ['of the asking person', { who: 'me' }, ({ by }) => by?.personId === personId('ada')],
    ['for a unit', { unit: UNITS.GES }, ({ by }) => by?.unitId === UNITS.GES],
    ['about documents', { what: 'documents' }, ({ action }) => action.startsWith('document.')],
    [
      'about tasks and plan',
      { what: 'tasks,plan' },
      ({ action }) =>
        [...SUBJECTS_OF_TOPIC.tasks, ...SUBJECTS_OF_TOPIC.plan].some((one) => action.startsWith(`${one}.`)),
    ],
    ['of one day in Berlin', { from: DAYS[1], to: DAYS[1] }, ({ at }) => at.toISOString() === startOfDay(DAYS[1])],
    ['with a part of a title', { query: 'bücherei' }, ({ data }) => String(data['title']).startsWith('Bücherei')],
    [
      'with a sign that means more to the database',
      { query: '100 %' },
      ({ data }) => String(data['title']).includes('%'),
    ],
    [
      'that meet all of several filters',
      { who: 'people', unit: UNITS.SPK, what: 'documents', from: DAYS[1], query: '1' },
      ({ by, action, at, data }) =>
        by?.unitId === UNITS.SPK &&
        action.startsWith('document.') &&
        at >= new Date(startOfDay(DAYS[1])) &&
        String(data['title']).includes('1'),
    ],
  ])('leaves the entries %s', async (_what, query, isMeant) => {
    const wanted = written.filter(isMeant).map(({ data }) => data['title']);
    const seen = (await everything(query)).filter(({ kind }) => kind !== 'project.created');
    expect(wanted.length).toBeGreaterThan(0);
    expect(seen.map(({ data }) => data['title']).reverse()).toEqual(wanted);
    const { count, countExact } = await read(query);
    const total = (await everything(query)).length;
    expect([count, countExact]).toEqual([Math.min(total, 999), total <= 999]);
  });

  it('finds nothing where nothing is', async () => {
    expect(await read({ query: 'Seilbahn' })).toEqual({ items: [], nextCursor: null, count: 0, countExact: true });
  });

  it('is unknown to whom the file is: strangers, administrators, and a unit that only has a task', async () => {
    for (const person of ['jule', 'ida'] as const)
      expect(await refusal(read({}, person))).toMatchObject({ code: 'notFound' });
    await database.owner.query(
      `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
       values ($1, gen_random_uuid(), $2, $3, $1, 'ASSIGNEE', now())`,
      [MITTE, projectId, UNITS.JUG],
    );
    expect(await refusal(read({}, 'jule'))).toMatchObject({ code: 'notFound' });
  });

  it('reads no more entries than it shows, and asks for the right to the file once', async () => {
    const plan = await database.transactions.read(as('ada'), async (tx) => {
      await tx.rows('select app.open_file($1)', [projectId]);
      const filter = [MITTE, projectId, null, personId('ada'), null, null, null, null, null, null, 51];
      const [row] = await tx.rows<{ 'QUERY PLAN': unknown }>(
        `explain (analyze, buffers, format json) ${TIMELINE_PAGE}`,
        filter,
      );
      return row?.['QUERY PLAN'] as { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[];
    });
    const { 'Shared Hit Blocks': hit = Infinity, 'Shared Read Blocks': fetched = 0 } = plan[0]?.Plan ?? {};
    expect(hit + fetched).toBeLessThan(500);
  });
});
