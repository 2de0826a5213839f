import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DocumentSummary, type DocumentQuery } from '@querraum/contracts';
import { createDataSource } from '../database';
import { Transactions } from '../platform';
import { ProjectsService } from '../projects';
import { as, newProject, personId, refusal, SMALL_CITY, type PersonName } from '../projects/projects.fixture';
import { commitInDoubt, openTestDatabase, type TestDatabase, untilItWaits } from '../testing';
import { authorsOf, getDocument, insertVersion } from './document-record';
import { documentSummary } from './document-view';
import { DocumentStore, type Upload } from './document-store';
import { PDF } from './documents.fixture';
import { DocumentsService } from './documents.service';
import { UploadCheck } from './upload-check';

const NO_SCANNER = new UploadCheck({ VIRUS_SCAN: 'off' });

let database: TestDatabase;
let folder: string;
let store: DocumentStore;
let documents: DocumentsService;
let projects: ProjectsService;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  projects = new ProjectsService(database.transactions);
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'querraum-documents-'));
  store = new DocumentStore({ DOCUMENT_STORE: folder });
  documents = new DocumentsService(database.transactions, store, NO_SCANNER);
  projectId = (await projects.create(as('ada'), randomUUID(), newProject())).id;
});
afterEach(() => rm(folder, { recursive: true }));

async function uploadOf(content: Buffer | string = PDF, fileName = 'Vermerk.pdf'): Promise<Upload> {
  return { ...(await store.receive(Readable.from([Buffer.from(content)], { objectMode: false }))), fileName };
}
const add = async (who: PersonName = 'ada', key: string = randomUUID(), title = 'Vermerk', upload?: Upload) =>
  documents.add(as(who), key, { projectId, title, kind: 'OTHER', upload: upload ?? (await uploadOf()) });
const addVersion = async (who: PersonName, documentId: string, content: string) =>
  documents.withStored(await uploadOf(content, 'Fassung.txt'), (stored) =>
    database.transactions.command(as(who), { key: randomUUID(), request: {} }, async (tx) => {
      await insertVersion(tx, await getDocument(tx, documentId), stored);
      return documentSummary(tx, documentId);
    }),
  );
/** Every file in the store, whether a document knows it or not. */
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe('attaching a document', () => {
  it('keeps the bytes, their hash and who brought them', async () => {
    const document = await add();
    expect(DocumentSummary.parse(document)).toEqual(document);
    expect(document).toMatchObject({ projectId, title: 'Vermerk' });
    expect(document.versions).toMatchObject([
      {
        number: 1,
        sha256: createHash('sha256').update(PDF).digest('hex'),
        size: PDF.length,
        mediaType: 'application/pdf',
        fileName: 'Vermerk.pdf',
        author: 'Person ada',
      },
    ]);
    const { bytes, version } = await documents.content(as('gesa'), document.id, 1);
    expect((await buffer(bytes)).equals(PDF)).toBe(true);
    expect(version.sha256).toBe(document.versions[0]?.sha256);
    expect((await documents.list(as('gesa'), projectId, { limit: 50 })).items).toEqual([document]);
    expect((await projects.get(as('gesa'), projectId)).documentCount).toBe(1);
  });

  it('tells it in the history of the project', async () => {
    const { id } = await add();
    const { items } = await projects.history(as('gesa'), projectId, { limit: 1 });
    expect(items).toMatchObject([
      {
        kind: 'document.versionAdded',
        person: 'Person ada',
        unitName: 'Stelle SPK',
        data: { documentId: id, title: 'Vermerk', number: 1, fileName: 'Vermerk.pdf' },
      },
    ]);
  });

  it('is for the lead alone; others are refused or see nothing, and no file stays behind', async () => {
    expect(await refusal(add('gesa'))).toMatchObject({ code: 'notLead' });
    expect(await refusal(add('jule'))).toMatchObject({ code: 'notFound' });
    expect(await refusal(add('ida'))).toMatchObject({ code: 'notFound' });
    expect(await files()).toEqual([]);
  });

  it('leaves nothing behind of a file that may not be attached, once the request is over', async () => {
    const upload = await uploadOf('MZ', 'setup.exe');
    expect(await refusal(add('ada', randomUUID(), 'Programm', upload))).toMatchObject({ code: 'documentKind' });
    await store.discard(upload.path);
    expect(await files()).toEqual([]);
  });

  it('attaches once when the same request comes twice at once, and keeps one file', async () => {
    const key = randomUUID();
    const answers = await Promise.all([add('ada', key), add('ada', key), add('ada', key)]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await files()).toHaveLength(1);
    const other = add('ada', key, 'Vermerk', await uploadOf('Andere Fassung', 'a.txt'));
    expect(await refusal(other)).toMatchObject({ code: 'idempotencyKeyReused' });
    expect(await files()).toHaveLength(1);
    const { bytes } = await documents.content(as('ada'), answers[0]?.id ?? '', 1);
    expect((await buffer(bytes)).equals(PDF)).toBe(true);
  });

  it('takes the file away when the connection breaks before the commit', async () => {
    const { id } = await add();
    const attempt = documents.withStored(await uploadOf('Fassung zwei', 'Fassung.txt'), (stored) =>
      database.transactions.command(as('ada'), { key: randomUUID(), request: {} }, async (tx) => {
        await insertVersion(tx, await getDocument(tx, id), stored);
        await tx.rows('select pg_terminate_backend(pg_backend_pid())');
      }),
    );
    await expect(attempt).rejects.toThrow();
    expect((await documents.get(as('ada'), id)).versions).toHaveLength(1);
    expect(await files()).toHaveLength(1);
  });

  it('keeps the file when nobody can say whether the command was committed', async () => {
    const closed = await createDataSource({ url: database.urls.api, applicationName: 'closed' }).initialize();
    await closed.destroy();
    const cutOff = new DocumentsService(new Transactions(closed), store, NO_SCANNER);
    const attempt = cutOff.add(as('ada'), randomUUID(), {
      projectId,
      title: 'Vermerk',
      kind: 'NOTE',
      upload: await uploadOf(),
    });
    await expect(attempt).rejects.toThrow();
    expect(await files()).toHaveLength(1);
  });
});

