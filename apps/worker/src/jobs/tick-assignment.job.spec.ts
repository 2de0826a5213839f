import { randomUUID } from 'node:crypto';
import { NewAssignments, type IssuedAssignments } from '@querraum/contracts';
import {
  AssignmentActsService,
  AssignmentGroupsService,
  AssignmentIssueService,
  AssignmentsService,
  DocumentsService,
  DocumentStore,
  ProjectsService,
  UploadCheck,
} from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { callerOf, moveClock, workOff } from '../testing/started-run';

/** Thursday before Easter: five Arbeitstage end on 05.04.2027; two before are 31.03. and 01.04. */
const START = '2027-03-25T09:00:00.000Z';
const REMINDER = '2027-04-01T06:00:00.000Z';
const AFTER_END = '2027-04-06T06:00:00.000Z';
const FOURFOLD = 4;

describe('the jobs of tasks by hand', () => {
  let database: TestDatabase;
  let issuing: AssignmentIssueService;
  let projectId: string;
  const lead = callerOf('jonas.albrecht');
  const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    const store = new DocumentStore({ DOCUMENT_STORE: '/nowhere' });
    const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
    issuing = new AssignmentIssueService(database.transactions, documents);
    await moveClock(database, START);
    const project = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      title: 'Bewegungsräume Brunnenviertel',
      description: '',
      fields: {},
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: unit('SPK'),
      participants: [],
    });
    projectId = project.id;
  });
  afterAll(() => database.close());

  const give = (over: object): Promise<IssuedAssignments> =>
    issuing.issue(
      lead,
      randomUUID(),
      projectId,
      NewAssignments.parse({ kind: 'statement', title: 'Plan', addressees: [{ unitId: unit('GES') }], ...over }),
    );
  const pass = async (instant: string) => {
    await moveClock(database, instant);
    await workOff(database, { mailServer: undefined }, FOURFOLD);
    await workOff(database, { mailServer: undefined }, FOURFOLD);
  };
  const entries = async (act: string): Promise<number> => {
    const sql = 'select count(*)::int as n from assignment_entry where act = $1';
    return (await database.owner.query(sql, [act]))[0].n;
  };
  const notices = async (reason: string): Promise<string[]> => {
    const sql = 'select unit_id from notification where reason = $1 order by unit_id';
    return (await database.owner.query(sql, [reason])).map((row: { unit_id: string }) => row.unit_id);
  };

  it('remind two Arbeitstage before the end also where that is years away, behind Easter', async () => {
    const { assignments } = await give({ due: { day: '2030-04-23' } });
    const sql = 'select next_due_at as at from assignment where id = $1';
    const [{ at }] = await database.owner.query(sql, [assignments[0]?.id]);
    // Wednesday before Karfreitag.
    expect(at.toISOString()).toBe('2030-04-16T22:00:00.000Z');
  });

  it('remind the addressed unit once, and tell both units once when the end has passed, however often the bell rings', async () => {
    const { assignments } = await give({ due: { workingDays: 5 } });
    await workOff(database, { mailServer: undefined });
    expect(assignments[0]?.due?.lastDay).toBe('2027-04-05');
    await pass(REMINDER);
    expect([await entries('reminded'), await notices('reminder')]).toEqual([1, [unit('GES')]]);
    await pass(AFTER_END);
    expect([await entries('escalated'), await notices('overdue')]).toEqual([1, [unit('SPK'), unit('GES')].sort()]);
    const detail = await new AssignmentsService(database.transactions).get(
      callerOf('aylin.demirel'),
      assignments[0]?.id ?? '',
    );
    expect(detail.due).toMatchObject({ overdue: true, inWords: { de: 'überfällig seit 1 Arbeitstag' } });
  });

  it('remind anew after an extension, and of nothing that is over', async () => {
    const { assignments } = await give({ due: { day: '2027-04-20' } });
    const id = assignments[0]?.id ?? '';
    const acts = new AssignmentActsService(database.transactions);
    await acts.extend(lead, randomUUID(), id, { lastDay: '2027-04-30', reason: 'Ferien' }, 1);
    await pass('2027-04-21T06:00:00.000Z');
    expect(await entries('escalated')).toBe(1);
    await pass('2027-04-28T06:00:00.000Z');
    expect(await entries('reminded')).toBe(2);
    await acts.takeBack(lead, randomUUID(), id, { reason: 'Entfällt' }, 3);
    await pass('2027-05-03T06:00:00.000Z');
    expect(await entries('escalated')).toBe(1);
  });

  it('issue each turn of a recurring task once, as a group of its own, until its last day', async () => {
    const groups = new AssignmentGroupsService(database.transactions);
    const { groupId } = await give({ due: { workingDays: 3 }, recurrence: { every: 'quarter', until: '2027-12-31' } });
    const first = await groups.get(lead, groupId);
    expect(first.recurrence).toMatchObject({ nextOn: '2027-08-03', stopped: null });
    await pass('2027-08-03T06:00:00.000Z');
    const { nextId } = await groups.get(lead, groupId);
    const second = await groups.get(lead, nextId ?? '');
    expect(second).toMatchObject({ previousId: groupId, title: 'Plan', recurrence: { nextOn: '2027-11-03' } });
    expect(second.assignments).toMatchObject([
      { state: 'open', unit: { id: unit('GES') }, due: { lastDay: '2027-08-06' } },
    ]);
    await pass('2027-11-03T07:00:00.000Z');
    const third = await groups.get(lead, (await groups.get(lead, second.id)).nextId ?? '');
    expect(third.recurrence?.nextOn).toBeNull();
  });

  it('come again after a turn that was taken back, to everybody who had it', async () => {
    const groups = new AssignmentGroupsService(database.transactions);
    const { groupId, assignments } = await give({ recurrence: { every: 'month', until: '2027-12-10' } });
    const acts = new AssignmentActsService(database.transactions);
    await acts.takeBack(lead, randomUUID(), assignments[0]?.id ?? '', { reason: 'Diesen Monat nicht' }, 1);
    await pass('2027-12-04T07:00:00.000Z');
    const { nextId, recurrence } = await groups.get(lead, groupId);
    expect(recurrence).toMatchObject({ nextOn: null, stopped: null });
    expect((await groups.get(lead, nextId ?? '')).assignments).toMatchObject([
      { state: 'open', unit: { id: unit('GES') } },
    ]);
    expect(await notices('recurrenceEnded')).toEqual([]);
  });

  it('come in the night after somebody gave a turn up', async () => {
    const groups = new AssignmentGroupsService(database.transactions);
    const { groupId } = await give({ recurrence: { every: 'month', until: '2028-01-10' }, due: { workingDays: 5 } });
    await database.owner.query(
      "update work_item set state = 'cancelled' where kind in ('issueNextAssignments', 'tickAssignment') and state = 'ready'",
    );
    await pass('2028-01-05T07:00:00.000Z');
    expect(await groups.get(lead, groupId)).toMatchObject({ nextId: null, assignments: [{ state: 'open' }] });
    const before = await entries('escalated');
    await database.workerTransactions.run((tx) => tx.rows('select app.owe_what_was_lost()'));
    await pass('2028-01-05T07:01:00.000Z');
    expect(await groups.get(lead, groupId)).toMatchObject({ nextId: expect.any(String) });
    expect(await entries('escalated')).toBe(before + 1);
  });

  it('leave a turn that comes late the next working day', async () => {
    const groups = new AssignmentGroupsService(database.transactions);
    const { groupId } = await give({ due: { day: '2028-01-06' }, recurrence: { every: 'month', until: '2028-02-20' } });
    await pass('2028-02-09T07:00:00.000Z');
    const { nextId } = await groups.get(lead, groupId);
    const { assignments } = await groups.get(lead, nextId ?? '');
    expect(assignments).toMatchObject([{ due: { lastDay: '2028-02-10', overdue: false } }]);
  });

  it('come no more once the recurrence was stopped, or the project closed', async () => {
    const groups = new AssignmentGroupsService(database.transactions);
    const every = { recurrence: { every: 'month', until: '2028-12-31' } };
    const [stopped, closed] = [await give(every), await give(every)];
    await groups.stopRecurrence(lead, randomUUID(), stopped.groupId, 'Nicht mehr nötig');
    await database.owner.query("update project set state = 'closed' where id = $1", [projectId]);
    await pass('2028-03-10T07:00:00.000Z');
    for (const { groupId } of [stopped, closed])
      expect(await groups.get(lead, groupId)).toMatchObject({ nextId: null, recurrence: { nextOn: null } });
    expect(await notices('recurrenceEnded')).toEqual([unit('SPK')]);
  });
});
