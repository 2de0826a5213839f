import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openTestDatabase, TEST_REDIS_URL as redisUrl, type TestDatabase } from '@querraum/server/testing';
import { postgresTransport, redisTransport } from './bullmq.transport';
import { inlineTransport } from './inline.transport';
import type { Transport } from './transport';

const ignoreErrors = () => undefined;
let database: TestDatabase;

/** The bells that this machine has; PostgreSQL's and the inline one are everywhere. */
const transports: [string, () => Transport][] = [
  ['inline', inlineTransport],
  ['bullmq-postgres', () => postgresTransport(database.urls.owner, ignoreErrors)],
];
if (redisUrl !== undefined) {
  const url = redisUrl;
  transports.push(['bullmq-redis', () => redisTransport(url, ignoreErrors)]);
}

describe.each(transports)('the bell %s', (name, open) => {
  let transport: Transport;
  let heard: string[];
  let expectHeard: (number: number) => Promise<void>;

  beforeAll(async () => {
    database ??= await openTestDatabase();
  });
  beforeEach(async () => {
    heard = [];
    let wanted = Infinity;
    let resolve: () => void = () => undefined;
    expectHeard = (number) => {
      wanted = number;
      if (heard.length >= number) return Promise.resolve();
      return new Promise((done) => {
        resolve = done;
      });
    };
    transport = open();
    await transport.start(async (id) => {
      heard.push(id);
      if (heard.length >= wanted) resolve();
    });
  });
  afterEach(() => transport.stop());

  it('says its name', () => expect(transport.name).toBe(name));

  it('rings for every id of a batch', async () => {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    await transport.dispatch(ids.map((id) => ({ id, dispatchNo: 1 })));
    await expectHeard(50);
    expect(new Set(heard)).toEqual(new Set(ids));
  });

  it('rings again for a later dispatch of the same id', async () => {
    const id = randomUUID();
    await transport.dispatch([{ id, dispatchNo: 1 }]);
    await expectHeard(1);
    await transport.dispatch([{ id, dispatchNo: 2 }]);
    await expectHeard(2);
    expect(heard).toEqual([id, id]);
  });
});

afterAll(() => database?.close());

it('throws where no Redis answers, so that the dispatcher can do the work itself', async () => {
  const transport = redisTransport('redis://127.0.0.1:1', ignoreErrors);
  await transport.start(async () => undefined);
  await expect(transport.dispatch([{ id: randomUUID(), dispatchNo: 1 }])).rejects.toThrow();
  await transport.stop();
});

/** A path to Redis that may fall silent: its connections of that moment neither answer nor break, new ones work. */
async function openPath(url: string) {
  const { hostname, port } = new URL(url);
  let living: Socket[] = [];
  const all: Socket[] = [];
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    near.pipe(far).pipe(near);
    for (const end of [near, far]) all.push(end.on('error', ignoreErrors));
    living.push(near, far);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fallSilent: () => {
      for (const end of living) end.unpipe().pause();
      living = [];
    },
    close: () => {
      for (const end of all) end.destroy();
      server.close();
    },
  };
}

if (redisUrl !== undefined) {
  const url = redisUrl;
  it('finds back to Redis by itself when the path has silently died, and says at once that it cannot ring', async () => {
    const path = await openPath(url);
    const errors: Error[] = [];
    const transport = redisTransport(path.url, (error) => errors.push(error));
    const heard = new Set<string>();
    await transport.start(async (id) => heard.add(id));
    const ring = () => transport.dispatch([{ id: randomUUID(), dispatchNo: 1 }]);
    const untilRung = async (): Promise<number> => {
      for (let failures = 0; ; failures += 1) {
        try {
          await ring();
          return failures;
        } catch {
          // While it connects anew it refuses at once; the test's own patience ends this.
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    };
    await untilRung();
    path.fallSilent();
    expect(await untilRung()).toBeGreaterThan(0);
    expect(errors.map(({ message }) => message).join()).toMatch(/socket timeout/i);
    await transport.stop();
    path.close();
  });
}
