import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openTestDatabase, TEST_REDIS_URL as redisUrl, type TestDatabase } from '@querraum/server/testing';
import { postgresTransport, redisTransport } from './bullmq.transport';
import { inlineTransport } from './inline.transport';
import type { Lane } from '../jobs/lanes';
import { PLACES, type Execute, type Ring, type Transport } from './transport';

const ignoreErrors = () => undefined;
/** Connecting and the schema of the queues count too, and the machine may be busy: that a bell is heard is judged here, not how soon. */
const PATIENCE_MS = 25_000;
let database: TestDatabase;

/** The bells that this machine has; PostgreSQL's and the inline one are everywhere. */
const transports: [string, () => Transport][] = [
  ['inline', inlineTransport],
  ['bullmq-postgres', () => postgresTransport(database.urls.owner, ignoreErrors, PATIENCE_MS)],
];
if (redisUrl !== undefined) {
  const url = redisUrl;
  transports.push(['bullmq-redis', () => redisTransport(url, ignoreErrors, PATIENCE_MS)]);
}

/** Hears what is rung for, and can be waited upon. */
class Ear {
  readonly ids: string[] = [];
  private wanted: { number: number; hear: () => void } | undefined;

  readonly hear: Execute = async ({ ids }) => {
    this.ids.push(...ids);
    if (this.wanted && this.ids.length >= this.wanted.number) this.wanted.hear();
  };

  has(number: number): Promise<void> {
    if (this.ids.length >= number) return Promise.resolve();
    return new Promise((hear) => {
      this.wanted = { number, hear };
    });
  }
}

const newIds = (number: number) => Array.from({ length: number }, () => randomUUID());
const ring = (ids: string[], { dispatchNo = 1, lane = 'prompt' as Lane } = {}): Ring => ({ lane, ids, dispatchNo });

describe.each(transports)('the bell %s', (name, open) => {
  let transport: Transport;
  let ear: Ear;

  beforeAll(async () => {
    database ??= await openTestDatabase();
  });
  beforeEach(async () => {
    ear = new Ear();
    transport = open();
    await transport.start(ear.hear);
  });
  afterEach(() => transport.stop());

  it('says its name', () => expect(transport.name).toBe(name));

  it('rings for every one of a thousand ids, alone or several together, in both lanes', async () => {
    const ids = newIds(1000);
    const rings = ids.slice(0, 500).map((id, index) => ring([id], { lane: index % 2 === 0 ? 'prompt' : 'slow' }));
    for (let from = 500; from < 1000; from += 25) rings.push(ring(ids.slice(from, from + 25)));
    await transport.dispatch(rings);
    await ear.has(1000);
    expect(ear.ids.toSorted()).toEqual(ids.toSorted());
  });

  it('rings again for a later dispatch of the same id', async () => {
    const [id = ''] = newIds(1);
    await transport.dispatch([ring([id])]);
    await ear.has(1);
    await transport.dispatch([ring([id], { dispatchNo: 2 })]);
    await ear.has(2);
    expect(ear.ids).toEqual([id, id]);
  });

  it('goes on after one that fails', async () => {
    await transport.stop();
    transport = open();
    await transport.start(async ({ lane, ids }) => {
      if (ids.length === 1) throw new Error('this one fails');
      await ear.hear({ lane, ids });
    });
    const ids = newIds(40);
    const fails = newIds(20).map((id) => ring([id]));
    const works = [0, 10, 20, 30].map((from) => ring(ids.slice(from, from + 10)));
    await transport.dispatch([...fails, ...works]);
    await ear.has(40);
    expect(new Set(ear.ids)).toEqual(new Set(ids));
  });

  it('finishes what runs when it is stopped, and rings anew when it is started again', async () => {
    await transport.stop();
    transport = open();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<undefined>();
    const begun = new Ear();
    const ended = new Ear();
    await transport.start(async (what) => {
      await begun.hear(what);
      await mayGoOn;
      await ended.hear(what);
    });
    const [first = '', second = ''] = newIds(2);
    await transport.dispatch([ring([first])]);
    await begun.has(1);
    expect(await transport.backlog('prompt')).toMatchObject({ active: 1 });
    const stopping = transport.stop();
    goOn(undefined);
    await stopping;
    expect(ended.ids).toEqual([first]);
    transport = open();
    await transport.start(ear.hear);
    await transport.dispatch([ring([second])]);
    await ear.has(1);
    expect(ear.ids).toEqual([second]);
  });

  it('tells what waits and what is worked on, and keeps a place for each lane', async () => {
    await transport.stop();
    transport = open();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<undefined>();
    const slow = new Ear();
    await transport.start(async (what) => {
      if (what.lane === 'prompt') return ear.hear(what);
      await slow.hear(what);
      return mayGoOn;
    });
    await transport.dispatch(newIds(PLACES.slow + 3).map((id) => ring([id], { lane: 'slow' })));
    await slow.has(PLACES.slow);
    expect(await transport.backlog('slow')).toEqual({ waiting: 3, active: PLACES.slow });
    await transport.dispatch([ring(newIds(1))]);
    await ear.has(1);
    goOn(undefined);
    await slow.has(PLACES.slow + 3);
  });
});

afterAll(() => database?.close());

it('does not wait without end for what it executes itself: the row brings it back', async () => {
  const transport = inlineTransport(100);
  const begun = new Ear();
  await transport.start(async (what) => {
    await begun.hear(what);
    await new Promise(() => undefined);
  });
  await transport.dispatch([ring(newIds(1))]);
  await begun.has(1);
  await transport.stop();
  expect(await transport.backlog('prompt')).toEqual({ waiting: 0, active: 1 });
});

it('throws where no Redis answers, so that the dispatcher can do the work itself', async () => {
  const transport = redisTransport('redis://127.0.0.1:1', ignoreErrors);
  await transport.start(async () => undefined);
  await expect(transport.dispatch([ring(newIds(1))])).rejects.toThrow();
  await expect(transport.backlog('prompt')).rejects.toThrow();
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
    const ear = new Ear();
    await transport.start(ear.hear);
    const ringOnce = () => transport.dispatch([ring(newIds(1))]);
    const untilRung = async (): Promise<number> => {
      for (let failures = 0; ; failures += 1) {
        try {
          await ringOnce();
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
