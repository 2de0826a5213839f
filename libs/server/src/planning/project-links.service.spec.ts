import { randomUUID } from 'node:crypto';
import { ProjectLink, type LinkKind } from '@querraum/contracts';
import { as, newProject, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { planning } from './planning.fixture';

let database: TestDatabase;
let plans: ReturnType<typeof planning>;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  plans = planning(database);
});
afterAll(() => database.close());

const open = async (title: string, participants = [UNITS.GES]) =>
  (await plans.project({ title, participants: participants.map((unitId) => ({ unitId, involvement: 'STATEMENT' })) }))
    .id;
const link = (projectId: string, kind: LinkKind, other: string, who: PersonName = 'ada') =>
  plans.links.add(as(who), randomUUID(), { projectId, entry: { kind, projectId: other } });
const linksOf = async (projectId: string, who: PersonName = 'ada') => (await plans.plan.get(as(who), projectId)).links;
const told = async (projectId: string, who: PersonName = 'ada') =>
  (await linksOf(projectId, who)).map(({ kind, direction, project }) => `${kind} ${direction} ${project.title}`);
const end = (projectId: string, id: string, who: PersonName = 'ada') =>
  plans.links.end(as(who), randomUUID(), { projectId, id, ending: { reason: 'Nicht mehr' } });

describe('links between projects', () => {
  it('are seen from both sides', async () => {
    const [part, whole, later] = [await open('Teil'), await open('Ganzes'), await open('Später')];
    const created = await link(part, 'parent', whole);
    expect(ProjectLink.parse(created)).toEqual(created);
    await link(part, 'depends', later);
    expect(await told(part)).toEqual(['depends to Später', 'parent to Ganzes']);
    expect(await told(whole)).toEqual(['parent from Teil']);
    expect(await told(later)).toEqual(['depends from Teil']);
    await end(whole, created.id);
    expect(await told(part)).toEqual(['depends to Später']);
    expect((await refusal(end(whole, created.id))).code).toBe('notFound');
  });

  it('are not there for who sees one of the two projects only, in no list and in no history', async () => {
    const [part, whole] = [await open('Offen', [UNITS.GES, UNITS.PANGES]), await open('Verborgen')];
    const { id } = await link(part, 'parent', whole);
    expect(await told(part, 'gesa')).toEqual(['parent to Verborgen']);
    expect(await told(part, 'pia')).toEqual([]);
    expect((await refusal(linksOf(whole, 'pia'))).code).toBe('notFound');
    await end(part, id);
    expect(await plans.history(part)).toEqual([]);
  });

  it('are made by who leads the one and has a part in the other', async () => {
    const [part, whole] = [await open('Eins'), await open('Zwei', [])];
    const ofTheYouthOffice = newProject({ leadUnitId: UNITS.JUG, participants: [] });
    const foreign = await plans.projects.create(as('jule'), randomUUID(), ofTheYouthOffice);
    expect((await refusal(link(part, 'parent', foreign.id))).code).toBe('notFound');
    expect((await refusal(link(part, 'parent', randomUUID()))).code).toBe('notFound');
    expect((await refusal(link(part, 'parent', whole, 'gesa'))).code).toBe('notLead');
    expect((await refusal(link(part, 'belongsTogether', part))).code).toBe('linkToItself');
  });

  it('stand once each, and once for both where they have no direction', async () => {
    const [one, other, third] = [await open('Eins'), await open('Zwei'), await open('Drei')];
    await link(one, 'belongsTogether', other);
    expect((await refusal(link(other, 'belongsTogether', one))).code).toBe('linkTwice');
    await link(one, 'depends', third);
    expect((await refusal(link(third, 'depends', one))).code).toBe('linkReversed');
    await link(one, 'parent', other);
    expect((await refusal(link(one, 'parent', other))).code).toBe('linkTwice');
    expect((await refusal(link(one, 'parent', third))).code).toBe('parentTwice');
  });

  it('close no circle, however long, and lie five levels deep at most', async () => {
    const chain = [];
    for (const title of ['Stufe 0', 'Stufe 1', 'Stufe 2', 'Stufe 3', 'Stufe 4', 'Stufe 5', 'Stufe 6'])
      chain.push(await open(title));
    const [v0 = '', v1 = '', , , , v5 = '', v6 = ''] = chain;
    for (let level = 1; level <= 4; level += 1) await link(chain[level] ?? '', 'parent', chain[level - 1] ?? '');
    expect((await refusal(link(v0, 'parent', chain[4] ?? ''))).code).toBe('parentCycle');
    expect((await refusal(link(v0, 'parent', v1))).code).toBe('parentCycle');
    await link(v6, 'parent', v5);
    expect(await refusal(link(v5, 'parent', chain[4] ?? ''))).toMatchObject({ code: 'parentTooDeep' });
    await link(v5, 'parent', chain[3] ?? '');
  });

  it('close no circle when all of its links are made at once', async () => {
    const ids = await Promise.all(['Kreis 0', 'Kreis 1', 'Kreis 2', 'Kreis 3'].map((title) => open(title)));
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        link(id, 'parent', ids[(index + 1) % 4] ?? '').then(
          () => 'made',
          (error) => error.code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(3);
    expect(outcomes).toContain('parentCycle');
  });

  it('let a parent that the lead no longer sees neither be known nor stand in the way', async () => {
    const [part, hidden, whole] = [await open('Teil'), await open('Entzogen'), await open('Neu')];
    await link(part, 'parent', hidden);
    await database.owner.query('update project_party set unit_id = $2 where project_id = $1', [hidden, UNITS.JUG]);
    expect(await told(part)).toEqual([]);
    await link(part, 'parent', whole);
    expect(await told(part)).toEqual(['parent to Neu']);
  });
});
