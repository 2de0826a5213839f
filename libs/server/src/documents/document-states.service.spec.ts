import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DocumentSummary } from '@querraum/contracts';
import { ProjectsService } from '../projects';
import { as, newProject, refusal, SMALL_CITY, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { DocumentLinksService } from './document-links.service';
import { DocumentStatesService } from './document-states.service';
import { DocumentStore } from './document-store';
import { DocumentsService } from './documents.service';
import { UploadCheck } from './upload-check';

let database: TestDatabase;
let folder: string;
let documents: DocumentsService;
let states: DocumentStatesService;
let links: DocumentLinksService;
let projects: ProjectsService;
let store: DocumentStore;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  folder = await mkdtemp(join(tmpdir(), 'querraum-states-'));
  store = new DocumentStore({ DOCUMENT_STORE: folder });
  projects = new ProjectsService(database.transactions);
  documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
  states = new DocumentStatesService(database.transactions);
  links = new DocumentLinksService(database.transactions);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  projectId = (await projects.create(as('ada'), randomUUID(), newProject())).id;
});

async function add(title: string, to = projectId): Promise<DocumentSummary> {
  const received = await store.receive(Readable.from([Buffer.from(title)], { objectMode: false }));
  return documents.add(as('ada'), randomUUID(), { projectId: to, title, upload: { ...received, fileName: 'a.txt' } });
}
const withdraw = (id: string, { as: who = 'ada' as PersonName, revision = 1 } = {}) =>
  states.withdraw(as(who), randomUUID(), { id, revision }, 'Zahlen überholt');
const history = async (project = projectId, who: PersonName = 'gesa') =>
  (await projects.history(as(who), project, { limit: 10 })).items;
const listed = async (project = projectId, who: PersonName = 'gesa') =>
  (await documents.list(as(who), project, { limit: 50 })).items;

