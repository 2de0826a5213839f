import { bundleHash, checkedBundle, newId } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { importBpmn } from '@querraum/workflow/bpmn';
import { moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';

const MITTE = DEMO_PEOPLE['jonas.albrecht']?.tenantId;

/** start → the event → end */
const model = (key: string, event: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><signal id="s" name="Alarm"/>
  <process id="${key}" isExecutable="true"><startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="it"/>
    <${event} id="it"><signalEventDefinition signalRef="s"/></${event}>
    <sequenceFlow id="b" sourceRef="it" targetRef="end"/><endEvent id="end"/></process></definitions>`;

describe('a signal', () => {
  let database: TestDatabase;
  let started: StartedRuns;

  const publish = async (xml: string): Promise<void> => {
    const read = await importBpmn(xml);
    const [definition] = read.ok ? read.definitions : [];
    const bundle = checkedBundle({ semantics: 1, definition });
    const id = newId();
    await database.owner.query('insert into procedure (tenant_id, id, key) values ($1, $2, $3)', [
      MITTE,
      id,
      bundle.definition.key,
    ]);
    await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       values ($1, $2, 1, 1, $3, $4, app.now())`,
      [MITTE, id, bundleHash(bundle), JSON.stringify(bundle)],
    );
  };
  const statusOf = async (runId: string): Promise<string> => {
    const [{ status }] = await database.owner.query('select status from run where id = $1', [runId]);
    return status;
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await publish(model('waits', 'intermediateCatchEvent'));
    await publish(model('throws', 'intermediateThrowEvent'));
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  it('reaches every other run that waits for it, once, and none that begins to wait later', async () => {
    const waiting = [await started.start('Eins', 'waits'), await started.start('Zwei', 'waits')];
    expect((await started.start('Wirft', 'throws')).status).toBe('completed');
    const late = await started.start('Drei', 'waits');
    const owed = await database.owner.query(
      "select payload ->> 'runId' as id from work_item where kind = 'giveSignal'",
    );
    expect(owed.map(({ id }: { id: string }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort());
    await workOff(database, { mailServer: undefined }, 4);
    expect(await Promise.all([...waiting, late].map(({ id }) => statusOf(id)))).toEqual([
      'completed',
      'completed',
      'running',
    ]);
    const happened = await database.owner.query(
      "select count(*)::int as count from audit_entry where action = 'run.eventOccurred'",
    );
    expect(happened).toEqual([{ count: 2 }]);
  });

  it('waits for a run that stands still, and is given when it goes on', async () => {
    const { id } = await started.start('Vier', 'waits');
    await database.owner.query(
      `update run set state = jsonb_set(state, '{suspended}', '{"at":"2027-01-01T00:00:00.000Z","by":{},"reason":"x"}') where id = $1`,
      [id],
    );
    await started.start('Wirft wieder', 'throws');
    await workOff(database, { mailServer: undefined });
    expect(await statusOf(id)).toBe('running');
    await database.owner.query("update run set state = state - 'suspended' where id = $1", [id]);
    await moveClock(database, { seconds: 60 });
    await workOff(database, { mailServer: undefined });
    expect(await statusOf(id)).toBe('completed');
  });
});
