import { appendAudit, type ActorTransaction } from '../platform';
import { appendHistory, historyBy, touchProject, type ProjectRecord } from '../projects';

interface AddedNote {
  id: string;
  visibility: 'unit' | 'parties';
  unit: { id: string; tenantId: string; name: string };
  sha256: Buffer;
  corrects: { id: string } | null;
}

/**
 * Proves later what was written, by its hash and never by its words. A note to all parties stands in the project's
 * history; an internal one in a chain of its unit, because already that it exists is nobody else's business.
 */
export async function auditNote(tx: ActorTransaction, project: ProjectRecord, note: AddedNote): Promise<void> {
  const action = note.corrects ? 'note.corrected' : 'note.added';
  const data = {
    noteId: note.id,
    sha256: note.sha256.toString('hex'),
    ...(note.corrects && { correctsId: note.corrects.id }),
  };
  const by = historyBy(tx.actor, note.unit);
  if (note.visibility === 'parties') {
    await touchProject(tx, project.id);
    return appendHistory(tx, project, [{ action, at: tx.now, by, data }]);
  }
  const body = { projectId: project.id, ...data };
  await appendAudit(tx, note.unit.tenantId, note.unit.id, [{ action, actor: tx.actor.personId, at: tx.now, body }]);
}
