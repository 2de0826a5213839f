import {
  erasePieces,
  exportsErased,
  exportsToErase,
  filesErased,
  filesToErase,
  openDeletion,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/** Longer than removing some files takes; also until a worker comes that has the store of documents. */
const REMOVING_MS = 120_000;

/** A released deletion: copies that lie here for taking away, then the files, then the rows, piece by piece; whoever dies is followed by somebody else. */
export async function deleteProject(
  tx: Transaction,
  { projectId }: JobPayload<'deleteProject'>,
  { files }: Outside,
): Promise<TwoPhases | Later | undefined> {
  const standing = await openDeletion(tx, projectId);
  if (standing.is === 'waiting') return { at: standing.until };
  if (standing.is === 'over') return undefined;
  const at = new Date(tx.now.getTime() + REMOVING_MS);
  const copies = await exportsToErase(tx, projectId);
  if (copies !== 'none') {
    if ('busyUntil' in copies) return { at: copies.busyUntil };
    if (copies.keys.length > 0 && !files) return { at };
    return removing(at, copies.keys, files, (second) => exportsErased(second, projectId, copies.keys));
  }
  const keys = await filesToErase(tx, projectId);
  if (keys.length === 0) return (await erasePieces(tx, projectId)) ? { at: tx.now } : undefined;
  if (!files) return { at };
  return removing(at, keys, files, (second) => filesErased(second, projectId, keys));
}

const removing = (
  at: Date,
  keys: string[],
  files: Outside['files'],
  removed: (second: Transaction) => Promise<void>,
): TwoPhases => ({
  at,
  act: async () => {
    for (const key of keys) await files?.remove(key);
    return async (second) => {
      await removed(second);
      return { at: second.now };
    };
  },
});
