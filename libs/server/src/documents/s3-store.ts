import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { DomainError } from '../platform';
import type { ByteStore, ReceivedFile, StoreConfig } from './byte-store';

const nothing = () => undefined;
/** Failures are told by what is thrown. */
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
const ANSWER_MS = 60_000;
const CONNECT_MS = 5_000;

/** Bytes in a bucket, by the protocol that AWS, MinIO, Ceph and the stores of the public clouds speak. */
export class S3Store implements ByteStore {
  private readonly bucket: string;
  private readonly prefix: string;
  private client: Promise<S3Client> | undefined;

  constructor(private readonly config: StoreConfig) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(config.DOCUMENT_STORE) ?? [];
    this.bucket = bucket;
    this.prefix = prefix.replace(/\/?$/, prefix === '' ? '' : '/');
  }

  async put(key: string, { path, size, sha256 }: ReceivedFile): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { S3_ENCRYPTION } = this.config;
    await this.send((client) =>
      client.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: this.prefix + key,
          Body: createReadStream(path),
          ContentLength: size,
          ContentType: 'application/octet-stream',
          // The store refuses what did not arrive as it was sent.
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          ...(S3_ENCRYPTION && { ServerSideEncryption: S3_ENCRYPTION }),
        }),
      ),
    );
    await rm(path, { force: true });
  }

  async get(key: string): Promise<Readable> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { Body } = await this.send((client) =>
      client.send(new GetObjectCommand({ Bucket: this.bucket, Key: this.prefix + key })),
    );
    if (!Body) throw new Error(`Nothing is stored under ${key}.`);
    return Body as Readable;
  }

  async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await this.send((client) => client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: this.prefix + key })));
  }

  /** That the store is away is told as such; what it says about a key or a right stays the fault that it is. */
  private async send<T>(request: (client: S3Client) => Promise<T>): Promise<T> {
    try {
      return await request(await this.connect());
    } catch (error) {
      const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
      const status = $metadata?.httpStatusCode;
      if (status === undefined || status >= 500) throw new DomainError('documentStoreAway');
      throw error;
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
      requestHandler: { requestTimeout: ANSWER_MS, connectionTimeout: CONNECT_MS },
    };
  }
}
