import { workerLog } from '../logging';
import { transportFor, type QueueConfig } from '.';

const REDIS_URL = 'redis://127.0.0.1:1';
const QUEUE_DATABASE_URL = 'postgresql://app_queue@127.0.0.1:1/querraum';

describe('the bell of an installation', () => {
  it.each<[string, QueueConfig]>([
    ['inline', { QUEUE_BACKEND: 'inline', REDIS_URL }],
    ['bullmq-postgres', { QUEUE_BACKEND: 'postgres', REDIS_URL, QUEUE_DATABASE_URL }],
    ['bullmq-redis', { QUEUE_BACKEND: 'redis', REDIS_URL, QUEUE_DATABASE_URL }],
    ['bullmq-redis', { REDIS_URL, QUEUE_DATABASE_URL }],
  ])('is %s for %j, and nobody is warned', (name, config) => {
    const lines: string[] = [];
    expect(transportFor(config, workerLog('info', { write: (line) => lines.push(line) })).name).toBe(name);
    expect(lines).toEqual([]);
  });

  it('is none that is named and has no address', () => {
    const log = workerLog('silent');
    expect(() => transportFor({ QUEUE_BACKEND: 'redis' }, log)).toThrow(/QUEUE_BACKEND=redis.*REDIS_URL.*inline/);
    expect(() => transportFor({ REDIS_URL, QUEUE_BACKEND: 'postgres' }, log)).toThrow(
      /QUEUE_BACKEND=postgres.*QUEUE_DATABASE_URL/,
    );
  });

  it('is the process itself where none is named, and says so once', () => {
    const lines: string[] = [];
    expect(transportFor({}, workerLog('info', { write: (line) => lines.push(line) })).name).toBe('inline');
    expect(lines).toEqual([expect.stringMatching(/"level":40.*QUEUE_BACKEND.*REDIS_URL/)]);
  });
});