describe('how a document stands', () => {
  it('withdrawn: it says why, since when and by whom; its bytes stay and the history tells it', async () => {
    const { id } = await add('Vorlage');
    const withdrawn = await withdraw(id);
    expect(DocumentSummary.parse(withdrawn)).toMatchObject({
      state: 'withdrawn',
      revision: 2,
      standing: { reason: 'Zahlen überholt', by: 'Person ada' },
    });
    const { bytes } = await documents.content(as('gesa'), id, 1);
    expect((await buffer(bytes)).toString()).toBe('Vorlage');
    expect((await history())[0]).toMatchObject({
      kind: 'document.withdrawn',
      data: { documentId: id, title: 'Vorlage', words: 'Zahlen überholt' },
    });
  });

  it('replaced: it names what took its place, which must be current and of the same project', async () => {
    const old = await add('Alt');
    const successor = await add('Neu');
    const input = { replacedById: successor.id, reason: '' };
    const replaced = await states.replace(as('ada'), randomUUID(), { id: old.id, revision: 1 }, input);
    expect(replaced).toMatchObject({ state: 'replaced', replacedById: successor.id });
    const back = { replacedById: old.id, reason: '' };
    const circle = states.replace(as('ada'), randomUUID(), { id: successor.id, revision: 1 }, back);
    expect(await refusal(circle)).toMatchObject({ code: 'documentNotCurrent' });
    const self = { replacedById: successor.id, reason: '' };
    const itself = states.replace(as('ada'), randomUUID(), { id: successor.id, revision: 1 }, self);
    expect(await refusal(itself)).toMatchObject({ code: 'documentReplacesItself' });
    const other = await add('Fremd', (await projects.create(as('ada'), randomUUID(), newProject())).id);
    const foreign = states.replace(
      as('ada'),
      randomUUID(),
      { id: successor.id, revision: 1 },
      { ...self, replacedById: other.id },
    );
    expect(await refusal(foreign)).toMatchObject({ code: 'notFound' });
  });

  it('can be current again', async () => {
    const { id } = await add('Vorlage');
    await withdraw(id);
    const restored = await states.restore(as('ada'), randomUUID(), { id, revision: 2 }, 'Doch richtig');
    expect(restored).toMatchObject({ state: 'current', standing: null, revision: 3 });
    const twice = states.restore(as('ada'), randomUUID(), { id, revision: 3 }, 'Doch richtig');
    expect(await refusal(twice)).toMatchObject({ code: 'documentCurrent' });
  });

  it('is changed by one of two who have read the same, and by the lead alone', async () => {
    const { id } = await add('Vorlage');
    const both = await Promise.allSettled([withdraw(id), withdraw(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(withdraw(id, { revision: 1 }))).toMatchObject({ code: 'revisionConflict' });
    expect(await refusal(withdraw(id, { revision: 2, as: 'gesa' }))).toMatchObject({ code: 'notLead' });
    expect(await refusal(withdraw(id, { revision: 2, as: 'jule' }))).toMatchObject({ code: 'notFound' });
  });

  it('stays current while a procedure runs on it', async () => {
    const { id } = await add('Vorlage');
    const [{ tenant_id: tenantId }] = await database.owner.query('select tenant_id from project where id = $1', [
      projectId,
    ]);
    const procedure = randomUUID();
    await database.owner.query('insert into procedure (tenant_id, id, key) values ($1, $2, $3)', [
      tenantId,
      procedure,
      procedure,
    ]);
    await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       values ($1, $2, 1, 1, '', '{}', now())`,
      [tenantId, procedure],
    );
    await database.owner.query(
      `insert into run (tenant_id, id, project_id, document_id, procedure_tenant_id, procedure_id, procedure_version, state, status, started_at)
       values ($1, gen_random_uuid(), $2, $3, $1, $4, 1, '{}', 'running', now())`,
      [tenantId, projectId, id, procedure],
    );
    expect(await refusal(withdraw(id))).toMatchObject({ code: 'documentInRun' });
    expect((await documents.get(as('ada'), id)).state).toBe('current');
  });

  it('may be called otherwise', async () => {
    const { id } = await add('Vorlage');
    const changed = await states.change(
      as('ada'),
      randomUUID(),
      { id, revision: 1 },
      { title: 'BA-Vorlage', kind: 'SUBMISSION' },
    );
    expect(changed).toMatchObject({ title: 'BA-Vorlage', kind: 'SUBMISSION', revision: 2 });
    const unknown = states.change(as('ada'), randomUUID(), { id, revision: 2 }, { kind: 'SONG' });
    expect(await refusal(unknown)).toMatchObject({ code: 'documentKindUnknown' });
  });
});

describe('a document in the list of another project', () => {
  /** A project of Ada's in which Gesa does not take part. */
  const ownProject = async () =>
    (await projects.create(as('ada'), randomUUID(), { ...newProject(), participants: [] })).id;

  it('is a link: whoever sees both sees it there with where it comes from, and nothing is copied', async () => {
    const { id } = await add('Gutachten');
    const other = await ownProject();
    await links.add(as('ada'), randomUUID(), other, id);
    const [linked] = await listed(other, 'ada');
    expect(linked).toMatchObject({ id, projectId, title: 'Gutachten', link: { by: 'Person ada' } });
    expect((await listed(projectId, 'ada'))[0]?.link).toBeNull();
    expect(
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
    ).not.toHaveLength(0);
    const twice = links.add(as('ada'), randomUUID(), other, id);
    expect(await refusal(twice)).toMatchObject({ code: 'documentLinked' });
    const own = links.add(as('ada'), randomUUID(), projectId, id);
    expect(await refusal(own)).toMatchObject({ code: 'documentOwn' });
  });

  it('is nothing to whoever may not see it at home: no row, no count, no title in the history', async () => {
    const closed = await ownProject();
    const secret = await add('Geheimes Gutachten', closed);
    await links.add(as('ada'), randomUUID(), projectId, secret.id);
    const page = await documents.list(as('gesa'), projectId, { limit: 50 });
    expect(page).toMatchObject({ items: [], count: 0 });
    expect(await refusal(documents.get(as('gesa'), secret.id))).toMatchObject({ code: 'notFound' });
    const told = await history();
    expect(told[0]).toMatchObject({ kind: 'document.linked', data: { documentId: secret.id } });
    expect(JSON.stringify(told)).not.toContain('Geheimes');
    // And at home nobody learns where else it is of use.
    expect(JSON.stringify(await history(closed, 'ada'))).not.toContain('linked');
    const seen = await database.transactions.read(as('gesa'), (tx) => tx.rows('select 1 from document_link'));
    expect(seen).toEqual([]);
  });

  it('cannot be linked by who does not see it, nor by who does not lead, and goes when the link is taken away', async () => {
    const { id } = await add('Gutachten');
    const other = await ownProject();
    expect(await refusal(links.add(as('jule'), randomUUID(), other, id))).toMatchObject({ code: 'notFound' });
    expect(await refusal(links.add(as('gesa'), randomUUID(), projectId, id))).toMatchObject({ code: 'notLead' });
    await links.add(as('ada'), randomUUID(), other, id);
    const linkId = (await listed(other, 'ada'))[0]?.link?.id ?? '';
    await links.remove(as('ada'), randomUUID(), other, linkId);
    expect(await listed(other, 'ada')).toEqual([]);
    expect(await refusal(links.remove(as('ada'), randomUUID(), other, linkId))).toMatchObject({ code: 'notFound' });
    await links.add(as('ada'), randomUUID(), other, id);
    expect(await listed(other, 'ada')).toHaveLength(1);
  });
});
