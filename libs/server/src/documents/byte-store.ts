import type { Readable } from 'node:stream';
import { DomainError, type Config } from '../platform';

export type StoreConfig = Pick<Config, 'DOCUMENT_STORE'> &
  Partial<
    Pick<
      Config,
      'DOCUMENT_INCOMING' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'S3_ENCRYPTION'
    >
  >;

export const STORAGE_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file as it came in: on disk, measured and hashed, but neither checked nor kept. */
export interface ReceivedFile {
  path: string;
  size: number;
  sha256: string;
}

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

/** It cannot be had for now; what kept it away is for whoever looks after the house. */
export const storeAway = (cause: unknown): DomainError => new DomainError('documentStoreAway', {}, {}, { cause });
