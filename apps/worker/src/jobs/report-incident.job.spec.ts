import { newId } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { publishNumbered } from '../testing/numbered-procedure';
import { moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';

const OUTSIDE = { mailServer: undefined };
const ATTEMPTS = 8;
const BROKEN = `create function broken() returns trigger language plpgsql as $$ begin raise exception 'the disk is broken'; end $$;
  create trigger broken before insert or update`;

describe('an incident', () => {
  let database: TestDatabase;
  let started: StartedRuns;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await publishNumbered(database);
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  /** Nothing can be written there, as where a disk or an extension is broken. */
  const breakSeries = () => database.owner.query(`${BROKEN} on number_series execute function broken()`);
  const breakRuns = () => database.owner.query(`${BROKEN} on run execute function broken()`);
  const mend = () => database.owner.query('drop function broken() cascade');
  const failForGood = async (id: string) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
      await expect(executeWorkItem(database.workerTransactions, id, OUTSIDE)).rejects.toThrow('the disk is broken');
  };
  const item = async (kind: string, runId: string) => {
    const [row] = await database.owner.query<{ id: string; state: string }[]>(
      "select id, state from work_item where kind = $1 and payload ->> 'runId' = $2 order by created_at desc limit 1",
      [kind, runId],
    );
    return row ?? { id: '', state: '' };
  };
  const told = (projectId: string) =>
    database.owner.query<unknown[]>(
      "select unit_id, reason from notification where project_id = $1 and reason = 'incident'",
      [projectId],
    );

  it('of a number makes the step the repair of the lead, who is told once, and a retry still brings it to its end', async () => {
    const { id: runId, projectId } = await started.start('Vorlage', 'numbered');
    const { id } = await item('giveNumber', runId);
    await breakSeries();
    await failForGood(id);
    expect(await item('giveNumber', runId)).toMatchObject({ state: 'incident' });
    await mend();
    await workOff(database, OUTSIDE, 3);
    expect(await told(projectId)).toEqual([{ unit_id: DEMO_UNITS['BA-MITTE/SPK'], reason: 'incident' }]);
    const repairs = () =>
      database.owner.query("select status from task where run_id = $1 and kind = 'repair'", [runId]);
    expect(await repairs()).toEqual([{ status: 'open' }]);
    const [{ reason }] = await database.owner.query(
      `select b.body #>> '{data,reason}' as reason from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = $1 and e.action = 'run.jobFailed'`,
      [projectId],
    );
    expect(reason).toBe('technical');

    await database.owner.query(
      "update work_item set state = 'ready', attempts = 0, dispatched_at = null where id = $1",
      [id],
    );
    await workOff(database, OUTSIDE);
    expect(await repairs()).toEqual([{ status: 'done' }]);
  });

  it.each([
    ['the lead of the project', 'SPK', false],
    ['the nearest unit above that is there, where the lead was dissolved', 'BzStR', true],
  ])('of a Frist is told to %s, and not once somebody has settled it', async (_, unit, isDissolved) => {
    const { id: runId, projectId } = await started.start('Vorlage mit Frist');
    const { id } = await item('tickRun', runId);
    await database.owner.query("update work_item set due_at = app.now() - interval '1 second' where id = $1", [id]);
    const other = newId();
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state)
       select $2::uuid, 'reportIncident', $2::text, jsonb_build_object('projectId', payload -> 'projectId', 'workItemId', id), due_at, due_at, 'ready'
       from work_item where id = $1`,
      [id, other],
    );
    await executeWorkItem(database.workerTransactions, other, OUTSIDE);
    expect(await told(projectId)).toEqual([]);

    await moveClock(database, { seconds: 90 * 86_400 });
    await breakRuns();
    await failForGood(id);
    await mend();
    expect(await item('tickRun', runId)).toMatchObject({ state: 'incident' });
    const dissolve = (at: Date | null) =>
      database.owner.query('update org_unit set dissolved_at = $2 where id = $1', [DEMO_UNITS['BA-MITTE/SPK'], at]);
    if (isDissolved) await dissolve(new Date());
    try {
      await workOff(database, OUTSIDE);
    } finally {
      await dissolve(null);
    }
    expect(await told(projectId)).toEqual([{ unit_id: DEMO_UNITS[`BA-MITTE/${unit}`], reason: 'incident' }]);
  });
});
