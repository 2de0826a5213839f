import { randomUUID } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase, untilSomebodyWaits } from '../../testing';

/** Authority is judged and held in the transaction that decides (promise P5), however it was known before. */
describe('authority at its use', () => {
  let database: TestDatabase;
  let changer: QueryRunner;
  const deputy = 'nadja.kowalski';
  const principal = 'petra.wieland';

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    changer = database.owner.createQueryRunner();
  });
  afterAll(async () => {
    await changer.release();
    await database.close();
  });

  beforeEach(async () => {
    await database.owner.query('delete from test_clock');
    await database.owner.query('delete from deputation');
    await database.owner.query('update membership set valid_to = null');
    await database.owner.query('update person set disabled_at = null');
    await database.owner.query(
      `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
       values ($1, $2, $3, $4, app.now() - interval '1 hour', app.now() + interval '1 hour')`,
      [DEMO_PEOPLE[principal]?.tenantId, randomUUID(), idOf(principal), idOf(deputy)],
    );
    await grantsOf(deputy);
  });

  const idOf = (username: string) => DEMO_PEOPLE[username]?.id ?? '';
  const callerOf = (username: string) => ({ issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[username]?.subject ?? '' });
  const command = <T>(username: string, work: (grants: unknown[]) => Promise<T>) =>
    database.transactions.command(callerOf(username), { key: randomUUID(), request: {} }, (tx) =>
      work(tx.actor.grants.map(({ onBehalfOf, unitId }) => onBehalfOf ?? unitId)),
    );
  const grantsOf = (username: string) => command(username, async (grants) => grants);
  const own = () => DEMO_PEOPLE[deputy]?.unitId;

  /** What takes something from the deputy, and what is left to them. */
  const REVOCATIONS: [what: string, sql: () => string, left: () => unknown][] = [
    [
      'the own office',
      () => `update membership set valid_to = app.now() where person_id = '${idOf(deputy)}'`,
      () => [idOf(principal)],
    ],
    [
      'the office of whom they stand in for',
      () => `update membership set valid_to = app.now() where person_id = '${idOf(principal)}'`,
      () => [own()],
    ],
    [
      'the deputation',
      () => `update deputation set valid_to = app.now() where deputy_id = '${idOf(deputy)}'`,
      () => [own()],
    ],
    ['a row of it by hand', () => `delete from deputation where deputy_id = '${idOf(deputy)}'`, () => [own()]],
    [
      'the other person',
      () => `update person set disabled_at = app.now() where id = '${idOf(principal)}'`,
      () => [own()],
    ],
  ];

  it.each(REVOCATIONS)('keeps whoever takes %s waiting until the decision is committed', async (_, sql, left) => {
    let revoked: Promise<unknown> = Promise.resolve();
    let isRevoked = false;
    const grants = await command(deputy, async (held) => {
      revoked = changer.query(sql()).then(() => (isRevoked = true));
      await untilSomebodyWaits(database.owner);
      return { held, isRevoked };
    });
    expect(grants).toEqual({ held: expect.arrayContaining([own(), idOf(principal)]) as unknown, isRevoked: false });
    await revoked;
    expect(await grantsOf(deputy)).toEqual(left());
  });

  it.each(REVOCATIONS)('lets a decision wait for whoever has begun to take %s, and sees it', async (_, sql, left) => {
    await changer.startTransaction();
    await changer.query(sql());
    const decided = grantsOf(deputy);
    await untilSomebodyWaits(database.owner);
    await changer.commitTransaction();
    expect(await decided).toEqual(left());
  });

  it.each(REVOCATIONS)('is the same for the release before, which locks the rows (%s)', async (_, sql) => {
    const before = database.api.createQueryRunner();
    const open = () =>
      before.query('select actor from app.open_command($1, $2, true, $3, null, null)', [
        DEMO_ISSUER,
        DEMO_PEOPLE[deputy]?.subject,
        randomUUID(),
      ]);
    await before.startTransaction();
    await open();
    const revoked = changer.query(sql());
    await untilSomebodyWaits(database.owner);
    await before.commitTransaction();
    await revoked;
    await before.release();
  });

  it('is that over the units as they are after all waiting, also of whom nobody knew before', async () => {
    const [{ subject, personId, childId, parentId }] = await database.owner.query(
      `select p.subject, p.id as "personId", c.id as "childId", u.id as "parentId" from membership m
       join person p on p.id = m.person_id join org_unit u on u.id = m.unit_id join org_unit c on c.parent_id = u.id
       where m.role in ('HEAD', 'DISTRICT_COUNCILLOR') and u.parent_id is not null limit 1`,
    );
    const caller = { issuer: DEMO_ISSUER, subject };
    const key = randomUUID();
    const move = (to: string) =>
      database.owner.query('update org_unit set parent_id = $2 where id = $1', [childId, to]);
    const [{ above }] = await database.owner.query('select parent_id as above from org_unit where id = $1', [parentId]);
    await database.owner.query('update authority_revision set revision = gen_random_uuid()');
    await changer.startTransaction();
    await changer.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`idempotency:${personId}:${key}`]);
    const decided = database.transactions.command(caller, { key, request: {} }, async (tx) => [...tx.actor.unitIds]);
    await untilSomebodyWaits(database.owner);
    await move(above);
    await changer.commitTransaction();
    const units = [await decided, await database.transactions.read(caller, async (tx) => [...tx.actor.unitIds])];
    await move(parentId);
    expect(units.map((seen) => [seen.includes(parentId), seen.includes(childId)])).toEqual(
      Array(2).fill([true, false]),
    );
  });

  it('is that of the instant after all waiting, also of whom nobody knew before', async () => {
    await database.owner.query("update deputation set valid_to = app.now() + interval '1 second'");
    await database.owner.query('update authority_revision set revision = gen_random_uuid()');
    const key = randomUUID();
    const lock = `idempotency:${idOf(deputy)}:${key}`;
    await changer.startTransaction();
    await changer.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
    const decided = database.transactions.command(callerOf(deputy), { key, request: {} }, async (tx) =>
      tx.actor.grants.map(({ onBehalfOf, unitId }) => onBehalfOf ?? unitId),
    );
    await untilSomebodyWaits(database.owner);
    await changer.query('select pg_sleep(1)');
    await changer.commitTransaction();
    expect(await decided).toEqual([own()]);
  });

  it('does not wait for what only adds to it, and sees it once it is committed', async () => {
    await changer.startTransaction();
    await changer.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       select tenant_id, gen_random_uuid(), $1, unit_id, role, capacity, app.now() - interval '1 minute'
       from membership where person_id = $2`,
      [idOf('tobias.brandt'), idOf(principal)],
    );
    expect(await grantsOf('tobias.brandt')).toHaveLength(1);
    await changer.commitTransaction();
    expect(await grantsOf('tobias.brandt')).toHaveLength(2);
  });

  it('ends with its period though nothing is changed', async () => {
    await database.owner.query(
      `update membership set valid_to = app.now() + interval '1 minute' where person_id = $1`,
      [idOf('jonas.albrecht')],
    );
    expect(await grantsOf('jonas.albrecht')).toHaveLength(1);
    await database.owner.query(
      `insert into test_clock values (1, 60000) on conflict (id) do update set shift_ms = 60000`,
    );
    expect(await grantsOf('jonas.albrecht')).toEqual([]);
  });

  it('is not taken for that of another who signs in under the same subject', async () => {
    const [{ subject }] = (await database.owner.query('select subject from person where id = $1', [
      idOf('jonas.albrecht'),
    ])) as [{ subject: string }];
    const name = () => database.transactions.read(callerOf('jonas.albrecht'), async (tx) => tx.actor.name);
    expect(await name()).toBe('Jonas Albrecht');
    await database.owner.query('update person set subject = null where id = $1', [idOf('jonas.albrecht')]);
    await database.owner.query('update person set subject = $2 where id = $1', [idOf('omar.haddad'), subject]);
    expect(await name()).toBe(DEMO_PEOPLE['omar.haddad']?.name);
  });

  it('is not asked anew where only settings of the person change', async () => {
    const revisions = () => database.owner.query('select place, revision from authority_revision order by place');
    const before = (await revisions()) as unknown;
    await database.owner.query("update person set language = 'en', revision = revision + 1");
    expect(await revisions()).toEqual(before);
  });
});