describe('a connection that breaks while the commit is under way', () => {
  const attach = async ({ breaking }: ReturnType<typeof commitInDoubt>) => {
    const upload = await uploadOf();
    const cutOff = new DocumentsService(breaking, store, NO_SCANNER);
    return { answer: refusal(cutOff.add(as('ada'), randomUUID(), { projectId, title: 'Vermerk', upload })) };
  };
  const content = async () => {
    const { items } = await documents.list(as('ada'), projectId, { limit: 50 });
    const { bytes } = await documents.content(as('ada'), items[0]?.id ?? '', 1);
    return buffer(bytes);
  };

  it('leaves the bytes of what is committed after all', async () => {
    const doubt = commitInDoubt(database.transactions);
    const { answer } = await attach(doubt);
    await untilItWaits(database.owner, answer);
    await doubt.end('commit');
    expect(await answer).toMatchObject({ code: 'busy' });
    expect((await content()).equals(PDF)).toBe(true);
  });

  it('leaves them also when nobody had the patience to wait for the end', async () => {
    const doubt = commitInDoubt(database.transactions);
    const { answer } = await attach(doubt);
    expect(await answer).toMatchObject({ code: 'busy' });
    await doubt.end('commit');
    expect((await content()).equals(PDF)).toBe(true);
  });

  it('leaves nothing of what is not committed', async () => {
    const doubt = commitInDoubt(database.transactions);
    const { answer } = await attach(doubt);
    await untilItWaits(database.owner, answer);
    await doubt.end('rollback');
    expect(await answer).toMatchObject({ code: 'busy' });
    expect(await files()).toEqual([]);
  });
});

