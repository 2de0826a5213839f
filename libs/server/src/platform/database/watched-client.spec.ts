import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database';
import { type MuteProxy, openMuteProxy, openTestDatabase, type TestDatabase } from '../../testing';
import { Transactions } from './transactions';

/** The promise of docs/reliability.md. */
const BACK_WITHIN_MS = 10_000;

describe('connections of which nothing is heard any more', () => {
  let database: TestDatabase;
  let proxy: MuteProxy;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await openTestDatabase();
    proxy = await openMuteProxy(database.urls.api);
    source = await createDataSource({
      url: proxy.urlOf(database.urls.api),
      pool: 4,
      applicationName: 'spec',
    }).initialize();
    transactions = new Transactions(source);
  });
  afterAll(async () => {
    await source.destroy();
    proxy.close();
    await database.close();
  });

  const alive = () => transactions.run((tx) => tx.rows('select 1 as alive'));
  const asksAtOnce = (many: number) => Promise.all(Array.from({ length: many }, alive));

  it('are given up, those that rest among them: who asks is told to come again, and then is answered', async () => {
    await asksAtOnce(4);
    const began = performance.now();
    const hanging = transactions.run(async (tx) => {
      proxy.fallSilent();
      return tx.rows('select 1');
    });
    await expect(hanging).rejects.toMatchObject({ code: 'busy' });
    await expect(asksAtOnce(4)).resolves.toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(BACK_WITHIN_MS);
  }, 20_000);

  it('are given up also where they were heard after the question that stays unanswered', async () => {
    const hanging = transactions.run((tx) => tx.rows('select pg_sleep(4)'));
    await alive();
    proxy.fallSilent();
    await expect(hanging).rejects.toMatchObject({ code: 'busy' });
    const began = performance.now();
    await expect(alive()).resolves.toEqual([{ alive: 1 }]);
    expect(performance.now() - began).toBeLessThan(2000);
  }, 20_000);

  it('are let go of by the server too, also with an answer under way', async () => {
    const limits = `select current_setting('tcp_keepalives_idle') as idle, current_setting('tcp_user_timeout') as owed`;
    const told = await transactions.run((tx) => tx.rows(limits));
    // Only Linux knows the second one.
    expect(told).toEqual([{ idle: '30', owed: process.platform === 'linux' ? '60000' : '0' }]);
  });

  it('keep nobody whose work has failed from ending', async () => {
    const failing = transactions.run(async () => {
      proxy.fallSilent();
      throw new Error('of the work');
    });
    await expect(failing).rejects.toThrow('of the work');
    await expect(alive()).resolves.toEqual([{ alive: 1 }]);
  }, 20_000);

  it('are given up when an answer is awaited, not where many answers in turn take their time', async () => {
    const slow = 'select pg_sleep(2.5), 1 as done';
    const answers = transactions.run((tx) => Promise.all([tx.rows(slow), tx.rows(slow), tx.rows(slow)]));
    await expect(answers).resolves.toHaveLength(3);
  }, 20_000);
});
