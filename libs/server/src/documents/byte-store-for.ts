import type { Config } from '../platform';
import type { ByteStore, StoreConfig } from './byte-store';
import { FolderStore } from './folder-store';
import { S3Store } from './s3-store';

/** `DOCUMENT_STORE` is a folder, or `s3://bucket` with an optional prefix behind it. */
export function byteStoreFor(config: StoreConfig): ByteStore {
  return isBucket(config) ? new S3Store(config) : new FolderStore(config.DOCUMENT_STORE);
}

export const isBucket = ({ DOCUMENT_STORE }: Pick<Config, 'DOCUMENT_STORE'>): boolean =>
  DOCUMENT_STORE.startsWith('s3://');
