import { randomUUID } from 'node:crypto';
import { InboxClaimsService, newId } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { NUMBERED_AT_LAST, publishNumbered } from '../testing/numbered-procedure';
import { publish } from '../testing/published-procedure';
import { callerOf, startedRuns, workOff, type StartedRuns } from '../testing/started-run';

const RUNS = 6;

describe('the numbers of automatic steps', () => {
  let database: TestDatabase;
  let started: StartedRuns;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await publishNumbered(database);
    await publish(database, NUMBERED_AT_LAST);
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  const states = async (): Promise<{ id: string; number: string | null; open: string[] }[]> =>
    database.owner.query(
      `select r.id, r.state #>> '{facts,number}' as number,
         (select json_agg(s ->> 'nodeId') from jsonb_array_elements(r.state -> 'steps') s where (s ->> 'open')::boolean) as open
       from run r join procedure p on p.id = r.procedure_id where p.key = 'numbered' order by 2`,
    );

  it('are given once each without a gap, however often the bell rings, and the run goes on', async () => {
    for (let run = 0; run < RUNS; run += 1) await started.start(`Vorlage ${run}`, 'numbered');
    await workOff(database, { mailServer: undefined }, 4);
    await workOff(database, { mailServer: undefined }, 4);
    const given = await states();
    expect(given.map(({ number }) => number)).toEqual(Array.from({ length: RUNS }, (_, n) => `${n + 1}/V`));
    expect(new Set(given.flatMap(({ open }) => open))).toEqual(new Set(['work']));
  });

  it('are not used up by a work item that comes a second time', async () => {
    const runId = (await states())[0]?.id;
    const [{ projectId }] = await database.owner.query('select project_id as "projectId" from run where id = $1', [
      runId,
    ]);
    const order = { kind: 'number', series: 'papers', pattern: '{n}/V', fact: 'number' };
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       values ($1, 'giveNumber', $2, $3, app.now(), app.now())`,
      [newId(), randomUUID(), JSON.stringify({ projectId, runId, stepId: 'e1', attempt: 1, order })],
    );
    await workOff(database, { mailServer: undefined });
    const [{ last }] = await database.owner.query("select last from number_series where series = 'papers'");
    expect(last).toBe(RUNS);
  });

  it('are given back where the run has no place for them, and the lead is told', async () => {
    await started.start('Vorlage ohne Angabe', 'numbered');
    await database.owner.query(
      `update work_item set payload = jsonb_set(payload::jsonb, '{order,fact}', '"gone"')
       where kind = 'giveNumber' and done_at is null`,
    );
    await workOff(database, { mailServer: undefined }, 4);
    const [{ last }] = await database.owner.query("select last from number_series where series = 'papers'");
    expect(last).toBe(RUNS);
    const repairs = await database.owner.query("select status from task where kind = 'repair'");
    expect(repairs).toEqual([{ status: 'open' }]);
  });

  it('are given to a step that bears the id of one that went with a change of version that was taken back', async () => {
    const run = await started.start('Vorlage zuletzt', NUMBERED_AT_LAST.key);
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, state, created_at)
       values ($1, 'giveNumber', $2, '{}', app.now(), 'done', app.now())`,
      [newId(), `giveNumber:${run.id}:e2:1`],
    );
    const [{ id }] = await database.owner.query("select id from task where run_id = $1 and status = 'open'", [run.id]);
    await new InboxClaimsService(database.transactions).claim(callerOf('jonas.albrecht'), randomUUID(), id, 'claim');
    await started.runs.complete(callerOf('jonas.albrecht'), randomUUID(), id, {});
    await workOff(database, { mailServer: undefined });
    const [{ status }] = await database.owner.query('select status from run where id = $1', [run.id]);
    expect(status).toBe('completed');
  });
});
