import type { Readable } from 'node:stream';
import type { Config } from '../platform';
import type { ReceivedFile } from './document-store';
import { FolderStore } from './folder-store';
import { S3Store } from './s3-store';

export type StoreConfig = Pick<Config, 'DOCUMENT_STORE'> &
  Partial<
    Pick<
      Config,
      'DOCUMENT_INCOMING' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'S3_ENCRYPTION'
    >
  >;

/**
 * Where kept bytes lie: in a folder or in a bucket. Keys are random ids; what lies under one is never written again.
 * A key that holds nothing is an error to read and nothing to remove.
 */
export interface ByteStore {
  /** Takes the file over; it lies there for good when this returns, and is gone from its path. */
  put(key: string, file: ReceivedFile): Promise<void>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
}

/** `DOCUMENT_STORE` is a folder, or `s3://bucket` with an optional prefix behind it. */
export function byteStoreFor(config: StoreConfig): ByteStore {
  return isBucket(config) ? new S3Store(config) : new FolderStore(config.DOCUMENT_STORE);
}

export const isBucket = ({ DOCUMENT_STORE }: Pick<Config, 'DOCUMENT_STORE'>): boolean =>
  DOCUMENT_STORE.startsWith('s3://');
