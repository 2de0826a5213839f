import { EXPORT_LIMITS } from '@querraum/contracts';
import { Readable } from 'node:stream';
import type { DocumentStore } from '../documents';
import { DomainError } from '../platform';
import { zipPiece, ZipTooLarge, type ZipContent, type ZipEntry } from './zip';

export type ExportStore = Pick<DocumentStore, 'read' | 'receiveAs' | 'keepAs' | 'remove' | 'discard'>;

/** Documents, and as much again at most for what is told about them. */
const PIECE_LIMIT = EXPORT_LIMITS.bytes * 1.5;

/** A piece that is to be made outside of any transaction; its key is noted already. */
export interface PieceOrder {
  exportId: string;
  position: number;
  storageKey: string;
  /** Until then it is this order's; with the key it says whose the piece is. */
  leasedUntil: Date;
  made: Date;
  contents(store: ExportStore): ZipContent[];
  /** What follows the entries: of the last piece the central directory. */
  end(own: Pick<MadePiece, 'size' | 'entries'>): Buffer;
}

export interface MadePiece {
  entries: ZipEntry[];
  size: number;
  sha256: string;
}

/** Makes the bytes of a piece and puts them under the key that was noted; runs outside of any transaction. */
export async function makePiece(store: ExportStore, order: PieceOrder): Promise<MadePiece> {
  const entries: ZipEntry[] = [];
  const bytes = Readable.from(bytesOf(store, order, entries), { objectMode: false });
  const received = await store.receiveAs(order.storageKey, bytes, PIECE_LIMIT);
  try {
    await store.keepAs(order.storageKey, received);
  } finally {
    await store.discard(received.path);
  }
  return { entries, size: received.size, sha256: received.sha256 };
}

async function* bytesOf(store: ExportStore, order: PieceOrder, entries: ZipEntry[]): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of zipPiece(order.contents(store), order.made, entries)) {
    size += chunk.length;
    yield chunk;
  }
  const end = order.end({ size, entries });
  if (end.length > 0) yield end;
}

/** It will never fit, however often it is made. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof ZipTooLarge || (error instanceof DomainError && error.code === 'documentTooLarge');
