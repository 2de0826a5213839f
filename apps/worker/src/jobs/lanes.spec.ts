import { LEAVES_THE_HOUSE } from '@querraum/server';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { KINDS_OF, latenessOf } from './lanes';

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

it('says how late each lane is, by the oldest of its kinds; what only another release knows is no Frist', () => {
  const due = (kind: string, oldestDueSeconds: number, oldestUntriedSeconds = oldestDueSeconds) => ({
    ...{ kind, due: 1 },
    ...{ oldestDueSeconds, oldestUntriedSeconds },
  });
  const kinds = [due('tickRun', 7), due('tickCycle', 9, 0), due('runReport', 20), due('ofAnotherRelease', 50)];
  expect(latenessOf({ incidents: 0, held: 0, kinds })).toEqual({
    prompt: { oldestDueSeconds: 9, oldestUntriedSeconds: 7 },
    mails: { oldestDueSeconds: 0, oldestUntriedSeconds: 0 },
    slow: { oldestDueSeconds: 50, oldestUntriedSeconds: 50 },
  });
});
