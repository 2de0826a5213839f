import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedCheckpoint, SealedDeletion } from '@querraum/server';
import { within } from './within';

const ANSWER_WITHIN_MS = 20_000;

/**
 * Where checkpoints and deletions are noted outside of the database. Files are only added: what lies there otherwise is never written
 * over. The folder is made once, by hand: where its share is away, nothing is put on the local disk in its place.
 */
export class AuditFolder {
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
  ) {}

  /**
   * A share that hangs keeps a thread for each question, and the process has few, by which it also finds its mail server: it is asked one
   * thing at a time, and whoever gives up in the line is not written later.
   */
  async write(sealed: SealedCheckpoint | SealedDeletion): Promise<void> {
    let isGivenUp = false;
    const writing = this.before.then(() => (isGivenUp ? undefined : this.note(sealed)));
    this.before = writing.catch(() => undefined);
    try {
      await within(this.answerWithinMs, writing);
    } catch (error) {
      isGivenUp = true;
      throw error;
    }
  }

  private async note(sealed: SealedCheckpoint | SealedDeletion): Promise<void> {
    const { name, text } = asFile(sealed);
    const file = join(this.directory, name);
    const there = await readFile(file, 'utf8').catch(nothingIfMissing);
    if (text === there || ('deletion' in sealed && isSameDeletion(there, sealed))) return;
    // A beginning was left by somebody who died while writing.
    if (!text.startsWith(there)) throw new Error(`${file} says something else than the database`);
    // Nobody reads half of it, and of two who write the same at once each leaves it whole.
    const draft = join(this.directory, `.${name}.${randomUUID()}`);
    try {
      await writeWhole(draft, text);
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.chmod(0o440);
  } finally {
    await handle.close();
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

function nothingIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
