import { isNativeError } from 'node:util/types';
import { storeAway } from './byte-store';

/** No space left, or none that this account or process may use. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A disk that is full is told as a store that cannot be had for now: somebody makes room, and the same request goes through. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isFull = isNativeError(error) && 'code' in error && FULL.has(String(error.code));
    throw isFull ? storeAway(error) : error;
  }
}
