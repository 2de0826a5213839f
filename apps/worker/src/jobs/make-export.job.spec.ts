import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ExportJob, NewExport } from '@querraum/contracts';
import {
  DocumentsService,
  DocumentStore,
  DomainError,
  ExportsService,
  NotesService,
  ProjectsService,
  UploadCheck,
  type ExportStore,
} from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { callerOf, moveClock } from '../testing/started-run';
import type { Outside } from './job';

const VERIFY = resolve(__dirname, '../../../../infra/audit/verify-export.mjs');
const lead = callerOf('jonas.albrecht');

describe('the making of an export', () => {
  let database: TestDatabase;
  let folder: string;
  let store: DocumentStore;
  let outside: Outside;
  let service: ExportsService;
  const projects: { id: string; reference: string }[] = [];

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    folder = await mkdtemp(join(tmpdir(), 'querraum-exports-'));
    store = new DocumentStore({ DOCUMENT_STORE: join(folder, 'store') });
    outside = { mailServer: undefined, files: store, exports: store };
    service = new ExportsService(database.transactions, store);
    for (let number = 1; number <= 3; number += 1) projects.push(await project(`Spielstraße ${number}`));
    await database.owner.query("delete from work_item where kind <> 'makeExport'");
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  async function project(title: string): Promise<{ id: string; reference: string }> {
    const { id, reference } = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      ...{ title, description: '=1+1 <b>fett</b>', fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
    const received = await store.receive(Readable.from([Buffer.from(`Konzept zu ${title}`)], { objectMode: false }));
    const upload = { ...received, fileName: 'konzept.txt' };
    await documents.add(lead, randomUUID(), { projectId: id, title: 'Konzept', kind: 'OTHER', upload });
    return { id, reference };
  }
  const request = (input: Partial<NewExport> = {}): Promise<ExportJob> =>
    service.request(lead, randomUUID(), {
      of: { what: 'list', query: 'Spielstraße' },
      ...{ versions: 'all', language: 'de', ...input },
    });
  const itemOf = async (exportId: string): Promise<string> =>
    (await database.owner.query("select id from work_item where payload ->> 'exportId' = $1", [exportId]))[0].id;
  /** As if whoever was at it had died, and their time were over. */
  const makeDue = async (exportId: string): Promise<void> => {
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where payload ->> 'exportId' = $1 and state = 'ready'",
      [exportId],
    );
    await database.owner.query('update export_piece set leased_until = null where export_id = $1', [exportId]);
  };
  /** One step of the job, whenever it would be due. */
  const step = async (exportId: string, how: Outside = outside): Promise<boolean> => {
    const id = await itemOf(exportId);
    await makeDue(exportId);
    return executeWorkItem(database.workerTransactions, id, how);
  };
  const finish = async (exportId: string): Promise<ExportJob> => {
    for (let steps = 0; steps < 20; steps += 1) {
      const job = await service.get(lead, exportId);
      if (job.state !== 'waiting' && job.state !== 'running') return job;
      await step(exportId);
    }
    throw new Error('does not come to an end');
  };
  const storeWith = (over: Partial<ExportStore>): Outside => ({
    ...outside,
    exports: Object.assign(Object.create(store) as DocumentStore, over),
  });
  const stored = async (): Promise<number> =>
    (await readdir(join(folder, 'store'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
      .length;
  async function unpack(exportId: string): Promise<string> {
    const { bytes, size, fileName } = await service.file(lead, exportId);
    const archive = await buffer(bytes);
    expect(archive).toHaveLength(size);
    expect(fileName).toMatch(/\.zip$/);
    const into = await mkdtemp(join(folder, 'unpacked-'));
    await writeFile(join(into, 'export.zip'), archive);
    const { status, stdout } = spawnSync('unzip', ['-q', 'export.zip'], { cwd: into, encoding: 'utf8' });
    expect({ status, stdout }).toMatchObject({ status: 0 });
    return into;
  }
  const verify = (into: string) => spawnSync(process.execPath, [VERIFY, into], { encoding: 'utf8' });

  it('puts every file of the list into one archive that verifies without the house', async () => {
    const { id, total } = await request();
    expect(total).toBe(3);
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3, skipped: 0, allowed: ['download'] });
    const into = await unpack(id);
    const manifest = JSON.parse(await readFile(join(into, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ exportId: id, versions: 'all', madeFor: 'Jonas Albrecht' });
    expect(manifest.projects.map((one: { id: string }) => one.id).sort()).toEqual(projects.map((one) => one.id).sort());
    const [{ folder: first }] = manifest.projects;
    const names = await readdir(join(into, first));
    expect(names.sort()).toEqual([
      ...['Akte.html', 'akte.json', 'auditkette.json', 'aufgaben.csv', 'dokumente', 'dokumente.csv', 'fristen.csv'],
      ...['mitzeichnungen.csv', 'verlauf.csv'],
    ]);
    expect(await readFile(join(into, first, 'Akte.html'), 'utf8')).toContain('=1+1 &lt;b&gt;fett&lt;/b&gt;');
    expect(await readFile(join(into, first, 'verlauf.csv'), 'utf8')).toContain('Export der Akte angefordert');
    expect(verify(into)).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') });
    const sums = spawnSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: into });
    expect(sums.status).toBe(0);
  });

  it('shows a forger up, and who has exchanged a document', async () => {
    const { id } = await request({ of: { what: 'project', projectId: projects[0]?.id ?? '' } });
    await finish(id);
    const into = await unpack(id);
    const [{ folder: first, chain }] = JSON.parse(await readFile(join(into, 'manifest.json'), 'utf8')).projects;
    const told = await readFile(join(into, chain), 'utf8');
    await writeFile(join(into, chain), told.replace('Jonas Albrecht', 'Niemand Sonst'));
    await writeFile(join(into, first, 'dokumente/1 Konzept/Fassung 1 konzept.txt'), 'anderes');
    const { status, stdout } = verify(into);
    expect(status).toBe(1);
    expect(stdout).toMatch(/auditkette\.json: was changed/);
    expect(stdout).toMatch(/konzept\.txt: was changed/);
    expect(stdout).toMatch(/its words were changed/);
  });

  it('holds no word of any note, and of an internal one not even that it is there', async () => {
    const canary = 'Kanarienvogel4711';
    const [{ id: projectId } = { id: '' }] = projects;
    const write = (visibility: 'unit' | 'parties') =>
      new NotesService(database.transactions).add(lead, randomUUID(), projectId, {
        ...{ unitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '', visibility },
        content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: canary }] }] },
      });
    const internal = await write('unit');
    await write('parties');
    const { id } = await request({ of: { what: 'project', projectId } });
    await finish(id);
    const into = await unpack(id);
    for (const word of [canary, internal.id])
      expect(spawnSync('grep', ['-rl', word, into], { encoding: 'utf8' })).toMatchObject({ status: 1, stdout: '' });
    expect(spawnSync('grep', ['-rl', 'note.added', into], { encoding: 'utf8' }).stdout).toMatch(/auditkette\.json/);
  });

  it('goes on where a killed worker stood, and makes each project once', async () => {
    const before = await stored();
    const { id } = await request();
    await step(id);
    expect(await service.get(lead, id)).toMatchObject({ state: 'running', done: 1, total: 3 });
    // Killed with the bytes already in the store, before anybody noted that.
    const killed: Outside = {
      ...outside,
      exports: Object.assign(Object.create(store) as DocumentStore, {
        keepAs: async (...given: Parameters<DocumentStore['keepAs']>) => {
          await store.keepAs(...given);
          throw new Error('killed');
        },
      }),
    };
    await expect(step(id, killed)).rejects.toThrow('killed');
    expect(await service.get(lead, id)).toMatchObject({ state: 'running', done: 1 });
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
    // Three projects and the table of contents, and nothing of the one that was killed.
    expect(await stored()).toBe(before + 4);
    expect(verify(await unpack(id))).toMatchObject({ status: 0 });
    expect(await step(id)).toBe(true);
    expect(await stored()).toBe(before + 4);
  });

  it('leaves nothing half written behind when it is killed in the middle of a piece', async () => {
    const before = await stored();
    const { id } = await request();
    const killed: Outside = {
      ...outside,
      exports: Object.assign(Object.create(store) as DocumentStore, {
        receiveAs: async (...given: Parameters<DocumentStore['receiveAs']>) => {
          await store.receiveAs(...given);
          throw new Error('killed');
        },
      }),
    };
    await expect(step(id, killed)).rejects.toThrow('killed');
    expect(await stored()).toBe(before + 1);
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
    expect(await stored()).toBe(before + 4);
  });

  it('makes a piece once, though two workers have it at the same time', async () => {
    const before = await stored();
    const { id } = await request();
    const item = await itemOf(id);
    await Promise.all([1, 2, 3].map(() => executeWorkItem(database.workerTransactions, item, outside)));
    const { done } = await service.get(lead, id);
    // Before the time of whoever is at it is over, nobody else begins.
    await database.owner.query(
      "update export_piece set leased_until = app.now() + interval '1 minute' where export_id = $1",
      [id],
    );
    await executeWorkItem(database.workerTransactions, item, outside);
    expect(await service.get(lead, id)).toMatchObject({ done });
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
    expect(await stored()).toBe(before + 4);
  });

  it('leaves who makes a piece as much time as its documents need, a megabyte a second', async () => {
    const { id } = await request();
    const resize = (bytes: number) =>
      database.owner.query('update document_version set size = size + $1 where project_id = $2', [
        bytes,
        projects[0]?.id,
      ]);
    const minutes = async (): Promise<number> => {
      const sql = `select extract(epoch from leased_until - app.now())::float8 / 60 as minutes
        from export_piece where export_id = $1 and position = 1`;
      return (await database.owner.query(sql, [id]))[0].minutes;
    };
    await resize(1_800_000_000);
    const receiveAs = async () => Promise.reject(new Error('killed'));
    await expect(step(id, storeWith({ receiveAs }))).rejects.toThrow('killed');
    expect(Math.round(await minutes())).toBe(35);
    // Of whoever has come to the end of an attempt nothing more comes.
    await step(id);
    await step(id, storeWith({ receiveAs: away }));
    expect(Math.round(await minutes())).toBe(5);
    await resize(-1_800_000_000);
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('stops in the middle when it is cancelled, and leaves no byte', async () => {
    const before = await stored();
    const { id } = await request();
    await step(id);
    const meanwhile: Outside = {
      ...outside,
      exports: Object.assign(Object.create(store) as DocumentStore, {
        keepAs: async (...given: Parameters<DocumentStore['keepAs']>) => {
          await service.cancel(lead, randomUUID(), id);
          await store.keepAs(...given);
        },
      }),
    };
    await step(id, meanwhile);
    await step(id);
    expect(await service.get(lead, id)).toMatchObject({ state: 'cancelled', done: 1, size: null, allowed: [] });
    expect(await stored()).toBe(before);
    await expect(service.file(lead, id)).rejects.toMatchObject({ code: 'exportNotReady' });
    await expect(service.cancel(lead, randomUUID(), id)).rejects.toMatchObject({ code: 'exportEnded' });
  });

  it('leaves out whose file the person no longer sees, and says so', async () => {
    const hidden = await project('Spielstraße 4');
    const { id, total } = await request();
    expect(total).toBe(4);
    await database.owner.query("update project_party set role = 'ASSIGNEE' where project_id = $1", [hidden.id]);
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3, skipped: 1 });
    const into = await unpack(id);
    const manifest = await readFile(join(into, 'manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ skipped: 1 });
    expect(manifest).not.toContain(hidden.id);
  });

  it('fails for who sees nothing of it any more, and for who may no longer sign in', async () => {
    const alone = await project('Alleingang');
    const { id } = await request({ of: { what: 'project', projectId: alone.id } });
    await database.owner.query("update project_party set role = 'ASSIGNEE' where project_id = $1", [alone.id]);
    expect(await finish(id)).toMatchObject({ state: 'failed', failure: 'noAccess' });
    const { id: other } = await request();
    const person = DEMO_PEOPLE['jonas.albrecht']?.id;
    await database.owner.query('update person set disabled_at = app.now() where id = $1', [person]);
    await step(other);
    await database.owner.query('update person set disabled_at = null where id = $1', [person]);
    expect(await service.get(lead, other)).toMatchObject({ state: 'failed', failure: 'noAccess' });
  });

  it('gives up what fails again and again, and removes what is there', async () => {
    const before = await stored();
    const { id } = await request();
    await step(id);
    const broken: Outside = {
      ...outside,
      exports: Object.assign(Object.create(store) as DocumentStore, {
        receiveAs: async () => Promise.reject(new Error('no room')),
      }),
    };
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(step(id, broken)).rejects.toThrow('no room');
      // What it may have left is taken away before the next one; after the last of them it is given up.
      await step(id, broken);
    }
    await step(id);
    expect(await service.get(lead, id)).toMatchObject({ state: 'failed', failure: 'broken', done: 1 });
    expect(await stored()).toBe(before);
  });

  const away = async () => Promise.reject(new DomainError('documentStoreAway'));
  it.each([
    ['is away', 7, { read: away, keepAs: away, remove: away }],
    ['has no room', 14, { receiveAs: away }],
  ])('waits for a store that %s, however often it asks, and is no failure', async (_how, steps, over) => {
    const before = await stored();
    const { id } = await request();
    for (let asked = 0; asked < steps; asked += 1) await step(id, storeWith(over));
    expect(await service.get(lead, id)).toMatchObject({ state: 'running', failure: null, done: 0 });
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
    expect(verify(await unpack(id))).toMatchObject({ status: 0 });
    expect(await stored()).toBe(before + 4);
  });

  it('knows what a killed attempt has left until it is gone, also when the store is away for a while', async () => {
    const before = await stored();
    const { id } = await request();
    const keepAs: ExportStore['keepAs'] = async (...given) => {
      await store.keepAs(...given);
      throw new Error('killed');
    };
    await expect(step(id, storeWith({ keepAs }))).rejects.toThrow('killed');
    for (let asked = 0; asked < 2; asked += 1) await step(id, storeWith({ remove: away, keepAs: away, read: away }));
    expect(await stored()).toBe(before + 1);
    await service.cancel(lead, randomUUID(), id);
    await step(id);
    expect(await stored()).toBe(before);
  });

  it('holds nothing that somebody else takes away, because whoever made it stood still', async () => {
    const { id } = await request();
    const [isRemoving, isNoted] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let other: Promise<unknown> = Promise.resolve();
    const remove: ExportStore['remove'] = async (key) => {
      isRemoving.resolve(key);
      await isNoted.promise;
      await store.remove(key);
    };
    const keepAs: ExportStore['keepAs'] = async (...given) => {
      await store.keepAs(...given);
      other = step(id, storeWith({ remove }));
      await isRemoving.promise;
    };
    await step(id, storeWith({ keepAs }));
    isNoted.resolve('');
    await other;
    expect(await finish(id)).toMatchObject({ state: 'done', done: 3 });
    expect(verify(await unpack(id))).toMatchObject({ status: 0 });
  });

  it('ends after seven days: neither file nor row is left', async () => {
    const { id } = await request();
    await finish(id);
    const before = await stored();
    await step(id);
    expect(await stored()).toBe(before);
    await moveClock(database, { seconds: 7 * 86_400 + 60 });
    expect(await service.get(lead, id)).toMatchObject({ state: 'done', allowed: [], size: null });
    await expect(service.file(lead, id)).rejects.toMatchObject({ code: 'exportNotReady' });
    await step(id);
    await step(id);
    expect(await stored()).toBe(before - 4);
    await expect(service.get(lead, id)).rejects.toMatchObject({ code: 'notFound' });
    expect(await database.owner.query("select state from work_item where payload ->> 'exportId' = $1", [id])).toEqual([
      { state: 'done' },
    ]);
  });
});
