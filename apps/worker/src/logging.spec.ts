import { openTestDatabase, TEST_REDIS_URL as redisUrl } from '@querraum/server/testing';
import { workerLog } from './logging';
import { redisTransport } from './transport/bullmq.transport';

describe('the log of the worker', () => {
  it('says which statement failed, and nothing of what it was given', async () => {
    const database = await openTestDatabase();
    const lines: string[] = [];
    const log = workerLog('info', { write: (line) => lines.push(line) });
    const given = ['Der Bolzplatz fällt weg', null];
    await database.owner
      .query('insert into holiday (state, date, name) select $1, $2::date, $1', given)
      .catch((error: unknown) => log.error({ err: error }, 'work item failed'));
    await database.close();
    expect(lines.join('')).toMatch(/work item failed/);
    expect(lines.join('')).toMatch(/insert into holiday/);
    expect(lines.join('')).not.toMatch(/Bolzplatz/);
  });

  if (redisUrl !== undefined) {
    const url = Object.assign(new URL(redisUrl), { username: 'querraum', password: 'geheim-0815' }).href;
    it('says that Redis refuses the sign-in, and not the password', async () => {
      const lines: string[] = [];
      const log = workerLog('info', { write: (line) => lines.push(line) });
      const { promise: refused, resolve: isRefused } = Promise.withResolvers<undefined>();
      const transport = redisTransport(url, (error) => {
        log.warn({ err: error }, 'queue error');
        if (error.message.includes('WRONGPASS')) isRefused(undefined);
      });
      await transport.start(async () => undefined);
      await refused;
      await transport.stop();
      expect(lines.join('')).toMatch(/WRONGPASS.*queue error/);
      expect(lines.join('')).not.toMatch(/geheim/);
    });
  }
});
