import { existsSync, mkdirSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedCheckpoint, SealedDeletion } from '@querraum/server';

/** Where checkpoints and deletions are noted outside of the database. Files are only added: what lies there otherwise is never written over. */
export class AuditFolder {
  constructor(private readonly directory: string) {
    if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o750 });
  }

  async write(sealed: SealedCheckpoint | SealedDeletion): Promise<void> {
    const { name, text } = asFile(sealed);
    const file = join(this.directory, name);
    const there = await readFile(file, 'utf8').catch(unlessMissing);
    if ('deletion' in sealed && isSameDeletion(there, sealed)) return;
    // Who died while writing has left a beginning; it is completed.
    if (!text.startsWith(there)) throw new Error(`${file} says something else than the database`);
    if (text === there) return;
    const handle = await open(file, 'a', 0o640);
    try {
      await handle.writeFile(text.slice(there.length));
      await handle.sync();
      // Only now: a beginning must be open to whoever completes it.
      await handle.chmod(0o440);
    } finally {
      await handle.close();
    }
  }
}

/** Noted before, and perhaps signed by another key. */
function isSameDeletion(there: string, { deletion }: SealedDeletion): boolean {
  try {
    const noted = JSON.parse(there) as SealedDeletion;
    return JSON.stringify(noted.deletion) === JSON.stringify(deletion);
  } catch {
    return false;
  }
}

/** As it lies in the folder, and as it is sent. */
export const asFile = (sealed: SealedCheckpoint | SealedDeletion): { name: string; text: string } => ({
  name: fileName(sealed),
  text: `${JSON.stringify(sealed, null, 2)}\n`,
});

const inOrder = (epoch: number): string => String(epoch).padStart(3, '0');

function fileName(sealed: SealedCheckpoint | SealedDeletion): string {
  if ('deletion' in sealed) return `deletion-${inOrder(sealed.deletion.epoch)}-${sealed.deletion.projectId}.json`;
  const { epoch, number } = sealed.checkpoint;
  return `checkpoint-${inOrder(epoch)}-${String(number).padStart(8, '0')}.json`;
}

function unlessMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