describe('the list of a project', () => {
  const listed = async (query: Partial<DocumentQuery> = {}) =>
    (await documents.list(as('gesa'), projectId, { limit: 50, ...query })).items.map(({ title }) => title);

  it('begins with the newest activity: a new version moves its document up', async () => {
    const { id } = await add('ada', randomUUID(), 'Erstes');
    await add('ada', randomUUID(), 'Zweites');
    expect(await listed()).toEqual(['Zweites', 'Erstes']);
    await addVersion('ben', id, 'Fassung zwei');
    expect(await listed()).toEqual(['Erstes', 'Zweites']);
  });

  it('comes in pages that leave nothing out and show nothing twice', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await add('ada', randomUUID(), title);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await documents.list(as('gesa'), projectId, { limit: 2, ...(cursor && { cursor }) });
      expect(page).toMatchObject({ count: 5, countExact: true });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('holds those of one kind or state alone when asked, and knows the kinds by name', async () => {
    await documents.add(as('ada'), randomUUID(), { projectId, title: 'Plan', kind: 'PLAN', upload: await uploadOf() });
    await add();
    expect(await listed({ kind: 'PLAN' })).toEqual(['Plan']);
    expect(await listed({ state: 'current' })).toEqual(['Vermerk', 'Plan']);
    expect(await listed({ state: 'withdrawn' })).toEqual([]);
    expect((await documents.kinds(as('pia')))[0]).toEqual({ key: 'NOTE', name: { de: 'Vermerk', en: 'Note' } });
    const unknown = documents.add(as('ada'), randomUUID(), {
      projectId,
      title: 'X',
      kind: 'X',
      upload: await uploadOf(),
    });
    expect(await refusal(unknown)).toMatchObject({ code: 'documentKindUnknown' });
  });

  it('is closed to strangers like a project that does not exist', async () => {
    expect(await refusal(documents.list(as('jule'), projectId, { limit: 50 }))).toMatchObject({ code: 'notFound' });
  });
});

describe('further versions', () => {
  it('count from one without gap, however many come at once, and name every author once', async () => {
    const { id } = await add();
    await Promise.all([1, 2, 3, 4, 5].map((n) => addVersion(n % 2 ? 'ben' : 'ada', id, `Fassung ${n}`)));
    const { versions } = await documents.get(as('gesa'), id);
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const authors = await database.transactions.read(as('ada'), (tx) => authorsOf(tx, id));
    expect(authors.sort()).toEqual([personId('ada'), personId('ben')].sort());
  });

  it('leave the earlier ones as they were', async () => {
    const { id } = await add();
    await addVersion('ben', id, 'Fassung zwei');
    const first = await documents.content(as('pia'), id, 1);
    const second = await documents.content(as('pia'), id, 2);
    expect((await buffer(first.bytes)).equals(PDF)).toBe(true);
    expect((await buffer(second.bytes)).toString()).toBe('Fassung zwei');
  });

  it('come from the lead alone', async () => {
    const { id } = await add();
    expect(await refusal(addVersion('gesa', id, 'Gekapert'))).toMatchObject({ code: 'notLead' });
    expect(await refusal(addVersion('jule', id, 'Gekapert'))).toMatchObject({ code: 'notFound' });
    expect(await files()).toHaveLength(1);
  });
});

describe('reading', () => {
  it('gives foreign, unknown and not yet written versions the same answer', async () => {
    const { id } = await add();
    const unknown = await refusal(documents.content(as('ada'), randomUUID(), 1));
    expect(unknown).toEqual({ code: 'notFound', details: {} });
    expect(await refusal(documents.content(as('ada'), id, 2))).toEqual(unknown);
    expect(await refusal(documents.content(as('jule'), id, 1))).toEqual(unknown);
    expect(await refusal(documents.content(as('ida'), id, 1))).toEqual(unknown);
    expect(await refusal(documents.get(as('ida'), id))).toEqual(unknown);
  });

  it.each([
    ['longer', (path: string) => appendFile(path, 'x')],
    ['other', (path: string) => writeFile(path, PDF.toString().replace('1.7', '1.4'))],
  ])('never gives out a whole file that became %s than what was signed', async (_how, tamper) => {
    const { id } = await add();
    const [file] = await files();
    await tamper(join(file?.parentPath ?? '', file?.name ?? ''));
    const { bytes } = await documents.content(as('ada'), id, 1);
    await expect(buffer(bytes)).rejects.toThrow('does not match its hash');
  });
});

it('keeps the file of a version though its author loses sight of the project right after', async () => {
  const { id } = await add();
  const withdraw = 'update membership set valid_to = $2 where person_id = $1';
  try {
    await documents.withStored(await uploadOf('Fassung zwei', 'Fassung.txt'), async (stored) => {
      await database.transactions.command(as('ada'), { key: randomUUID(), request: {} }, async (tx) =>
        insertVersion(tx, await getDocument(tx, id), stored),
      );
      await database.owner.query(withdraw, [personId('ada'), new Date(0)]);
    });
  } finally {
    await database.owner.query(withdraw, [personId('ada'), null]);
  }
  const { bytes } = await documents.content(as('ada'), id, 2);
  expect((await buffer(bytes)).toString()).toBe('Fassung zwei');
});
