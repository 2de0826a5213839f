import type { ProjectDeletion } from '@querraum/contracts';
import { localDate } from '@querraum/workflow';
import { serveProject, statement, type Transaction } from '../platform';
import { appendHistory, lockProject, stopReleased } from '../projects';
import { findDeletion } from './deletion-record';

/** So many rows go in one transaction, and so many files between two. */
const PIECE = 2000;
const MOST_PIECES = 12;
const FILES = 50;
/** So many kept answers are looked through by one statement: each is read to its end, which takes some 20 µs. */
const ANSWERS = 20_000;

const COUNT_ROWS = statement('countProjectRows', 'select app.count_project_rows($1) as n');
const ERASE_STEP = statement('eraseStep', 'select at_table as "atTable", removed from app.erase_step($1, $2, $3)');
const ERASE_ANSWERS = statement('eraseAnswers', 'select removed, until from app.erase_answers($1, $2, $3)');
const ERASE_VERSIONS = statement('eraseVersions', 'select app.erase_versions($1, $2) as removed');
const PROGRESS = `update project_deletion set rows_removed = rows_removed + $2, files_removed = files_removed + $3, at_table = $4
  where project_id = $1`;

export type DeletionStanding = { is: 'waiting'; until: Date } | { is: 'running' | 'over' };

/**
 * Looks whether the deletion may go on. It begins with this: whatever has come up against it since the release stops it, and
 * from here on nothing does. Afterwards each piece is a transaction of its own, so that a worker that dies is followed by another.
 */
export async function openDeletion(tx: Transaction, projectId: string): Promise<DeletionStanding> {
  await serveProject(tx, projectId);
  // The project first, as whoever stops what was released.
  await tx.rows('select 1 from project where id = $1 for no key update', [projectId]);
  await tx.rows('select 1 from project_deletion where project_id = $1 for update', [projectId]);
  await tx.lookAtClock();
  const deletion = await findDeletion(tx, projectId);
  if (deletion?.state === 'running') return { is: 'running' };
  if (deletion?.state !== 'released') return { is: 'over' };
  const until = new Date(deletion.beginsAt);
  if (tx.now < until) return { is: 'waiting', until };
  const obstacle = await obstacleOf(tx, deletion);
  if (obstacle !== null) {
    await stopReleased(tx, projectId, { because: obstacle, by: '' });
    return { is: 'over' };
  }
  await begin(tx, projectId);
  return { is: 'running' };
}

/** In the words of the register, which is German. What was put away after the release was open in between. */
async function obstacleOf(
  tx: Transaction,
  { projectId, releasedAt }: Pick<ProjectDeletion, 'projectId' | 'releasedAt'>,
): Promise<string | null> {
  const { state } = await lockProject(tx, projectId);
  const [row] = await tx.rows<{ isKept: boolean; isHeld: boolean }>(
    `select retain_until is null or retain_until >= $2 or filed_at > $3 as "isKept",
       exists (select 1 from legal_hold h where h.project_id = $1 and h.lifted_at is null) as "isHeld"
     from project where id = $1`,
    [projectId, localDate(tx.now.toISOString()), releasedAt],
  );
  if (row?.isHeld) return 'Löschung gesperrt';
  return state !== 'closed' || row?.isKept !== false ? 'Vorhaben wieder geöffnet oder länger aufzubewahren' : null;
}

/** Each half by a partial index; of what is ready there is little beside what was done. */
const TAKE_BACK = `update work_item set state = 'cancelled', done_at = $2
  where state in ('ready', 'incident', 'held') and kind <> 'deleteProject' and id = any (array(
    select id from work_item where state = 'ready' and payload ->> 'projectId' = $1
    union all
    select id from work_item where state in ('incident', 'held') and payload ->> 'projectId' = $1))`;

async function begin(tx: Transaction, projectId: string): Promise<void> {
  const project = await lockProject(tx, projectId);
  await appendHistory(tx, project, [{ action: 'project.deletionBegun', at: tx.now, by: null, data: {} }]);
  await tx.rows(TAKE_BACK, [projectId, tx.now]);
  const [counted] = await tx.rows<{ n: number }>(COUNT_ROWS, [projectId]);
  await tx.rows(`update project_deletion set state = 'running', begun_at = $2, rows_found = $3 where project_id = $1`, [
    projectId,
    tx.now,
    counted?.n ?? 0,
  ]);
}

/** Storage keys of the next files; they go before the rows that know them. */
export async function filesToErase(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(
    `select v.storage_key as key from document d join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
     where d.project_id = $1 order by v.document_id, v.number limit $2`,
    [projectId, FILES],
  );
  return rows.map(({ key }) => key);
}

/** After the bytes of these are gone. */
export async function filesErased(tx: Transaction, projectId: string, keys: string[]): Promise<void> {
  await serveProject(tx, projectId);
  const [row] = await tx.rows<{ removed: number }>(ERASE_VERSIONS, [projectId, keys]);
  await tx.rows(PROGRESS, [projectId, row?.removed ?? 0, row?.removed ?? 0, 'document_version']);
}

interface ErasedPiece {
  atTable: string;
  removed: number;
}

/** Some pieces; says whether anything is left. */
export async function erasePieces(tx: Transaction, projectId: string): Promise<boolean> {
  let rows = 0;
  let beginAt: string | null = null;
  for (let pieces = 0; pieces < MOST_PIECES && rows < PIECE; pieces += 1) {
    const [step]: ErasedPiece[] = await tx.rows(ERASE_STEP, [projectId, PIECE, beginAt]);
    // Nothing behind that table; before it something may have come meanwhile.
    if (!step && beginAt === null) return endDeletion(tx, projectId);
    beginAt = step?.atTable ?? null;
    if (!step) continue;
    rows += step.removed;
    await tx.rows(PROGRESS, [projectId, step.removed, 0, step.atTable]);
  }
  return true;
}

async function endDeletion(tx: Transaction, projectId: string): Promise<false> {
  const answers = await eraseAnswers(tx, projectId);
  await tx.rows(
    `update project_deletion set state = 'done', ended_at = $2, at_table = null, rows_removed = rows_removed + $3 where project_id = $1`,
    [projectId, tx.now, answers],
  );
  return false;
}

interface ErasedPage {
  removed: number;
  /** Of these answers the last one's instant; none where it was the last page. */
  until: Date | null;
}

/** What is kept so that commands may be sent again. Says how much it was. */
async function eraseAnswers(tx: Transaction, projectId: string): Promise<number> {
  let removed = 0;
  for (let after: Date | string | null = '-infinity'; after !== null;) {
    const [page]: ErasedPage[] = await tx.rows(ERASE_ANSWERS, [projectId, after, ANSWERS]);
    removed += page?.removed ?? 0;
    after = page?.until ?? null;
  }
  return removed;
}
