import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { warnOfEviction } from './eviction';

const policy = (name: string): string => `*2\r\n$16\r\nmaxmemory-policy\r\n$${name.length}\r\n${name}\r\n`;

describe('a queue that may throw away what it keeps', () => {
  let redis: Server | undefined;
  afterEach(() => redis?.close());

  /** What is warned of where Redis answers the question so. */
  async function warningsOf(answer: string): Promise<string[]> {
    const server = createServer((socket) => socket.on('data', () => socket.write(answer))).listen(0, '127.0.0.1');
    redis = server;
    await once(server, 'listening');
    const warnings: string[] = [];
    await warnOfEviction(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`, (warning) =>
      warnings.push(warning),
    );
    return warnings;
  }

  it('is warned of by its policy', async () => {
    expect(await warningsOf(policy('allkeys-lru'))).toEqual([
      'the queue may throw away what it keeps: maxmemory-policy = allkeys-lru (allowed: noeviction)',
    ]);
  });

  it.each([
    ['keeps everything', policy('noeviction')],
    ['may not be asked', '-NOPERM this user has no permissions to run the config command\r\n'],
    ['knows no such setting', '*0\r\n'],
  ])('is not suspected where it %s', async (_, answer) => expect(await warningsOf(answer)).toEqual([]));

  it('is not suspected where it is away', async () => {
    const warnings: string[] = [];
    await warnOfEviction('redis://127.0.0.1:1', (warning) => warnings.push(warning));
    expect(warnings).toEqual([]);
  });
});
