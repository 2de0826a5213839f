import { randomUUID } from 'node:crypto';
import { pageOf, ProjectQuery, ProjectSummary, type NewProject, type ProjectChange } from '@querraum/contracts';
import { openTestDatabase, type TestDatabase } from '../testing';
import { as, MITTE, newProject, refusal, SMALL_CITY, UNITS } from './projects.fixture';
import { ProjectsService } from './projects.service';

let database: TestDatabase;
let projects: ProjectsService;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  projects = new ProjectsService(database.transactions);
  for (let number = 1; number <= 20; number += 1) await create({ title: `Vorhaben ${number}` });
});
afterAll(() => database.close());

const create = (over: Partial<NewProject> = {}) => projects.create(as('ada'), randomUUID(), newProject(over));
const change = (id: string, revision: number, values: ProjectChange) =>
  projects.change(as('ada'), randomUUID(), { id, revision, change: values });
const firstPage = { limit: 50 };
const listQuery = (over: Partial<ProjectQuery> = {}) => ProjectQuery.parse({ ...over });

describe('the list of projects', () => {
  it('pages through every visible project once, newest news first, and counts them', async () => {
    const all = await projects.list(as('pia'), listQuery({ limit: 200 }));
    const seen: ProjectSummary[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 100; pages += 1) {
      const page = await projects.list(as('pia'), listQuery({ limit: 7, cursor }));
      expect(pageOf(ProjectSummary).parse(page)).toEqual(page);
      expect(page.count).toBe(all.count);
      seen.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.items);
    expect(all.count).toBe(20);
    const times = seen.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('finds by title and by reference, in any case, and takes wildcards as letters', async () => {
    const { id, reference } = await create({ title: 'Ärztehaus 100 % barrierefrei' });
    const find = async (query: string) =>
      (await projects.list(as('ada'), listQuery({ query }))).items.map((project) => project.id);
    expect(await find('ÄRZTEHAUS')).toEqual([id]);
    expect(await find('100 %')).toEqual([id]);
    expect(await find(reference.toLowerCase())).toContain(id);
    expect(await find('100_%')).toEqual([]);
    expect(await find("'; drop table project; --")).toEqual([]);
  });

  it('is empty for those who take part in nothing, administrators included', async () => {
    const empty = { items: [], nextCursor: null, count: 0, countExact: true };
    expect(await projects.list(as('ida'), listQuery())).toEqual(empty);
  });

  it('refuses a cursor that no page has given', async () => {
    const forged = Buffer.from(JSON.stringify({ order: 'gestern', id: '1 or 1=1' })).toString('base64url');
    for (const cursor of ['x', forged])
      expect(await refusal(projects.list(as('ada'), listQuery({ cursor })))).toMatchObject({ code: 'invalidInput' });
  });

  it('says 999+ where there are more, without counting further', async () => {
    await database.owner.query(
      `with many as (
         insert into project (tenant_id, id, reference, title, description, created_by, created_by_name, created_at, updated_at, kind_id)
         select $1, gen_random_uuid(), 'ALT ' || n, 'Altes Vorhaben', '', gen_random_uuid(), '', now(), now(), $1 from generate_series(1, 1000) n
         returning tenant_id, id)
       insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
       select tenant_id, gen_random_uuid(), id, $2, $1, 'LEAD', now() from many`,
      [MITTE, UNITS.JUG],
    );
    expect(await projects.list(as('jule'), listQuery({ query: 'altes' }))).toMatchObject({
      count: 999,
      countExact: false,
    });
  });
});

describe('the history', () => {
  it('pages from the newest entry to the first', async () => {
    const { id } = await create();
    for (const revision of [1, 2, 3, 4]) await change(id, revision, { title: `Titel Nummer ${revision}` });
    const first = await projects.history(as('ada'), id, { limit: 3 });
    const second = await projects.history(as('ada'), id, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
    expect(first.count).toBe(5);
  });

  it('keeps its chain when the words were deleted, and then names nobody', async () => {
    const { id } = await create();
    await database.owner.query('delete from audit_body where chain = $1', [id]);
    const { items } = await projects.history(as('ada'), id, firstPage);
    expect(items).toMatchObject([{ seq: 1, person: null, unitName: null, data: {} }]);
  });
});

describe('the day of the last change', () => {
  it('follows the instant, whoever writes it, and never goes back', async () => {
    const { id } = await create();
    const dayAfter = async (instant: string) => {
      const [row] = await database.owner.query<{ day: string }[]>(
        `with changed as (update project set updated_at = $2 where id = $1 returning changed_on)
         select changed_on::text as day from changed`,
        [id, instant],
      );
      return row?.day;
    };
    expect(await dayAfter('2090-03-01T23:30:00Z')).toBe('2090-03-01');
    expect(await dayAfter('2090-03-02T00:30:00Z')).toBe('2090-03-02');
    expect(await dayAfter('2090-03-01T12:00:00Z')).toBe('2090-03-02');
  });
});
