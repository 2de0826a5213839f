import { randomUUID } from 'node:crypto';
import { CyclesService, ProjectsService, RenewalsService } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { callerOf, moveClock, workOff } from '../testing/started-run';

const FOURFOLD = 4;
/** The clock of the database goes forward alone; each instant is of an office that opens at nine. */
const at = (day: string) => `${day}T08:00:00.000Z`;

describe('the job of a cycle', () => {
  let database: TestDatabase;
  let cycles: CyclesService;
  let projectId: string;
  const lead = callerOf('jonas.albrecht');

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    cycles = new CyclesService(database.transactions);
    await moveClock(database, at('2027-03-01'));
    const project = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      ...{ title: 'Profil Brunnenviertel', description: '', fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    projectId = project.id;
    const input = { nextOn: '2028-02-29', months: 24, remindMonths: 6 };
    await cycles.set(lead, randomUUID(), { projectId, revision: 0 }, input);
  });
  afterAll(() => database.close());

  const pass = async (day: string) => {
    await moveClock(database, at(day));
    for (let times = 0; times < 3; times += 1) await workOff(database, { mailServer: undefined }, FOURFOLD);
  };
  const told = async (): Promise<string[]> => {
    const sql = `select reason from notification where reason like 'cycle%' order by at, id`;
    return (await database.owner.query(sql)).map(({ reason }: { reason: string }) => reason);
  };

  it('does nothing before its day, reminds on it, and lays the draft before the lead on the 29th, each once', async () => {
    await pass('2027-08-28');
    expect(await told()).toEqual([]);
    await pass('2027-08-29');
    expect(await told()).toEqual(['cycleReminder']);
    await pass('2028-02-29');
    expect(await told()).toEqual(['cycleReminder', 'cycleDue']);
    expect(await cycles.get(lead, projectId)).toMatchObject({
      draft: { dueOn: '2028-02-29' },
      cycle: { nextOn: '2030-02-28', remindOn: '2029-08-28' },
    });
  });

  it('goes on in the successor, and leaves the predecessor alone', async () => {
    const { id } = await new RenewalsService(database.transactions).open(lead, randomUUID(), projectId, {
      title: 'Profil Brunnenviertel (Fortschreibung 2028)',
    });
    await pass('2030-02-28');
    expect((await cycles.get(lead, projectId)).draft).toBeNull();
    expect(await cycles.get(lead, id)).toMatchObject({
      draft: { dueOn: '2030-02-28' },
      cycle: { nextOn: '2032-02-29' },
    });
    const [{ n }] = await database.owner.query("select count(*)::int as n from project_renewal where state = 'draft'");
    expect(n).toBe(1);
  });
});
