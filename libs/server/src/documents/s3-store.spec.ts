import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3Store } from './s3-store';

const SILENCE_MS = 500;
const KEY = '01926f00-0000-7000-8009-000000000001';
const AWAY = { code: 'documentStoreAway' };
const MEGABYTE = 1024 * 1024;

describe('a bucket whose store', () => {
  let root: string;
  const servers: Server[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'querraum-silent-'));
  });
  afterAll(async () => {
    for (const server of servers) server.close().closeAllConnections();
    await rm(root, { recursive: true });
  });

  async function storeThat(answers: RequestListener): Promise<S3Store> {
    const server = createServer(answers).on('checkContinue', answers).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return new S3Store(
      {
        DOCUMENT_STORE: 's3://querraum',
        S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        S3_ACCESS_KEY_ID: 'a',
        S3_SECRET_ACCESS_KEY: 'b',
      },
      SILENCE_MS,
    );
  }
  /** A received file of so many zeros. */
  async function fileOf(size: number) {
    const path = join(root, `file-${size}`);
    const file = await open(path, 'w');
    await file.truncate(size);
    await file.close();
    return {
      path,
      size,
      sha256: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    };
  }

  describe('takes the connection and stays silent', () => {
    it.each([
      ['a small file', 100],
      ['a file that it is asked about before', 3 * MEGABYTE],
    ])('is away for %s that is to be kept, and the file stays where it came in', async (_, size) => {
      const store = await storeThat(() => undefined);
      const file = await fileOf(size);
      await expect(store.put(KEY, file)).rejects.toMatchObject(AWAY);
      expect((await readFile(file.path)).length).toBe(size);
    });

    it('is away for whoever reads or removes', async () => {
      const store = await storeThat(() => undefined);
      await expect(store.get(KEY)).rejects.toMatchObject(AWAY);
      await expect(store.remove(KEY)).rejects.toMatchObject(AWAY);
    });
  });

  it('stops in the middle of what it is sent is away', async () => {
    const store = await storeThat((request, response) => {
      response.writeContinue();
      request.once('data', () => request.pause());
    });
    await expect(store.put(KEY, await fileOf(24 * MEGABYTE))).rejects.toMatchObject(AWAY);
  });

  it('stops in the middle of what it sends is away', async () => {
    const store = await storeThat((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(Buffer.alloc(500));
    });
    await expect(store.get(KEY).then(buffer)).rejects.toMatchObject(AWAY);
  });

  it('ends the connection in the middle of what it sends is away', async () => {
    const store = await storeThat((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(Buffer.alloc(500), () => response.destroy());
    });
    await expect(store.get(KEY).then(buffer)).rejects.toMatchObject(AWAY);
  });

  it('takes a large file slowly gets all of it', async () => {
    const size = 64 * MEGABYTE;
    const began = performance.now();
    let taken = 0;
    const store = await storeThat((request, response) => {
      response.writeContinue();
      request
        .on('data', ({ length }: Buffer) => {
          if (Math.floor(taken / MEGABYTE) !== Math.floor((taken + length) / MEGABYTE)) {
            request.pause();
            setTimeout(() => request.resume(), 20);
          }
          taken += length;
        })
        .on('end', () => response.end());
    });
    await store.put(KEY, await fileOf(size));
    expect(taken).toBe(size);
    expect(performance.now() - began).toBeGreaterThan(2 * SILENCE_MS);
  });

  it('answers a process that stood still itself is not away', async () => {
    const store = await storeThat((_, response) => {
      for (const end = performance.now() + 2 * SILENCE_MS; performance.now() < end;);
      response.writeHead(200, { 'content-length': '500' }).end(Buffer.alloc(500));
    });
    expect((await store.get(KEY).then(buffer)).length).toBe(500);
  });

  it('waits for a reader who takes their time loses none', async () => {
    const size = 24 * MEGABYTE;
    const store = await storeThat((_, response) => {
      response.writeHead(200, { 'content-length': String(size) }).end(Buffer.alloc(size));
    });
    const reading = await store.get(KEY);
    await once(reading, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 2 * SILENCE_MS));
    expect((await buffer(reading)).length).toBe(size);
  });
});
