import { randomUUID } from 'node:crypto';
import { CyclesService, ProjectsService, RenewalsService } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, OWE_LOOKS, type TestDatabase } from '@querraum/server/testing';
import { callerOf, moveClock, workOff } from '../testing/started-run';

const FOURFOLD = 4;
/** The clock of the database goes forward alone; each instant is of an office that opens at nine. */
const at = (day: string) => `${day}T08:00:00.000Z`;

describe('the job of a cycle', () => {
  let database: TestDatabase;
  let cycles: CyclesService;
  let projectId: string;
  let yearlyId: string;
  const lead = callerOf('jonas.albrecht');

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    cycles = new CyclesService(database.transactions);
    await moveClock(database, at('2027-03-01'));
    projectId = await opened('Profil Brunnenviertel');
    await cycles.set(
      lead,
      randomUUID(),
      { projectId, revision: 0 },
      { nextOn: '2028-02-29', months: 24, remindMonths: 6 },
    );
  });
  afterAll(() => database.close());

  async function opened(title: string): Promise<string> {
    const { id } = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      ...{ title, description: '', fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    return id;
  }
  const pass = async (day: string) => {
    await moveClock(database, at(day));
    for (let times = 0; times < 3; times += 1) await workOff(database, { mailServer: undefined }, FOURFOLD);
  };
  const told = async (id = projectId): Promise<string[]> => {
    const sql = `select reason from notification where reason like 'cycle%' and project_id = $1 order by at, id`;
    return (await database.owner.query(sql, [id])).map(({ reason }: { reason: string }) => reason);
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

  it('goes on for years where each turn is reminded of on the day of the one before', async () => {
    yearlyId = await opened('Jahresbericht');
    const yearly = { nextOn: '2031-06-30', months: 12, remindMonths: 12 };
    await cycles.set(lead, randomUUID(), { projectId: yearlyId, revision: 0 }, yearly);
    await pass('2030-06-30');
    expect(await told(yearlyId)).toEqual(['cycleReminder']);
    for (const day of ['2031-06-30', '2032-06-30', '2033-06-30']) await pass(day);
    const turn = ['cycleDue', 'cycleReminder'];
    expect(await told(yearlyId)).toEqual(['cycleReminder', ...turn, ...turn, ...turn]);
    expect(await cycles.get(lead, yearlyId)).toMatchObject({ cycle: { nextOn: '2034-06-30', remindOn: null } });
  });

  it('is owed again where its next look was lost, once, and on its day', async () => {
    await database.owner.query("delete from work_item where kind = 'tickCycle' and payload ->> 'projectId' = $1", [
      yearlyId,
    ]);
    for (let times = 0; times < 2; times += 1) await database.owner.query(OWE_LOOKS);
    const owed = await database.owner.query(
      "select due_at from work_item where kind = 'tickCycle' and state = 'ready' and payload ->> 'projectId' = $1",
      [yearlyId],
    );
    expect(owed).toEqual([{ due_at: new Date('2034-06-29T22:00:00.000Z') }]);
    await pass('2034-06-30');
    expect((await told(yearlyId)).slice(-2)).toEqual(['cycleDue', 'cycleReminder']);
  });

  it('is owed again in the night after somebody gave its look up', async () => {
    const looks = () =>
      database.owner.query(
        "select id from work_item where kind = 'tickCycle' and state = 'ready' and payload ->> 'projectId' = $1",
        [yearlyId],
      );
    await database.owner.query("update work_item set state = 'cancelled' where kind = 'tickCycle' and state = 'ready'");
    await pass('2035-07-01');
    const before = await told(yearlyId);
    for (let times = 0; times < 2; times += 1)
      await database.workerTransactions.run((tx) => tx.rows('select app.owe_what_was_lost()'));
    expect(await looks()).toHaveLength(1);
    await pass('2035-07-02');
    expect((await told(yearlyId)).length).toBeGreaterThan(before.length);
    expect(await looks()).toHaveLength(1);
  });
});
