import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from '@20minutes/s3rver';
import type { StoreConfig } from './byte-store';
import { DocumentStore } from './document-store';

const BUCKET = 'querraum';
const UNKNOWN = '01926f00-0000-7000-8009-000000000999';

/** The two places that an installation may choose; everything below must hold for both. */
const PLACES = ['folder', 'bucket'] as const;

describe.each(PLACES)('documents in a %s', (place) => {
  let root: string;
  let server: S3rver | undefined;
  let config: StoreConfig;
  let store: DocumentStore;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), `querraum-${place}-`));
    config = { DOCUMENT_STORE: join(root, 'documents') };
    if (place === 'bucket') {
      server = new S3rver({
        address: '127.0.0.1',
        port: 0,
        silent: true,
        directory: join(root, 'server'),
        configureBuckets: [{ name: BUCKET, configs: [] }],
      });
      const { port } = await server.run();
      config = {
        DOCUMENT_STORE: `s3://${BUCKET}/dokumente`,
        DOCUMENT_INCOMING: join(root, 'incoming'),
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_REGION: 'us-east-1',
        S3_ACCESS_KEY_ID: 'S3RVER',
        S3_SECRET_ACCESS_KEY: 'S3RVER',
        S3_ENCRYPTION: 'AES256',
      };
    }
    store = new DocumentStore(config);
  });
  afterAll(async () => {
    await server?.close();
    await rm(root, { recursive: true });
  });

  const receive = (content: Buffer | string) =>
    store.receive(Readable.from([Buffer.from(content)], { objectMode: false }));
  /** Files that hold the bytes of somebody, wherever in the place. */
  const files = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && !/metadata\.json$|\.md5$|_dummy/.test(entry.name),
    );

  it('are given back as they came, by whichever process asks', async () => {
    const content = randomBytes(6 * 1024 * 1024 + 17);
    const received = await receive(content);
    const key = await store.keep(received);
    expect((await buffer(await store.read(key, received.sha256))).equals(content)).toBe(true);
    const other = new DocumentStore(config);
    expect((await buffer(await other.read(key, received.sha256))).equals(content)).toBe(true);
  });

  it('leave nothing of themselves where they came in', async () => {
    const before = (await files()).length;
    const received = await receive('Vermerk');
    await store.keep(received);
    await store.discard(received.path);
    expect((await files()).length).toBe(before + 1);
  });

  it('lie under ids that nobody has sent, and the same bytes twice under two', async () => {
    const keys = [await store.keep(await receive('gleich')), await store.keep(await receive('gleich'))];
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that came in and were left lying there by a process that died are removed after a day, and nothing else', async () => {
    const kept = await receive('aufbewahrt');
    const key = await store.keep(kept);
    const [old, fresh] = [await receive('liegen geblieben'), await receive('eben gekommen')];
    const foreign = join(old.path, '../nicht-von-hier');
    await writeFile(foreign, '');
    const now = new Date('2031-06-02T09:41:00Z');
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    for (const { name, parentPath } of await files()) await utimes(join(parentPath, name), now, hoursAgo(400));
    await utimes(fresh.path, now, hoursAgo(23));
    await Promise.all([store, new DocumentStore(config)].map((one) => one.removeLeftBehind(now)));
    expect(await readdir(join(old.path, '..'))).toEqual(
      expect.arrayContaining([basename(fresh.path), 'nicht-von-hier']),
    );
    expect(await readdir(join(old.path, '..'))).not.toContain(basename(old.path));
    expect((await buffer(await store.read(key, kept.sha256))).toString()).toBe('aufbewahrt');
    await Promise.all([store.discard(fresh.path), rm(foreign)]);
  });

  it('of which none has come in yet leave nothing to remove', async () => {
    const nowhere = new DocumentStore({ ...config, DOCUMENT_INCOMING: join(root, 'nowhere') });
    await expect(nowhere.removeLeftBehind(new Date())).resolves.toBeUndefined();
  });

  it('leave no copy behind of what could not be copied', async () => {
    const { sha256, ...received } = await receive('einmal');
    const storageKey = await store.keep({ ...received, sha256 });
    const full = new DocumentStore(config);
    full.keepAs = () => Promise.reject(new Error('away'));
    const before = (await files()).length;
    await expect(full.copy({ storageKey, sha256 })).rejects.toThrow('away');
    expect(await files()).toHaveLength(before);
  });

  it('are gone when they are removed, and removing them again is no fault', async () => {
    const received = await receive('weg');
    const key = await store.keep(received);
    await store.remove(key);
    await store.remove(key);
    await expect(store.read(key, received.sha256).then(buffer)).rejects.toThrow();
  });

  it('never come to their end when they are not what was signed', async () => {
    const received = await receive('unterschrieben');
    const key = await store.keep(received);
    const other = await receive('untergeschoben');
    await expect(store.read(key, other.sha256).then(buffer)).rejects.toThrow(/does not match its hash/);
  });

  it('that do not exist are an error, not an empty file', async () => {
    await expect(store.read(UNKNOWN, '').then(buffer)).rejects.toThrow();
  });

  it.each(['../../etc/passwd', '', 'x', `${UNKNOWN}/../x`])('are not looked for under %j', async (key) => {
    await expect(store.read(key, '')).rejects.toThrow(/No storage key/);
    await expect(store.remove(key)).rejects.toThrow(/No storage key/);
  });

  it('can be left half read', async () => {
    const received = await receive(randomBytes(3_000_000));
    const reading = await store.read(await store.keep(received), received.sha256);
    await new Promise((resolve) => reading.once('data', resolve));
    reading.destroy();
    await new Promise((resolve) => reading.once('close', resolve));
  });
});

describe('a bucket that cannot be reached', () => {
  it('fails the upload and keeps nothing, not even what came in', async () => {
    const root = await mkdtemp(join(tmpdir(), 'querraum-away-'));
    const store = new DocumentStore({
      DOCUMENT_STORE: 's3://querraum',
      DOCUMENT_INCOMING: root,
      S3_ENDPOINT: 'http://127.0.0.1:9',
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY: 'b',
    });
    await writeFile(join(root, 'other'), '');
    const received = await store.receive(Readable.from([Buffer.from('x')], { objectMode: false }));
    await expect(store.keep(received)).rejects.toMatchObject({ code: 'documentStoreAway' });
    await store.discard(received.path);
    expect(await readdir(root)).toEqual(['other']);
    await rm(root, { recursive: true });
  });
});
