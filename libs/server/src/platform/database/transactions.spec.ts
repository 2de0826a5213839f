import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createDataSource } from '../../database';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '../../testing';
import { DomainError } from '../domain-error';
import { becauseOf, domainError } from './outage';
import { statement } from './statement';
import { Refused, Transactions } from './transactions';

/** Of the connections that are made from now on. */
const SEE_DEADLOCKS_SOON = `do $$ begin
  execute format('alter database %I set deadlock_timeout = ''100ms''', current_database());
end $$`;

describe('transactions', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  });
  afterAll(() => database.close());

  const callerOf = (username: string) => ({ issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[username]?.subject ?? '' });
  const jonas = callerOf('jonas.albrecht');
  const keys = async () => (await database.owner.query('select key from idempotency')).length;

  it('give the stored answer for the same key, and do the work once', async () => {
    const key = randomUUID();
    let done = 0;
    const send = () =>
      database.transactions.command(jonas, { key, request: { a: 1, b: 2 } }, async () => ({ z: (done += 1), a: 'x' }));
    const answers = await Promise.all([send(), send(), send()]);
    expect(done).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('take a request for the same whatever the order of its fields', async () => {
    const key = randomUUID();
    await database.transactions.command(jonas, { key, request: { a: 1, b: 2 } }, async () => 'first');
    await expect(
      database.transactions.command(jonas, { key, request: { b: 2, a: 1 } }, async () => 'second'),
    ).resolves.toBe('first');
  });

  it('refuse a key that belongs to another request', async () => {
    const key = randomUUID();
    await database.transactions.command(jonas, { key, request: { a: 1 } }, async () => 'first');
    const second = database.transactions.command(jonas, { key, request: { a: 2 } }, async () => 'second');
    await expect(second).rejects.toMatchObject({ code: 'idempotencyKeyReused' });
  });

  it('never show the answer of another person who uses the same key', async () => {
    const key = randomUUID();
    await database.transactions.command(jonas, { key, request: {} }, async () => 'for Jonas');
    const other = database.transactions.command(callerOf('omar.haddad'), { key, request: {} }, async () => 'for Omar');
    await expect(other).resolves.toBe('for Omar');
  });

  it('keep nothing of a failed command, so that the same key may try again', async () => {
    const key = randomUUID();
    const before = await keys();
    const failing = database.transactions.command(jonas, { key, request: {} }, async () => {
      throw new DomainError('busy');
    });
    await expect(failing).rejects.toMatchObject({ code: 'busy' });
    expect(await keys()).toBe(before);
    await expect(database.transactions.command(jonas, { key, request: {} }, async () => 'now')).resolves.toBe('now');
  });

  it('keep what came before a refusal, but not its key', async () => {
    const before = await keys();
    const refused = database.transactions.command(jonas, { key: randomUUID(), request: {} }, async (tx) => {
      await tx.rows(
        "insert into work_item (id, kind, dedupe_key, payload, due_at, created_at) values ($1, 'tickRun', 'kept', '{}', $2, $2)",
        [randomUUID(), tx.now],
      );
      return new Refused(new DomainError('stale', { current: 2 }));
    });
    await expect(refused).rejects.toMatchObject({ code: 'stale' });
    expect(await database.owner.query("select 1 from work_item where dedupe_key = 'kept'")).toHaveLength(1);
    expect(await keys()).toBe(before);
  });

  it('know nobody without a person, and nobody who is disabled', async () => {
    const read = (caller: typeof jonas) => database.transactions.read(caller, async (tx) => tx.actor.name);
    await expect(read({ ...jonas, subject: randomUUID() })).rejects.toMatchObject({ code: 'personUnknown' });
    await expect(read({ ...jonas, issuer: 'https://elsewhere.example' })).rejects.toMatchObject({
      code: 'personUnknown',
    });
    await database.owner.query("update person set disabled_at = app.now() where username = 'mira.yildiz'");
    await expect(read(callerOf('mira.yildiz'))).rejects.toMatchObject({ code: 'personUnknown' });
  });

  it('leave no context behind for the next user of the connection', async () => {
    await database.transactions.read(jonas, async (tx) => tx.actor.name);
    const [{ person }] = await database.transactions
      .run((tx) => tx.rows<{ person: string | null }>('select app.person_id() as person'))
      .then((rows) => rows as [{ person: string | null }]);
    expect(person).toBeNull();
  });

  it('let a head see the units below, a case worker the own one, an administrator none', async () => {
    const unitsOf = (username: string) =>
      database.transactions.read(callerOf(username), async (tx) => tx.actor.unitIds.length);
    expect(await unitsOf('marlene.ostermann')).toBe(6);
    expect(await unitsOf('jonas.albrecht')).toBe(1);
    expect(await unitsOf('katrin.moeller')).toBe(0);
  });

  it('give an authority only within its period', async () => {
    const { personId, unitId } = {
      personId: DEMO_PEOPLE['tobias.brandt']?.id,
      unitId: DEMO_PEOPLE['petra.wieland']?.unitId,
    };
    const grants = () =>
      database.transactions.read(callerOf('tobias.brandt'), async (tx) => tx.actor.grants.map((grant) => grant.unitId));
    expect(await grants()).toEqual([unitId]);
    await database.owner.query('update membership set valid_to = app.now() where person_id = $1', [personId]);
    expect(await grants()).toEqual([]);
  });

  it('let a deputy act within the absence, with the name of the principal', async () => {
    const principal = DEMO_PEOPLE['petra.wieland'];
    const deputy = DEMO_PEOPLE['nadja.kowalski'];
    await database.owner.query(
      `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
       values ($1, $2, $3, $4, app.now() - interval '1 hour', app.now() + interval '1 hour')`,
      [principal?.tenantId, randomUUID(), principal?.id, deputy?.id],
    );
    const grants = await database.transactions.read(callerOf('nadja.kowalski'), async (tx) => tx.actor.grants);
    expect(grants).toContainEqual(
      expect.objectContaining({ capacity: 'DEPUTY', onBehalfOf: principal?.id, onBehalfOfName: principal?.name }),
    );
  });

  describe('with statements for later', () => {
    const write = statement('writeForLater', "select set_config('test.written', $1, true)");
    const fail = statement('failLater', "select 1 / (case $1 when '' then 0 else 1 end)");

    it('send them before the next statement, in their order', async () => {
      const written = await database.transactions.read(jonas, async (tx) => {
        tx.later(write, ['first']);
        tx.later(write, ['second']);
        return tx.rows<{ written: string }>("select current_setting('test.written') as written");
      });
      expect(written).toEqual([{ written: 'second' }]);
    });

    it('keep nothing when one of them fails with the commit', async () => {
      const key = randomUUID();
      const failing = database.transactions.command(jonas, { key, request: {} }, async (tx) => {
        tx.later(fail, ['']);
        return 'done';
      });
      await expect(failing).rejects.toMatchObject({ code: 'invalidInput' });
      expect(await database.owner.query('select 1 from idempotency where key = $1', [key])).toEqual([]);
    });

    it('fail for its reason, and not because the statement after it could not be carried out', async () => {
      const failing = database.transactions.read(jonas, async (tx) => {
        tx.later(fail, ['']);
        return tx.rows('select 1');
      });
      await expect(failing).rejects.toMatchObject({ code: 'invalidInput' });
    });
  });

  it("begin anew when they stood in each other's way, so that both come to their end", async () => {
    // Noticed well before the wait for a lock ends, also where the machine is slow.
    const superuser = new Client({ connectionString: database.urls.superuser });
    await superuser.connect();
    await superuser.query(SEE_DEADLOCKS_SOON);
    await superuser.end();
    const source = await createDataSource({ url: database.urls.api, pool: 2, applicationName: 'spec' }).initialize();
    const transactions = new Transactions(source);
    const begun: string[] = [];
    const bothHold = Promise.withResolvers<string>();
    const crossing = (name: string, first: number, second: number) =>
      transactions.run(async (tx) => {
        await tx.rows('select pg_advisory_xact_lock($1)', [first]);
        begun.push(name);
        if (begun.length === 2) bothHold.resolve(name);
        await bothHold.promise;
        await tx.rows('select pg_advisory_xact_lock($1)', [second]);
        return name;
      });
    await expect(Promise.all([crossing('one', 1, 2), crossing('two', 2, 1)])).resolves.toEqual(['one', 'two']);
    expect(begun).toHaveLength(3);
    await source.destroy();
  });

  it.each(['at once', 'with the next statement'])(
    'ask to come again when the connection dies, noticed %s',
    async (when) => {
      const dying = database.transactions.read(jonas, async (tx) => {
        const death = tx.rows('select pg_terminate_backend(pg_backend_pid())');
        if (when === 'at once') await death;
        else await death.catch(() => undefined);
        return tx.rows('select 1');
      });
      await expect(dying).rejects.toMatchObject({ code: 'busy' });
      await expect(database.transactions.read(jonas, async (tx) => tx.actor.name)).resolves.toBe('Jonas Albrecht');
    },
  );

  it.each([
    ["select set_config('statement_timeout', '10ms', true)", 'select pg_sleep(1)', 'busy', '57014'],
    ['select 1', "select pg_terminate_backend(pg_backend_pid()), 'Bolzplatz'", 'busy', '57P01'],
    ['select 1', "select 'Bolzplatz'::int", 'invalidInput', '22P02'],
  ])('keep the code of what the database refused, and no words of it (%s; %s)', async (before, sql, code, because) => {
    const refused: unknown = await database.transactions
      .run((tx) => tx.rows(before, []).then(() => tx.rows(sql, [])))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code });
    expect(becauseOf(refused as DomainError)).toBe(because);
    expect(String((refused as Error).cause)).not.toContain('Bolzplatz');
  });

  it('keep the words of the driver where a connection was lost, which has no code', () => {
    const lost = domainError(new Error('Connection terminated unexpectedly'));
    expect(lost && becauseOf(lost)).toBe('Connection terminated');
    const crowd = domainError(new Error('timeout exceeded when trying to connect'));
    expect(crowd && becauseOf(crowd)).toBe('timeout exceeded when trying to connect');
    expect(becauseOf(new DomainError('busy'))).toBeUndefined();
  });
});
