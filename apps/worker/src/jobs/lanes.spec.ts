import { LEAVES_THE_HOUSE } from '@querraum/server';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { KINDS_OF } from './lanes';

describe('the lane of the mails', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('has the kinds that an operator releases after a restore, and no other', () => {
    expect(KINDS_OF.mails.toSorted()).toEqual([...LEAVES_THE_HOUSE].toSorted());
  });

  it('is passed by in the index of everybody else: no crowd of mails is read through', async () => {
    const [index] = await database.owner.query<{ condition: string }[]>(
      `select pg_get_expr(indpred, indrelid) as condition from pg_index where indexrelid = 'work_item_due_in_the_house'::regclass`,
    );
    const passedBy = [...(index?.condition ?? '').matchAll(/'(\w+)'::text/g)].map(([, word]) => word);
    expect(passedBy.filter((word) => word !== 'ready').toSorted()).toEqual(KINDS_OF.mails.toSorted());
  });
});
