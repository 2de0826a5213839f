import { randomUUID } from 'node:crypto';
import { HouseUnitsService } from '../organisation';
import { openTestDatabase, type TestDatabase, untilSomebodyWaits } from '../testing';
import { as, MITTE, newProject, SMALL_CITY, UNITS } from './projects.fixture';
import { ProjectsService } from './projects.service';
import { keepReach } from './standing';

describe('the Ressorts of a project', () => {
  let database: TestDatabase;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.owner.query(
      `update org_unit set department = case id when $1 then 'AREA_COORDINATION' when $2 then 'HEALTH' when $3 then 'YOUTH' end`,
      [UNITS.SPK, UNITS.GES, UNITS.JUG],
    );
    const projects = new ProjectsService(database.transactions);
    projectId = (await projects.create(as('ada'), randomUUID(), newProject())).id;
  });

  const units = () => new HouseUnitsService(database.transactions);
  async function change(unitId: string, over: { name?: string; department?: 'SPORT' }) {
    const { revision, code, name, kind, department, parentId } = await units().get(as('ida'), unitId);
    const input = { code, name, kind, department, parentId, ...over };
    return units().change(as('ida'), randomUUID(), unitId, revision, input);
  }
  const takesPart = (unitId: string, role: string) =>
    `insert into project_party (tenant_id, id, project_id, unit_tenant_id, unit_id, role, since)
     values ('${MITTE}', '${randomUUID()}', '${projectId}', '${MITTE}', '${unitId}', '${role}', now())`;
  const departments = async (): Promise<string[]> =>
    (await database.owner.query('select departments from project where id = $1', [projectId]))[0].departments;

  it('follow a unit that gets another one', async () => {
    expect(await departments()).toEqual(['AREA_COORDINATION', 'HEALTH']);
    await change(UNITS.GES, { department: 'SPORT' });
    expect(await departments()).toEqual(['AREA_COORDINATION', 'SPORT']);
  });

  it('are not those of whoever has a task by hand, also when that unit is renamed', async () => {
    await database.owner.query(takesPart(UNITS.JUG, 'ASSIGNEE'));
    await change(UNITS.JUG, { name: 'Jugendamt neu' });
    expect(await departments()).toEqual(['AREA_COORDINATION', 'HEALTH']);
  });

  it('have all of them, if somebody adds a participant while a unit gets another one', async () => {
    const adding = database.owner.createQueryRunner();
    await adding.startTransaction();
    await adding.query('select from project where id = $1 for no key update', [projectId]);
    await adding.query(takesPart(UNITS.JUG, 'CO_SIGNATURE'));
    await keepReach({ rows: (sql: string, values: unknown[]) => adding.query(sql, values) } as never, projectId);
    const changed = change(UNITS.GES, { department: 'SPORT' });
    await untilSomebodyWaits(database.owner);
    await adding.commitTransaction();
    await adding.release();
    await changed;
    expect(await departments()).toEqual(['AREA_COORDINATION', 'SPORT', 'YOUTH']);
  });
});
