import {
  deletionNoted,
  erasePieces,
  exportsErased,
  exportsToErase,
  filesErased,
  filesToErase,
  openDeletion,
  type JobPayload,
  type Transaction,
  unnotedDeletion,
} from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/**
 * Longer than removing some files or writing a small one takes: whoever comes meanwhile does the same once more. Also until a worker
 * comes that has the store of documents.
 */
const OUTSIDE_MS = 30_000;

/**
 * A released deletion, noted outside before anything is gone: copies that lie here for taking away, then the files, then the
 * rows, piece by piece; whoever dies is followed by somebody else.
 */
export async function deleteProject(
  tx: Transaction,
  { projectId }: JobPayload<'deleteProject'>,
  { files, audit }: Outside,
): Promise<TwoPhases | Later | undefined> {
  const standing = await openDeletion(tx, projectId);
  if (standing.is === 'waiting') return { at: standing.until };
  if (standing.is === 'over') return undefined;
  const at = new Date(tx.now.getTime() + OUTSIDE_MS);
  const folder = audit?.folder;
  const note = folder && (await unnotedDeletion(tx, projectId, audit.key));
  if (note)
    return outsideFirst(
      at,
      () => folder.write(note),
      (second) => deletionNoted(second, projectId),
    );
  const copies = await exportsToErase(tx, projectId);
  if (copies !== 'none') {
    if ('busyUntil' in copies) return { at: copies.busyUntil };
    if (copies.keys.length > 0 && !files) return { at };
    return outsideFirst(at, removal(copies.keys, files), (second) => exportsErased(second, projectId, copies.keys));
  }
  const keys = await filesToErase(tx, projectId);
  if (keys.length === 0) return (await erasePieces(tx, projectId)) ? { at: tx.now } : undefined;
  if (!files) return { at };
  return outsideFirst(at, removal(keys, files), (second) => filesErased(second, projectId, keys));
}

/** First outside of the database, then in the row that knows of it; the rest comes at once. */
const outsideFirst = (
  at: Date,
  act: () => Promise<void>,
  known: (second: Transaction) => Promise<void>,
): TwoPhases => ({
  at,
  act: async () => {
    await act();
    return async (second) => {
      await known(second);
      return { at: second.now };
    };
  },
});

const removal = (keys: string[], files: Outside['files']) => async (): Promise<void> => {
  for (const key of keys) await files?.remove(key);
};
