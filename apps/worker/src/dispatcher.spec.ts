import { randomUUID } from 'node:crypto';
import type { JobKind } from '@querraum/server';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { Dispatcher } from './dispatcher';
import { workerLog } from './logging';
import { inlineTransport } from './transport/inline.transport';

const CROWD = 40;

describe('a crowd of mails of which each hangs', () => {
  let database: TestDatabase;
  let dispatcher: Dispatcher;
  const executed = new Set<string>();
  const crowd = Promise.withResolvers<undefined>();

  beforeAll(async () => {
    database = await openTestDatabase();
    const execute = async ({ ids }: { ids: string[] }) => {
      for (const id of ids) {
        const [item] = await database.owner.query('select kind from work_item where id = $1', [id]);
        executed.add(item.kind);
        if (item.kind === 'sendMail') await crowd.promise;
      }
    };
    const transactions = database.workerTransactions;
    dispatcher = new Dispatcher(transactions, inlineTransport(), execute, database.urls.worker, workerLog('silent'));
    for (let number = 0; number < CROWD; number += 1) await owe('sendMail', { deliveryId: randomUUID() }, 60 + number);
    await dispatcher.start();
  });
  afterAll(async () => {
    crowd.resolve(undefined);
    await dispatcher.stop();
    await database.close();
  });

  const owe = (kind: JobKind, more: object, secondsLate: number): Promise<unknown> =>
    database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       values ($1, $2, gen_random_uuid()::text, $3, app.now() - $4 * interval '1 second', app.now())`,
      [randomUUID(), kind, { projectId: randomUUID(), ...more }, secondsLate],
    );
  const untilExecuted = async (kind: JobKind) => {
    const end = performance.now() + 10_000;
    while (!executed.has(kind) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it.each([
    ['a Frist', 'tickRun', { runId: randomUUID() }],
    ['an event', 'announceEvents', { sequence: 1 }],
    ['a file that somebody wants to take away', 'makeExport', { personId: randomUUID() }],
    ['a text that is to be found', 'extractText', { documentId: randomUUID() }],
  ] as const)('does not keep %s waiting', async (_, kind, more) => {
    await untilExecuted('sendMail');
    await owe(kind, more, 0);
    await untilExecuted(kind);
    expect(executed).toContain(kind);
  });
});
