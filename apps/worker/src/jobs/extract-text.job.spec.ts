import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import {
  DocumentsService,
  DocumentStore,
  ProjectsService,
  TextReader,
  UploadCheck,
  DomainError,
  insertVersion,
  getDocument,
} from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { callerOf, moveClock, workOff } from '../testing/started-run';
import type { Outside } from './job';

const PROGRAM = resolve(__dirname, '../../../../libs/server/src/documents/text-thread.ts');
const lead = callerOf('jonas.albrecht');

describe('the job that reads the text of a version', () => {
  let database: TestDatabase;
  let folder: string;
  let store: DocumentStore;
  let documents: DocumentsService;
  let documentId: string;
  let outside: Outside;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    folder = await mkdtemp(join(tmpdir(), 'querraum-texts-'));
    store = new DocumentStore({ DOCUMENT_STORE: folder });
    documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
    outside = { mailServer: undefined, texts: new TextReader(store, { program: PROGRAM }) };
    const project = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      title: 'Bewegungsräume',
      description: '',
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
      participants: [],
      fields: {},
    });
    const added = await documents.add(lead, randomUUID(), {
      projectId: project.id,
      title: 'Konzept',
      upload: await upload('Anlass\nDer Bolzplatz wird 2027 erneuert.'),
    });
    documentId = added.id;
    await documents.withStored(await upload('Anlass\nDer Bolzplatz wird 2028 erneuert.'), (stored) =>
      database.transactions.command(lead, { key: randomUUID(), request: {} }, async (tx) =>
        insertVersion(tx, await getDocument(tx, documentId), stored),
      ),
    );
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  async function upload(text: string) {
    const received = await store.receive(Readable.from([Buffer.from(text)], { objectMode: false }));
    return { ...received, fileName: 'konzept.txt' };
  }
  const compared = () => documents.compare(lead, documentId, { from: 1, to: 2 });

  it('waits for a store that is away, however long, and is no incident', async () => {
    const read = () => Promise.reject(new DomainError('documentStoreAway'));
    const standing = () =>
      database.owner.query(
        `select state, attempts, last_error as because, due_at > app.now() + interval '4 minutes' as later
         from work_item where kind = 'extractText'`,
      );
    for (let times = 0; times < 10; times += 1) {
      await workOff(database, { ...outside, texts: { read } });
      const waiting = { state: 'ready', attempts: 0, because: 'documentStoreAway', later: true };
      expect(await standing()).toEqual([waiting, waiting]);
      await moveClock(database, { seconds: 301 });
    }
  });

  it('waits where nobody can read, and says so to whoever wants to compare', async () => {
    await workOff(database, { mailServer: undefined });
    expect(await compared()).toMatchObject({ status: 'pending', passages: [] });
  });

  it('keeps each text once, however often the bell rings, and leaves nothing of the reading behind', async () => {
    await database.owner.query(
      "update work_item set due_at = now() - interval '1 second' where kind = 'extractText' and state = 'ready'",
    );
    await workOff(database, outside, 4);
    const kept = await database.owner.query('select number, status from document_text order by number');
    expect(kept).toEqual([
      { number: 1, status: 'ready' },
      { number: 2, status: 'ready' },
    ]);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    const open = await database.owner.query("select 1 from work_item where kind = 'extractText' and state <> 'done'");
    expect(open).toEqual([]);
  });

  it('lets the two be compared, word by word', async () => {
    expect(await compared()).toEqual({
      from: 1,
      to: 2,
      status: 'ready',
      isWhole: true,
      passages: [
        {
          after: 'Anlass',
          parts: [
            { kind: 'same', text: 'Der Bolzplatz wird ' },
            { kind: 'removed', text: '2027' },
            { kind: 'added', text: '2028' },
            { kind: 'same', text: ' erneuert.' },
          ],
        },
      ],
    });
  });
});
