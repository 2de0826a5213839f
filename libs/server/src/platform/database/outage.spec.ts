import { createDataSource } from '../../database';
import { openTestDatabase, type TestDatabase } from '../../testing';
import { becauseOf, domainError } from './outage';
import { Transactions } from './transactions';

const withCode = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('what the network says of the database', () => {
  it.each([
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  ])('is a reason to come again (%s)', (code) => {
    const refusal = domainError(withCode(code));
    expect(refusal).toMatchObject({ code: 'busy' });
    expect(refusal && becauseOf(refusal)).toBe(code);
  });

  it('is one also where it says it of one of several addresses', () => {
    const ofBoth = new AggregateError([withCode('EADDRNOTAVAIL'), withCode('ECONNREFUSED')]);
    expect(domainError(Object.assign(ofBoth, { code: 'EADDRNOTAVAIL' }))).toMatchObject({ code: 'busy' });
  });

  it('is none where it is something else', () => {
    expect(domainError(withCode('EACCES'))).toBeUndefined();
    expect(domainError(new AggregateError([withCode('EACCES')]))).toBeUndefined();
  });
});

describe('a database whose name is known no more', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('has transactions ask to come again', async () => {
    const source = await createDataSource({ url: database.urls.api, pool: 2, applicationName: 'moved' }).initialize();
    const { options } = (source.driver as unknown as { master: { options: object } }).master;
    Object.assign(options, { connectionString: 'postgres://nobody@nowhere.invalid/none' });
    const transactions = new Transactions(source);
    // The one connection that there is already is in use.
    const asking = transactions.run(() => transactions.run(async () => 'there'));
    await expect(asking).rejects.toMatchObject({ code: 'busy' });
    await source.destroy();
  });
});
