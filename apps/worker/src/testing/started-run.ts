import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { RunDetail } from '@querraum/contracts';
import {
  DocumentsService,
  DocumentStore,
  type JobKind,
  ProjectsService,
  RunsService,
  UploadCheck,
  workItems,
  WorkItemsService,
} from '@querraum/server';
import { DEMO_ISSUER, DEMO_PEOPLE, DEMO_UNITS, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import type { Outside } from '../jobs';

export interface StartedRuns {
  runs: RunsService;
  /** A project of the OE SPK with four offices and a document, whose co-signature, or other procedure, has begun. */
  start(title?: string, key?: string): Promise<RunDetail>;
  close(): Promise<void>;
}

export const callerOf = (username: string) => ({
  issuer: DEMO_ISSUER,
  subject: DEMO_PEOPLE[username]?.subject ?? '',
});

export async function startedRuns(database: TestDatabase): Promise<StartedRuns> {
  const folder = await mkdtemp(join(tmpdir(), 'querraum-documents-'));
  const store = new DocumentStore({ DOCUMENT_STORE: folder });
  const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
  const runs = new RunsService(database.transactions, documents);
  const lead = callerOf('jonas.albrecht');
  const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';
  return {
    runs,
    async start(title = 'Bewegungsräume Brunnenviertel', key = 'co-signature-four-departments') {
      const project = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
        title,
        description: '',
        fields: {},
        areas: [{ edition: '2021', key: '013008' }],
        leadUnitId: unit('SPK'),
        participants: ['GES', 'JUG', 'SOZ', 'STADT'].map((code) => ({
          unitId: unit(code),
          involvement: 'CO_SIGNATURE' as const,
        })),
      });
      const received = await store.receive(Readable.from([Buffer.from('Fassung eins')], { objectMode: false }));
      const upload = { ...received, fileName: 'konzept.txt' };
      const document = await documents.add(lead, randomUUID(), {
        projectId: project.id,
        title: 'Konzept',
        kind: 'OTHER',
        upload,
      });
      const [procedure] = await database.owner.query('select id from procedure where key = $2 and tenant_id = $1', [
        DEMO_PEOPLE['jonas.albrecht']?.tenantId,
        key,
      ]);
      return runs.start(lead, randomUUID(), project.id, { procedureId: procedure.id, documentId: document.id });
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Moves the clock of this database. */
export async function moveClock(database: TestDatabase, to: string | { seconds: number }): Promise<void> {
  await database.owner.query('insert into test_clock (id, shift_ms) values (1, 0) on conflict do nothing');
  const target = typeof to === 'string' ? '$1::timestamptz' : "app.now() + $1 * interval '1 second'";
  await database.owner.query(
    `update test_clock set shift_ms = shift_ms + round(extract(epoch from ${target} - app.now()) * 1000) where id = 1`,
    [typeof to === 'string' ? to : to.seconds],
  );
}

/** Executes whatever is due, and what that makes due, each item `times` times at once, as doubled bells would. */
export async function workOff(database: TestDatabase, outside: Outside, times = 1): Promise<void> {
  for (;;) {
    const due = await database.workerTransactions.run((tx) => workItems.claimDue(tx, 300));
    if (due.length === 0) return;
    for (const { id } of due)
      await Promise.all(Array.from({ length: times }, () => executeWorkItem(database.workerTransactions, id, outside)));
  }
}

/** What is due of this kind has failed for good, and an administrator gives it up. */
export async function skipIncident(database: TestDatabase, kind: JobKind): Promise<void> {
  const incidents: { id: string }[] = await database.owner.query(
    `with failed as (update work_item set state = 'incident' where kind = $1 and state = 'ready' and due_at <= app.now() returning id)
     select id from failed`,
    [kind],
  );
  const workItemsService = new WorkItemsService(database.transactions);
  for (const { id } of incidents)
    await workItemsService.skip(callerOf('katrin.moeller'), randomUUID(), id, { reason: 'Kein Empfänger mehr' });
}
