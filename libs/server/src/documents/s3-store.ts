import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { storeAway, type ByteStore, type ReceivedFile, type StoreConfig } from './byte-store';

const nothing = () => undefined;
/** Failures are told by what is thrown. */
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
/** A store that neither says nor takes anything for so long is away: told before a proxy gives up (nginx: 60 s). */
const SILENCE_MS = 30_000;
/**
 * Silence is counted in so many parts: a process that stood still itself has missed one of them, and hears what has come
 * meanwhile before the next one.
 */
const PARTS_OF_SILENCE = 10;
const CONNECT_MS = 5_000;

/** A request ends by the signal when the store is silent; every `goesOn` begins the time anew. */
interface Patience {
  abortSignal: AbortSignal;
  goesOn: () => void;
}

/** Bytes in a bucket, by the protocol that AWS, MinIO, Ceph and the stores of the public clouds speak. */
export class S3Store implements ByteStore {
  private readonly bucket: string;
  private readonly prefix: string;
  private client: Promise<S3Client> | undefined;

  constructor(
    private readonly config: StoreConfig,
    private readonly silenceMs = SILENCE_MS,
  ) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(config.DOCUMENT_STORE) ?? [];
    this.bucket = bucket;
    this.prefix = prefix.replace(/\/?$/, prefix === '' ? '' : '/');
  }

  async put(key: string, { path, size, sha256 }: ReceivedFile): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { S3_ENCRYPTION } = this.config;
    // Whoever listens must not make it flow: the request takes it when it is ready.
    const content = createReadStream(path).pause();
    try {
      await this.send((client, { abortSignal, goesOn }) =>
        client.send(
          new PutObjectCommand({
            Bucket: this.bucket,
            Key: this.prefix + key,
            Body: content.on('data', goesOn),
            ContentLength: size,
            ContentType: 'application/octet-stream',
            // The store refuses what did not arrive as it was sent.
            ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
            ...(S3_ENCRYPTION && { ServerSideEncryption: S3_ENCRYPTION }),
          }),
          { abortSignal },
        ),
      );
    } finally {
      content.destroy();
    }
    await rm(path, { force: true });
  }

  async get(key: string): Promise<Readable> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { Body } = await this.send((client, { abortSignal }) =>
      client.send(new GetObjectCommand({ Bucket: this.bucket, Key: this.prefix + key }), { abortSignal }),
    );
    if (!Body) throw new Error(`Nothing is stored under ${key}.`);
    return asItComes(Body as Readable, this.silenceMs);
  }

  async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await this.send((client, { abortSignal }) =>
      client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: this.prefix + key }), { abortSignal }),
    );
  }

  /** That the store is away is told as such; what it says about a key or a right stays the fault that it is. */
  private async send<T>(request: (client: S3Client, patience: Patience) => Promise<T>): Promise<T> {
    const client = await this.connect();
    const silence = new AbortController();
    const watch = watchSilence(this.silenceMs, () => silence.abort());
    try {
      return await request(client, { abortSignal: silence.signal, goesOn: watch.goesOn });
    } catch (error) {
      const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
      const status = $metadata?.httpStatusCode;
      if (status === undefined || status >= 500) throw storeAway(error);
      throw error;
    } finally {
      watch.end();
    }
  }

  /** The client is large and loaded only where a bucket is used. */
  private connect(): Promise<S3Client> {
    this.client ??= import('@aws-sdk/client-s3').then(({ S3Client }) => new S3Client(this.settings()));
    return this.client;
  }

  private settings(): S3ClientConfig {
    const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = this.config;
    return {
      region: S3_REGION ?? 'eu-central-1',
      ...(S3_ENDPOINT && { endpoint: S3_ENDPOINT, forcePathStyle: true }),
      // Without keys the usual chain of the provider decides (role of the machine, profile).
      ...(S3_ACCESS_KEY_ID &&
        S3_SECRET_ACCESS_KEY && {
          credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
        }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      logger: SILENT,
      // Its other limits know either all of a request, which a large file may exceed, or a connection that is idle, which
      // it also is while a reader takes their time: silence is watched here.
      requestHandler: { connectionTimeout: CONNECT_MS },
    };
  }
}

function watchSilence(silenceMs: number, giveUp: () => void): { goesOn: () => void; end: () => void } {
  let silentParts = 0;
  const timer = setInterval(() => {
    silentParts += 1;
    if (silentParts < PARTS_OF_SILENCE) return;
    clearInterval(timer);
    giveUp();
  }, silenceMs / PARTS_OF_SILENCE);
  return {
    goesOn: () => {
      silentParts = 0;
      timer.refresh();
    },
    end: () => clearInterval(timer),
  };
}

/** The bytes of an answer. Whoever waits for more does not wait longer than that; a reader may take their time. */
function asItComes(body: Readable, silenceMs: number): Readable {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  return new Readable({
    read() {
      const watch = watchSilence(silenceMs, () => body.destroy());
      void chunks
        .next()
        .finally(watch.end)
        .then(
          ({ value }) => this.push(value ?? null),
          (error: unknown) => this.destroy(storeAway(error)),
        );
    },
    destroy(error, done) {
      body.destroy();
      done(error);
    },
  });
}
