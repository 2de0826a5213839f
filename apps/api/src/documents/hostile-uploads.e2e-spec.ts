import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DocumentSummary, ProblemBody, ProjectDetail } from '@querraum/contracts';
import { DocumentStore, DomainError } from '@querraum/server';
import {
  DEMO,
  DEMO_UNITS,
  hostileFiles,
  HOSTILE_NAMES,
  openTestDatabase,
  pdf,
  type TestDatabase,
} from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const GROWTH_MB = 160;

/** Made once: some are bombs. */
const HOSTILE = hostileFiles();

describe('hostile uploads over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let root: string;
  let projectId: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'querraum-hostile-'));
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { DOCUMENT_STORE: join(root, 'store') });
    const project = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: { title: 'Bewegungsräume', areas: [{ key: '013008' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] },
    });
    projectId = project.body.id;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(root, { recursive: true });
  });

  function send(name: string, content: Buffer) {
    const form = new FormData();
    form.append('title', 'Vermerk');
    form.append('file', new Blob([new Uint8Array(content)]), name);
    return api.request<DocumentSummary & ProblemBody>('POST', `/projects/${projectId}/documents`, { as: LEAD, form });
  }
  /** Every file below the root and beside the store, with its folder. */
  const files = async () => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  };

  it('are told of a full disk, also where the form has broken off before the disk has said so', async () => {
    const receive = jest.spyOn(api.app.get(DocumentStore), 'receive').mockImplementation(async (content) => {
      content.destroy(new Error('broken off'));
      await setTimeout(100);
      throw new DomainError('documentStoreAway');
    });
    const { status, body } = await send('vermerk.txt', Buffer.alloc(300_000, 'Text '));
    receive.mockRestore();
    expect([status, body.code]).toEqual([503, 'documentStoreAway']);
  });

  it('are all refused by what they are, leave nothing in or beside the store, and memory stays flat', async () => {
    const outside = (await readdir(tmpdir())).length;
    const round = async () => {
      for (const { what, name, content } of HOSTILE) {
        const { status, body } = await send(name, content);
        expect([what, status, body.code]).toEqual([what, 415, 'documentKind']);
        expect(body.detail).not.toMatch(/undefined|\/tmp|node:|Error/);
      }
      return process.memoryUsage().rss / 1024 / 1024;
    };
    const after = [await round(), await round(), await round(), await round()];
    expect(await files()).toEqual([]);
    expect((await readdir(tmpdir())).length - outside).toBeLessThan(10);
    // The first round loads code and fills buffers; the others repeat the same bombs.
    expect((after[3] ?? 0) - (after[0] ?? 0)).toBeLessThan(GROWTH_MB);
    process.stdout.write(`RSS after each round of ${HOSTILE.length} files: ${after.map(Math.round).join(', ')} MB\n`);
  }, 240_000);

  it('with hostile names are taken under harmless ones, and lie in the store under none of them', async () => {
    // What cannot even stand in the head of a form is refused by its reader.
    const names = HOSTILE_NAMES.filter(([sent]) => !sent.includes('\0'));
    for (const [sent, kept] of names) {
      const { status, body } = await send(sent, pdf());
      expect([sent, status]).toEqual([sent, 201]);
      expect(body.versions[0]?.fileName).toBe(kept);
    }
    const stored = await files();
    expect(stored).toHaveLength(names.length);
    for (const path of stored) {
      expect(path.slice(root.length)).toMatch(/^\/store\/[0-9a-f]{2}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect((await readFile(path)).equals(pdf())).toBe(true);
    }
  });

  it('of two hundred files at once: as many as can wait are taken, the rest is told when to come again', async () => {
    const before = (await files()).length;
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => send(`${index}.pdf`, pdf())));
    const taken = answers.filter(({ status }) => status === 201).length;
    for (const { status, body, headers } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body.code]).toEqual([429, 'uploadsBusy']);
      expect(headers.get('retry-after')).toBe('2');
    }
    expect(taken).toBeGreaterThanOrEqual(64);
    expect(taken).toBeLessThan(200);
    expect((await files()).length).toBe(before + taken);
    // Nobody is left inside: the next one is taken at once.
    expect((await send('danach.pdf', pdf())).status).toBe(201);
  });
});

describe('a scanner that is down', () => {
  it('refuses every upload over HTTP with 503, and keeps nothing', async () => {
    const root = await mkdtemp(join(tmpdir(), 'querraum-scanner-'));
    const database = await openTestDatabase(DEMO);
    const api = await startTestApi(database, {
      DOCUMENT_STORE: root,
      VIRUS_SCAN: 'required',
      CLAMD_ADDRESS: 'tcp://127.0.0.1:9',
    });
    const project = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: { title: 'Bewegungsräume', areas: [{ key: '013008' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] },
    });
    const form = new FormData();
    form.append('title', 'Vermerk');
    form.append('file', new Blob([new Uint8Array(pdf())]), 'a.pdf');
    const refused = await api.request<ProblemBody>('POST', `/projects/${project.body.id}/documents`, {
      as: LEAD,
      form,
    });
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'virusScannerAway',
      '2',
    ]);
    const left = await readdir(root, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    await api.close();
    await database.close();
    await rm(root, { recursive: true });
  });
});
