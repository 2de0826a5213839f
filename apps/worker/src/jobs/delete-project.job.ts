import {
  erasePieces,
  filesErased,
  filesToErase,
  openDeletion,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/** Longer than removing some files takes; also until a worker comes that has the store of documents. */
const REMOVING_MS = 120_000;

/** A released deletion: the files first, then the rows, piece by piece; whoever dies is followed by somebody else. */
export async function deleteProject(
  tx: Transaction,
  { projectId }: JobPayload<'deleteProject'>,
  { files }: Outside,
): Promise<TwoPhases | Later | undefined> {
  const standing = await openDeletion(tx, projectId);
  if (standing.is === 'waiting') return { at: standing.until };
  if (standing.is === 'over') return undefined;
  const keys = await filesToErase(tx, projectId);
  const at = new Date(tx.now.getTime() + REMOVING_MS);
  if (keys.length === 0) return (await erasePieces(tx, projectId)) ? { at: tx.now } : undefined;
  if (!files) return { at };
  return {
    at,
    act: async () => {
      for (const key of keys) await files.remove(key);
      return async (second) => {
        await filesErased(second, projectId, keys);
        return { at: second.now };
      };
    },
  };
}
