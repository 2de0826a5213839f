import { randomUUID } from 'node:crypto';
import { periodEnd } from '@querraum/workflow';
import { CalendarService, readChange } from '../calendar';
import { serveProject } from '../platform';
import { lockProject, ProjectsService } from '../projects';
import { as, MITTE, newProject, SMALL_CITY } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { readFacts } from './run-facts';

describe('the calendar of a run', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
    await database.owner.query(
      `insert into holiday (state, date, name) values
       ('BE', '2030-04-19', 'Karfreitag'), ('BE', '2030-04-22', 'Ostermontag'), ('BE', '2022-04-15', 'Karfreitag')`,
    );
    await database.owner.query(
      `insert into house_day (tenant_id, date, name) values ('${MITTE}', '2034-01-02', 'Umzug')`,
    );
  });
  afterAll(() => database.close());

  const daysOfRun = () =>
    database.workerTransactions.run(async (tx) => {
      const { id } = await new ProjectsService(database.transactions).create(as('ada'), randomUUID(), newProject());
      await serveProject(tx, id);
      return (await readFacts(tx, await lockProject(tx, id))).closedDays;
    });

  it('has every day that is known, as the preview of a Frist has', async () => {
    const period = { length: 36, unit: 'month', roll: true } as const;
    const { lastDay } = periodEnd('2027-04-19T10:00:00.000Z', period, await daysOfRun());
    expect(lastDay).toBe('2030-04-23');
    const preview = new CalendarService(database.transactions).previewDeadline(as('ada'), {
      start: '2027-04-19',
      ...period,
    });
    expect((await preview).lastDay).toBe(lastDay);
  });

  it('is the one with which a change of the calendar is seen before it is done', async () => {
    const change = { add: [{ date: '2035-01-02', name: 'Umbau', kind: 'closed' as const }], remove: [] };
    const { closedDays } = await database.transactions.read(as('ida'), (tx) => readChange(tx, change));
    expect(closedDays).toEqual({ ...(await daysOfRun()), '2035-01-02': 'Umbau' });
    expect(closedDays).toMatchObject({ '2022-04-15': 'Karfreitag', '2034-01-02': 'Umzug' });
  });
});
