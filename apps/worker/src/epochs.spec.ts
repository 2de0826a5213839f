import { randomUUID } from 'node:crypto';
import { workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from './execute';
import { executeRing } from './execute-ring';
import type { MailServer } from './jobs';
import { workerLog } from './logging';
import { moveClock, startedRuns, workOff, type StartedRuns } from './testing/started-run';

describe('work after a restore', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  const sent: string[] = [];
  const mailServer: MailServer = {
    host: 'test',
    publicUrl: 'https://querraum.test',
    restMs: () => 0,
    send: (mail) => {
      sent.push(mail.to);
      return Promise.resolve({ state: 'sent' });
    },
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await database.owner.query("update person set email = username || '@stadt.example'");
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });
  beforeEach(() => sent.splice(0));

  const restored = () =>
    database.owner.query(
      `insert into epoch ("number", began_at, reason) select max("number") + 1, app.now(), 'restore' from epoch`,
    );
  const items = (kind: string) =>
    database.owner.query('select id, state, epoch from work_item where kind = $1 order by id', [kind]);

  const nextTick = async (): Promise<string> => {
    const [{ at }] = await database.owner.query(
      "select min(due_at) + interval '1 second' as at from work_item where kind = 'tickRun' and state = 'ready' and due_at > app.now()",
    );
    return at.toISOString();
  };

  it('lets nothing out that was caused before, though the mails were addressed only afterwards', async () => {
    await started.start();
    await restored();
    await workOff(database, { mailServer }, 3);
    const mails = await items('sendMail');
    expect(mails.length).toBeGreaterThan(3);
    expect(new Set(mails.map(({ state, epoch }: { state: string; epoch: number }) => `${state} ${epoch}`))).toEqual(
      new Set(['held 1']),
    );
    expect(sent).toEqual([]);
  });

  it('sends what an operator releases, once, and never what they drop', async () => {
    const [first, second, ...others] = (await items('sendMail')).map(({ id }: { id: string }) => id);
    const decide = database.workerTransactions.run(async (tx) => [
      await workItems.releaseHeld(tx, [first, first]),
      await workItems.releaseHeld(tx, [first]),
      await workItems.dropHeld(tx, [second, randomUUID()]),
    ]);
    expect(await decide).toEqual([1, 0, 1]);
    await workOff(database, { mailServer }, 2);
    expect(sent).toHaveLength(1);
    const states = (await items('sendMail')).map(({ id, state }: { id: string; state: string }) => [id, state]);
    expect(states).toEqual([[first, 'done'], [second, 'cancelled'], ...others.map((id: string) => [id, 'held'])]);
  });

  it('sends as ever what people do after the restore', async () => {
    await started.start('Danach');
    await workOff(database, { mailServer }, 3);
    expect(sent.length).toBeGreaterThan(3);
  });

  it('takes a Frist that falls due after the restore for new', async () => {
    const due = (ago: string) =>
      database.owner.query(
        `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, epoch)
         values (gen_random_uuid(), 'sealAudit', $1, json_build_object('period', $1::text), app.now() - $1::interval, app.now() - interval '2 days', 1)`,
        [ago],
      );
    await due('1 day');
    await due('0');
    const epochOfNext = async (work: { id: string }) => {
      await database.owner.query("delete from work_item where dedupe_key like 'sealAudit:%'");
      await executeWorkItem(database.workerTransactions, work.id);
      const [next] = await database.owner.query("select epoch from work_item where dedupe_key like 'sealAudit:%'");
      return next.epoch;
    };
    const [before, after] = await database.owner.query(
      "select id from work_item where kind = 'sealAudit' and epoch = 1 order by due_at",
    );
    expect(await epochOfNext(before)).toBe(1);
    expect(await epochOfNext(after)).toBe(2);
  });

  it('knows what was caused before a restore also where the number of an epoch is missing', async () => {
    const last = async (): Promise<number> =>
      (await database.owner.query('select max("number") as last from epoch'))[0].last;
    const known = new Set((await items('sendMail')).map(({ id }: { id: string }) => id));
    await started.start('Zweimal zurück');
    const before = await last();
    await database.owner.query(`insert into epoch ("number", began_at, reason) values ($1, app.now(), 'restore')`, [
      before + 2,
    ]);
    await workOff(database, { mailServer }, 3);
    const mails = (await items('sendMail')).filter(({ id }: { id: string }) => !known.has(id));
    expect(mails.length).toBeGreaterThan(3);
    expect(new Set(mails.map(({ state, epoch }: { state: string; epoch: number }) => `${state} ${epoch}`))).toEqual(
      new Set([`held ${before}`]),
    );
  });

  it('does what was owed before, also when it is rung for together', async () => {
    for (const title of ['Zugleich', 'Zusammen']) await started.start(title);
    await restored();
    const owed = (await items('addressMails')).flatMap(({ id, state }: { id: string; state: string }) =>
      state === 'ready' ? [id] : [],
    );
    expect(owed.length).toBeGreaterThan(1);
    const executor = { outside: { mailServer }, note: () => undefined, log: workerLog('silent') };
    await executeRing({ ...executor, transactions: database.workerTransactions }, owed);
    const states = (await items('addressMails')).map(({ state }: { state: string }) => state);
    expect(new Set(states)).toEqual(new Set(['done']));
  });

  it('lets nothing out that a Frist caused which was due before, however many steps lie between, and the next one as ever', async () => {
    await started.start('Frist');
    await workOff(database, { mailServer }, 3);
    const known = new Set((await items('sendMail')).map(({ id }: { id: string }) => id));
    const later = async () => (await items('sendMail')).filter(({ id }: { id: string }) => !known.has(id));
    await moveClock(database, await nextTick());
    await restored();
    sent.splice(0);
    await workOff(database, { mailServer }, 4);
    expect((await later()).length).toBeGreaterThan(0);
    expect(new Set((await later()).map(({ state }: { state: string }) => state))).toEqual(new Set(['held']));
    expect(sent).toEqual([]);
    await moveClock(database, await nextTick());
    await workOff(database, { mailServer }, 4);
    expect(sent.length).toBeGreaterThan(0);
  });
});
