import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { DocumentsService, DocumentStore, HoldsService, ProjectsService, UploadCheck } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { releaseDeletion } from '../testing/released-deletion';
import { callerOf } from '../testing/started-run';
import { SyntheticRows } from '../testing/synthetic-rows';

/** Every table of the catalogue is here or among those that are erased; a new one fails the test until it is named. */
const KEPT = {
  'reference data': ['area_edition', 'area_geometry', 'area_inhabitants', 'area_unit', 'document_kind', 'holiday'],
  'the house and its people': [
    ...['tenant', 'org_unit', 'person', 'position', 'membership', 'deputation', 'reference_scheme', 'number_series'],
    ...['house_day', 'house_calendar', 'calendar_change', 'house_retention', 'house_facts', 'project_counter'],
    ...['notification_settings', 'report_subscription', 'report_recipient', 'report_delivery'],
  ],
  'configuration, which no project is part of': [
    ...['procedure', 'procedure_version', 'procedure_draft', 'procedure_migration', 'project_kind', 'webhook'],
    ...['webhook_secret', 'project_template', 'project_template_document'],
  ],
  'the chain and what binds it, without words': [
    'audit_chain',
    'audit_entry',
    'audit_checkpoint',
    'audit_checkpoint_head',
  ],
  'how the installation works': ['epoch', 'worker', 'test_clock', 'setup_attempt', 'migrations', 'authority_revision'],
  'what is left of the project': ['project_deletion'],
} as const;

const ERASED = [
  // Copies that somebody wanted to take away.
  ...['export_piece', 'export_job'],
  ...[
    'project_party',
    'lead_handover',
    'procedure_migration_run',
    'document_reading',
    'document_text',
    'document_link',
  ],
  ...['citation', 'resolution', 'risk', 'measure_area', 'measure_partner', 'measure', 'milestone', 'project_phase'],
  ...['project_link', 'project_renewal', 'project_cycle', 'note_question', 'note', 'assignment_document'],
  ...[
    'assignment_dependency',
    'assignment_entry',
    'task',
    'assignment',
    'assignment_group',
    'run_command',
    'decision',
    'run',
  ],
  ...['calendar_feed', 'project_area', 'legal_hold', 'archive_offer', 'audit_body', 'digest_item'],
  ...['mail_delivery', 'notification'],
  ...['webhook_delivery', 'idempotency', 'work_item', 'document_version', 'document', 'project'],
];
/** Made by the application itself, because other things depend on what they say. */
const REAL = new Set([
  'project',
  'project_area',
  'document',
  'document_version',
  'audit_body',
  'export_job',
  'export_piece',
]);
/** Where the id of a deleted project may still stand, without a word of it. */
const KNOWS_THE_ID = new Set(['audit_chain', 'audit_entry', 'audit_checkpoint_head', 'project_deletion', 'work_item']);

/** More than go between two transactions. */
const FILES = 60;
const CANARY = 'Kanarienvogel';

