import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DocumentsService, DocumentStore, ProjectsService, RunsService, workItems } from '@querraum/server';
import {
  DEMO,
  DEMO_ISSUER,
  DEMO_PEOPLE,
  DEMO_UNITS,
  openTestDatabase,
  type TestDatabase,
} from '@querraum/server/testing';
import type { RunDetail } from '@querraum/contracts';
import { executeWorkItem } from '../execute';

/** Thursday before Easter: five Arbeitstage end on 05.04.2027, the reminder after three at the end of 01.04. */
const START = '2027-03-25T09:00:00.000Z';
const AFTER_REMINDER = '2027-04-02T06:00:00.000Z';
const AFTER_DUE_END = '2027-04-06T06:00:00.000Z';

describe('the job that lets the engine look at the clock', () => {
  let database: TestDatabase;
  let folder: string;
  let runs: RunsService;
  let run: RunDetail;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    folder = await mkdtemp(join(tmpdir(), 'querraum-documents-'));
    await moveClock(START);
    run = await startRun();
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const lead = { issuer: DEMO_ISSUER, subject: DEMO_PEOPLE['jonas.albrecht']?.subject ?? '' };

  async function startRun(): Promise<RunDetail> {
    const store = new DocumentStore({ DOCUMENT_STORE: folder });
    const documents = new DocumentsService(database.transactions, store);
    runs = new RunsService(database.transactions, documents);
    const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';
    const project = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      title: 'Bewegungsräume Brunnenviertel',
      description: '',
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: unit('SPK'),
      participants: ['GES', 'JUG', 'SOZ', 'STADT'].map((code) => ({
        unitId: unit(code),
        involvement: 'CO_SIGNATURE' as const,
      })),
    });
    const received = await store.receive(Readable.from([Buffer.from('Fassung eins')], { objectMode: false }));
    const upload = { ...received, fileName: 'konzept.txt' };
    const document = await documents.add(lead, randomUUID(), { projectId: project.id, title: 'Konzept', upload });
    const [procedure] = await database.owner.query(
      "select id from procedure where key = 'co-signature-four-departments' and tenant_id = $1",
      [DEMO_PEOPLE['jonas.albrecht']?.tenantId],
    );
    return runs.start(lead, randomUUID(), project.id, { procedureId: procedure.id, documentId: document.id });
  }

  async function moveClock(to: string): Promise<void> {
    await database.owner.query('insert into test_clock (id, shift_ms) values (1, 0) on conflict do nothing');
    await database.owner.query(
      'update test_clock set shift_ms = shift_ms + round(extract(epoch from $1::timestamptz - app.now()) * 1000) where id = 1',
      [to],
    );
  }

  const due = () => database.workerTransactions.run((tx) => workItems.claimDue(tx, 100));
  const count = async (action: string): Promise<number> => {
    const [row] = await database.owner.query(
      'select count(*)::int as n from audit_entry where chain = $1 and action = $2',
      [run.projectId, action],
    );
    return row.n;
  };
  /** Every claimed item is executed four times at once, as doubled dispatches would. */
  async function executeFourfold(): Promise<void> {
    for (const { id } of await due())
      await Promise.all([1, 2, 3, 4].map(() => executeWorkItem(database.workerTransactions, id)));
  }

  it('owes nothing before the first reminder', async () => {
    expect(await due()).toEqual([]);
  });

  it('reminds each open seat exactly once when the reminder has come, however often the bell rings', async () => {
    await moveClock(AFTER_REMINDER);
    await executeFourfold();
    await executeFourfold();
    expect(await count('run.reminded')).toBe(4);
    const [{ n }] = await database.owner.query("select count(*)::int as n from notification where reason = 'reminder'");
    expect(n).toBe(4);
    const [{ marked }] = await database.owner.query(
      "select count(*)::int as marked from task where reminded_at is not null and status = 'open'",
    );
    expect(marked).toBe(4);
  });

  it('escalates each unanswered seat exactly once when the Frist has run out', async () => {
    await moveClock(AFTER_DUE_END);
    await executeFourfold();
    await executeFourfold();
    expect(await count('run.escalated')).toBe(4);
    const councillor = DEMO_UNITS['BA-MITTE/BzStR'];
    const tasks = await database.owner.query(
      "select unit_id, escalated, due_end from task where kind = 'coSignature' and status = 'open'",
    );
    expect(tasks).toHaveLength(4);
    for (const task of tasks) expect(task).toMatchObject({ unit_id: councillor, escalated: true });
  });

  it('leaves the next wake-up behind', async () => {
    const [next] = await database.owner.query(
      "select due_at from work_item where state = 'ready' order by due_at limit 1",
    );
    const [{ next_due_at }] = await database.owner.query('select next_due_at from run where id = $1', [run.id]);
    expect(next.due_at).toEqual(next_due_at);
  });
});
