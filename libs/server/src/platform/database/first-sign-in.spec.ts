import { DomainError } from '../domain-error';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase, untilSomebodyWaits } from '../../testing';

describe('the first sign-in of a person who was added by username', () => {
  let database: TestDatabase;
  const tenantId = DEMO_PEOPLE['jonas.albrecht']?.tenantId;
  const enter = (subject: string, username?: string) =>
    database.transactions.read(
      { issuer: DEMO_ISSUER, subject, ...(username !== undefined && { username }) },
      async (tx) => tx.actor.personId,
    );
  const unknown = expect.objectContaining<Partial<DomainError>>({ code: 'personUnknown' });

  /** A person without subject. */
  async function awaitPerson(username: string): Promise<string> {
    const id = crypto.randomUUID();
    await database.owner.query(
      'insert into person (tenant_id, id, issuer, username, name) values ($1, $2, $3, $4, $4)',
      [tenantId, id, DEMO_ISSUER, username],
    );
    return id;
  }
  const subjectOf = async (id: string) =>
    (await database.owner.query('select subject from person where id = $1', [id]))[0]?.subject;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  });
  afterAll(() => database.close());

  it('binds the account once and says so in the chain of the house', async () => {
    const id = await awaitPerson('nora.first');
    expect(await enter('sub-nora', 'Nora.First')).toBe(id);
    expect(await subjectOf(id)).toBe('sub-nora');
    const entries = await database.owner.query(
      `select e.actor, b.body ->> 'username' as username from audit_entry e
       join audit_body b using (tenant_id, chain, seq) where e.chain = $1 and e.action = 'person.signedInFirst'`,
      [tenantId],
    );
    expect(entries).toEqual([{ actor: id, username: 'nora.first' }]);
  });

  it('keeps the person of a renamed account, and lets nobody take the old name over', async () => {
    const id = await awaitPerson('ole.renamed');
    await enter('sub-ole', 'ole.renamed');
    expect(await enter('sub-ole', 'ole.new-name')).toBe(id);
    await expect(enter('sub-stranger', 'ole.renamed')).rejects.toEqual(unknown);
  });

  it('gives a re-created account with the same username none of the rights of the old one', async () => {
    const id = await awaitPerson('pia.again');
    await enter('sub-pia-old', 'pia.again');
    await expect(enter('sub-pia-new', 'pia.again')).rejects.toEqual(unknown);
    expect(await subjectOf(id)).toBe('sub-pia-old');
  });

  it('never binds a disabled person, and never gives a disabled account another person', async () => {
    const id = await awaitPerson('rosa.disabled');
    await database.owner.query('update person set disabled_at = now() where id = $1', [id]);
    await expect(enter('sub-rosa', 'rosa.disabled')).rejects.toEqual(unknown);
    expect(await subjectOf(id)).toBeNull();

    const waiting = await awaitPerson('sven.waiting');
    const disabled = await awaitPerson('sven.disabled');
    await enter('sub-sven', 'sven.disabled');
    await database.owner.query('update person set disabled_at = now() where id = $1', [disabled]);
    await expect(enter('sub-sven', 'sven.waiting')).rejects.toEqual(unknown);
    expect(await subjectOf(waiting)).toBeNull();
  });

  it('does not look at the username of whoever is known', async () => {
    const waiting = await awaitPerson('tom.waiting');
    expect(await enter(DEMO_PEOPLE['jonas.albrecht']?.subject ?? '', 'tom.waiting')).toBe(
      DEMO_PEOPLE['jonas.albrecht']?.id,
    );
    expect(await subjectOf(waiting)).toBeNull();
  });

  it('lets ten requests at once be the same person, and one of two accounts win', async () => {
    const id = await awaitPerson('uma.hurried');
    const same = await Promise.all(Array.from({ length: 10 }, () => enter('sub-uma', 'uma.hurried')));
    expect(new Set(same)).toEqual(new Set([id]));

    const contested = await awaitPerson('vera.contested');
    const answers = await Promise.allSettled(['a', 'b'].map((name) => enter(`sub-vera-${name}`, 'vera.contested')));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: unknown });
    const entries = await database.owner.query(
      `select 1 from audit_entry where action = 'person.signedInFirst' and actor = any ($1)`,
      [[id, contested]],
    );
    expect(entries).toHaveLength(2);
  });

  it('lets requests of the same first sign-in go on together once one of them is bound', async () => {
    const id = await awaitPerson('xenia.together');
    const caller = { issuer: DEMO_ISSUER, subject: 'sub-xenia', username: 'xenia.together' };
    let inside = 0;
    const { promise: everybody, resolve } = Promise.withResolvers<true>();
    const entered = await Promise.all(
      Array.from({ length: 6 }, () =>
        database.transactions.read(caller, async (tx) => {
          inside += 1;
          // Nobody comes in before the one who binds has gone; the others do not wait for each other.
          if (inside === 6) resolve(true);
          if (inside > 1) await everybody;
          return tx.actor.personId;
        }),
      ),
    );
    expect(new Set(entered)).toEqual(new Set([id]));
  });

  it('knows somebody who is bound between two of the statements by which they enter', async () => {
    const id = await awaitPerson('yara.between');
    const other = database.owner.createQueryRunner();
    await other.startTransaction();
    await other.query('lock table authority_revision in access exclusive mode');
    const entered = enter('sub-yara', 'yara.between');
    // It has asked for the person, who is nobody yet, and stands before what that person's authority is.
    await untilSomebodyWaits(database.owner);
    await other.query('update person set subject = $1 where id = $2', ['sub-yara', id]);
    await other.commitTransaction();
    await other.release();
    expect(await entered).toBe(id);
  });

  it('binds nobody by a token of another issuer', async () => {
    const id = await awaitPerson('wim.foreign');
    const foreign = { issuer: 'http://evil.example/realms/x', subject: 'sub-wim', username: 'wim.foreign' };
    await expect(database.transactions.read(foreign, async (tx) => tx.actor.personId)).rejects.toEqual(unknown);
    expect(await subjectOf(id)).toBeNull();
  });
});