describe('the deletion of a project', () => {
  let database: TestDatabase;
  let folder: string;
  let store: DocumentStore;
  let rows: SyntheticRows;
  let deleted: { tenantId: string; id: string };
  let held: { tenantId: string; id: string };
  const lead = callerOf('jonas.albrecht');
  const tenantId = DEMO_PEOPLE['jonas.albrecht']?.tenantId ?? '';

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    folder = await mkdtemp(join(tmpdir(), 'querraum-deletion-'));
    store = new DocumentStore({ DOCUMENT_STORE: folder });
    rows = await SyntheticRows.of(database.owner);
    [deleted, held] = [await fullProject(FILES), await fullProject(3)];
    await new HoldsService(database.transactions).place(
      lead,
      randomUUID(),
      held.id,
      'Klage vor dem Verwaltungsgericht',
    );
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  /** A closed project with its canary in every field of every table. */
  async function fullProject(count: number): Promise<{ tenantId: string; id: string }> {
    const { id } = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      ...{ title: `${CANARY} im Titel`, description: `${CANARY} in der Beschreibung`, fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
    for (let number = 0; number < count; number += 1) {
      const received = await store.receive(
        Readable.from([Buffer.from(`${CANARY} ${id} ${number}`)], { objectMode: false }),
      );
      const upload = { ...received, fileName: `${CANARY}.txt` };
      await documents.add(lead, randomUUID(), { projectId: id, title: CANARY, kind: 'OTHER', upload });
    }
    const words = `${CANARY} ${id}`;
    // Parents before their children: what a row refers to is there when it comes.
    for (const table of [...ERASED].reverse()) if (!REAL.has(table)) await rows.put(table, { tenantId, id }, words);
    await exportOf(id, words);
    // What somebody was told when they did the first thing, which does not say of which project.
    await database.owner.query(
      `insert into idempotency (actor, key, request_hash, response, created_at)
       select actor, gen_random_uuid(), '\\x00', jsonb_build_object('words', $2::text), at from audit_entry where chain = $1 and seq = 1`,
      [id, CANARY],
    );
    await database.owner.query(
      `update project set state = 'closed', closed_at = now() - interval '11 years', closed_by_name = $2, closing_note = $2,
         created_by_name = $2, filed_at = now() - interval '11 years', filed_by_name = $2, retain_until = '2020-12-31',
         situation = $3 where id = $1`,
      [id, words, JSON.stringify({ words })],
    );
    return { tenantId, id };
  }
  /** A finished export of somebody else's, with this project in it. */
  async function exportOf(projectId: string, words: string): Promise<void> {
    const received = await store.receive(Readable.from([Buffer.from(words)], { objectMode: false }));
    const exportId = randomUUID();
    await database.owner.query(
      `insert into export_job (tenant_id, id, person_id, reference, versions, language, state, total, done, requested_at, ended_at, expires_at)
       values ($1, $2, $3, $4, 'all', 'de', 'done', 1, 1, now(), now(), now() + interval '7 days')`,
      [tenantId, exportId, DEMO_PEOPLE['aylin.demirel']?.id, words],
    );
    await database.owner.query(
      `insert into export_piece (tenant_id, export_id, position, project_id, state, storage_key, size, entries)
       values ($1, $2, 1, $3, 'done', $4, 1, $5)`,
      [tenantId, exportId, projectId, await store.keep(received), JSON.stringify([{ name: words }])],
    );
  }
  const release = (projectId: string) => releaseDeletion(database, projectId);
  const itemOf = async (projectId: string): Promise<string> =>
    (
      await database.owner.query(
        "select id from work_item where kind = 'deleteProject' and payload ->> 'projectId' = $1 and state = 'ready'",
        [projectId],
      )
    )[0]?.id;
  const countIn = async (table: string, text: string): Promise<number> => {
    const hex = Buffer.from(text).toString('hex');
    const sql = `select count(*)::int as n from ${table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`;
    return (await database.owner.query(sql, [text, hex]))[0].n;
  };
  const tablesWith = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for (const table of rows.tables) if ((await countIn(table, text)) > 0) found.push(table);
    return found;
  };
  const printOf = async (projectId: string) => {
    const prints: Record<string, string> = {};
    for (const table of rows.tables.filter((name) => !['work_item', 'idempotency', 'worker'].includes(name))) {
      const sql = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print from ${table} t where strpos(t::text, $1) > 0`;
      prints[table] = (await database.owner.query(sql, [projectId]))[0].print;
    }
    return prints;
  };
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const progress = async (): Promise<{ state: string; found: number; removed: number; files: number }> =>
    (
      await database.owner.query(
        `select state, rows_found as found, rows_removed as removed, files_removed as files from project_deletion where project_id = $1`,
        [deleted.id],
      )
    )[0];

  it('knows every table of the catalogue', () => {
    expect([...ERASED, ...Object.values(KEPT).flat()].sort()).toEqual(rows.tables);
  });

  it('has something to find in each of them', async () => {
    const found = new Set(await tablesWith(deleted.id));
    expect(ERASED.filter((table) => !found.has(table))).toEqual([]);
  });

  it('takes nothing from a project that is held, whatever else was released', async () => {
    const before = await printOf(held.id);
    await release(held.id);
    const id = await itemOf(held.id);
    await executeWorkItem(database.workerTransactions, id, { mailServer: undefined, files: store });
    expect(await itemOf(held.id)).toBeUndefined();
    await database.owner.query("update project_deletion set state = 'running' where project_id = $1", [held.id]);
    await expect(
      database.workerTransactions.run((tx) => tx.rows('select * from app.erase_step($1, 10, null)', [held.id])),
    ).rejects.toThrow('nobody has released');
    await database.owner.query('delete from project_deletion where project_id = $1', [held.id]);
    expect(await printOf(held.id)).toEqual(before);
  });

  it('goes piece by piece, shows how far it is, and goes on after it was torn from its work', async () => {
    await release(deleted.id);
    const id = await itemOf(deleted.id);
    const outside = { mailServer: undefined, files: store };
    const copies = () => countIn('export_piece', deleted.id);
    await database.owner.query(
      "update export_piece set leased_until = now() + interval '1 minute' where project_id = $1",
      [deleted.id],
    );
    await executeWorkItem(database.workerTransactions, id, outside);
    // One of them is still being made: its bytes may come.
    expect(await copies()).toBe(1);
    await database.owner.query('update export_piece set leased_until = null');
    await database.owner.query("update work_item set due_at = now() - interval '1 second' where id = $1", [id]);
    await executeWorkItem(database.workerTransactions, id, outside);
    expect(await copies()).toBe(0);
    let torn = 0;
    const tearing = {
      mailServer: undefined,
      files: {
        remove: async (key: string) => {
          if (torn > 20) throw new Error('killed');
          torn += 1;
          await store.remove(key);
        },
      },
    };
    await expect(executeWorkItem(database.workerTransactions, id, tearing)).rejects.toThrow('killed');
    expect(await progress()).toMatchObject({ state: 'running', removed: 0 });
    const seen: number[] = [];
    for (;;) {
      await database.owner.query("update work_item set due_at = now() - interval '1 second' where id = $1", [id]);
      // The step is torn away before its end: nothing of it counts, and the next one does it.
      await database.workerTransactions
        .run(async (tx) => {
          await tx.rows("select set_config('app.served_project', $1, true)", [deleted.id]);
          await tx.rows('select * from app.erase_step($1, 1, null)', [deleted.id]).catch(() => undefined);
          throw new Error('killed');
        })
        .catch(() => undefined);
      await executeWorkItem(database.workerTransactions, id, outside);
      seen.push((await progress()).removed);
      if ((await progress()).state === 'done') break;
      expect(seen.length).toBeLessThan(40);
    }
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.length).toBeGreaterThan(3);
    const { found, removed, files: gone } = await progress();
    expect(gone).toBe(FILES);
    expect(removed).toBeGreaterThanOrEqual(found);
  });

  it('leaves no word of it in any table and no file, and all of the one that is held', async () => {
    expect((await tablesWith(deleted.id)).filter((table) => !KNOWS_THE_ID.has(table))).toEqual([]);
    expect(await tablesWith(`${CANARY} ${deleted.id}`)).toEqual([]);
    const others = await tablesWith(`${CANARY} ${held.id}`);
    expect(others.length).toBeGreaterThan(20);
    // Three documents, and the export that holds them.
    expect(await files()).toHaveLength(4);
  });

  it('takes along what was kept to be answered again, also where it does not name it', async () => {
    const keptOf = (projectId: string): Promise<unknown[]> =>
      database.owner.query(
        `select i.key from idempotency i join audit_entry e on e.at = i.created_at and e.actor = i.actor
         where e.chain = $1 and i.response ->> 'words' = $2`,
        [projectId, CANARY],
      );
    expect(await keptOf(deleted.id)).toEqual([]);
    expect(await keptOf(held.id)).toHaveLength(1);
    await expect(
      database.workerTransactions.run((tx) => tx.rows("select app.erase_answers($1, '-infinity', 10)", [held.id])),
    ).rejects.toThrow('nobody has released');
  });

  it('looks through the kept answers in pages, each once, however many are of one instant', async () => {
    const state = (value: string) =>
      database.owner.query('update project_deletion set state = $2 where project_id = $1', [deleted.id, value]);
    await database.owner.query(
      `insert into idempotency (actor, key, request_hash, response, created_at)
       select gen_random_uuid(), gen_random_uuid(), '\\x00', jsonb_build_object('link', case when n % 3 = 0 then '/projects/' || $1 else 'elsewhere' end),
         '2020-01-01T00:00:00Z'::timestamptz + (n / 4) * interval '1 second' from generate_series(1, 40) n`,
      [deleted.id],
    );
    await state('running');
    const pages: { removed: number; until: Date | null }[] = [];
    do {
      const after = pages.at(-1)?.until ?? '-infinity';
      pages.push(
        ...(await database.workerTransactions.run((tx) =>
          tx.rows<{ removed: number; until: Date | null }>('select * from app.erase_answers($1, $2, 5)', [
            deleted.id,
            after,
          ]),
        )),
      );
    } while (pages.at(-1)?.until);
    await state('done');
    expect(pages.reduce((sum, { removed }) => sum + removed, 0)).toBe(13);
    expect(pages.length).toBeGreaterThan(4);
    expect(await countIn('idempotency', deleted.id)).toBe(0);
    expect(await countIn('idempotency', 'elsewhere')).toBe(27);
    await database.owner.query("delete from idempotency where response ->> 'link' = 'elsewhere'");
  });

  it('leaves the Aktenzeichen, the dates and who released it, and does nothing when it is asked again', async () => {
    const [left] = await database.owner.query('select * from project_deletion where project_id = $1', [deleted.id]);
    expect(left).toMatchObject({ state: 'done', answer: 'waived', released_by_name: 'Zweite Person', at_table: null });
    expect(left.reference).toMatch(/^SPK \d+\/\d{4}$/);
    await database.owner.query("delete from work_item where kind = 'deleteProject'");
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       values (gen_random_uuid(), 'deleteProject', 'again', jsonb_build_object('projectId', $1::text), now(), now())`,
      [deleted.id],
    );
    await executeWorkItem(database.workerTransactions, await itemOf(deleted.id), {
      mailServer: undefined,
      files: store,
    });
    expect(await progress()).toMatchObject({ state: 'done' });
  });

  it('leaves a chain that verifies from outside', async () => {
    // Nobody has decided what stands in the rows that were made for this test.
    await database.owner.query('delete from decision where project_id = $1', [held.id]);
    const script = resolve(__dirname, '../../../../infra/audit/fsck.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, '--database', database.urls.owner], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') });
    expect(stdout).toMatch(/the words of \d+ entries were deleted by rule/);
  });
});
