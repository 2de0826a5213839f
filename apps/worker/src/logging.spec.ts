import { openTestDatabase } from '@querraum/server/testing';
import { workerLog } from './logging';

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
});
