import { as, SMALL_CITY, UNITS } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { openDesk, type Desk } from './assignments.fixture';
import { ASSIGNMENT_LISTS } from './assignments.queries';

let database: TestDatabase;
let desk: Desk;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  desk = await openDesk(database);
  projectId = (await desk.open()).id;
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

describe('the list of a project', () => {
  it('pages five thousand tasks by one index, in both orders, with every filter', async () => {
    await desk.giveOne(projectId);
    await database.owner.query(
      `insert into assignment (tenant_id, id, project_id, group_id, group_size, number, kind, title, words, issuing_unit_id, issuing_unit_name,
         issuer_id, issuer_name, unit_id, unit_name, state, priority, acceptance, due_order, issued_at, opened_at, ended_at)
       select tenant_id, gen_random_uuid(), project_id, group_id, group_size, n, kind, 'Aufgabe ' || n, words, issuing_unit_id, issuing_unit_name,
         issuer_id, issuer_name, unit_id, unit_name, 'accepted', priority, acceptance, 'infinity', issued_at, opened_at, now()
       from assignment, generate_series(2, 5000) n where project_id = $1`,
      [projectId],
    );
    const newest = await desk.assignments.list(as('gesa'), projectId, { order: 'newest', limit: 200 });
    expect([newest.items[0]?.number, newest.items.length, newest.countExact]).toEqual([5000, 200, false]);
    const next = await desk.assignments.list(as('gesa'), projectId, {
      order: 'newest',
      limit: 200,
      cursor: newest.nextCursor ?? '',
    });
    expect(next.items[0]?.number).toBe(4800);
    const due = await desk.assignments.list(as('ada'), projectId, {
      order: 'due',
      limit: 2,
      state: ['open'],
      kind: ['statement'],
      unitId: UNITS.JUG,
      issuedBy: 'mine',
    });
    expect(due.items.map(({ number }) => number)).toEqual([1]);
    await database.owner.query('analyze assignment');
    const filter = [projectId, null, null, null, null, null, null, null, null, 50];
    for (const [sql, index] of [
      [`explain ${ASSIGNMENT_LISTS.newest}`, 'assignment_number'],
      [`explain ${ASSIGNMENT_LISTS.due}`, 'assignment_by_due'],
    ] as const)
      expect(JSON.stringify(await database.transactions.read(as('ada'), (tx) => tx.rows(sql, filter)))).toContain(
        index,
      );
  });
});
