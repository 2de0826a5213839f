import { setTimeout as sleep } from 'node:timers/promises';
import { type MuteProxy, openMuteProxy, openTestDatabase, type TestDatabase } from '../../testing';
import { Listener } from './listener';

describe('whoever listens to the database', () => {
  let database: TestDatabase;
  let proxy: MuteProxy;
  let listener: Listener;
  const heard = new Set<string>();
  const absences: unknown[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    proxy = await openMuteProxy(database.urls.worker);
    const tell = (error: unknown) => absences.push(error);
    listener = new Listener(proxy.urlOf(database.urls.worker), 'spec', (payload) => heard.add(payload), tell);
    await listener.start();
  });
  afterAll(async () => {
    listener.stop();
    proxy.close();
    await database.close();
  });

  const untilHeard = async (word: string) => {
    for (const end = performance.now() + 30_000; !heard.has(word) && performance.now() < end; await sleep(50))
      await database.owner.query('select pg_notify($1, $2)', ['spec', word]);
    return heard.has(word);
  };
  it('hears again after the connection broke', async () => {
    expect(await untilHeard('first')).toBe(true);
    const ended: unknown = await database.worker.query(
      `select pg_terminate_backend(pid, 5000) as "isEnded" from pg_stat_activity
       where datname = current_database() and query like 'listen%'`,
    );
    expect(ended).toEqual([{ isEnded: true }]);
    expect(await untilHeard('second')).toBe(true);
  });

  it('hears again after the path has fallen silent, though nobody asks anything else', async () => {
    proxy.fallSilent();
    const began = performance.now();
    expect(await untilHeard('third')).toBe(true);
    expect(performance.now() - began).toBeLessThan(25_000);
    expect(absences).toEqual([]);
  }, 40_000);
});
