import type { TemplateContent } from '@querraum/contracts';
import type { Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

/** What of a project could begin again: titles and their order, with whom by Ressort; no person, no date, no words. */
export async function contentOf(tx: Transaction, project: ProjectRecord): Promise<TemplateContent> {
  return { phases: [], milestones: [], measures: [], tasks: [], procedures: await proceduresOf(tx, project) };
}

/** The procedures that ran: offered, not started, because the paper of a new project is not written yet. */
async function proceduresOf(tx: Transaction, project: ProjectRecord): Promise<TemplateContent['procedures']> {
  const rows = await tx.rows<{ procedureId: string }>(
    `select procedure_id as "procedureId" from run where project_id = $1 and procedure_tenant_id = $2
     group by procedure_id order by min(started_at) limit 20`,
    [project.id, project.tenantId],
  );
  return rows.map(({ procedureId }) => ({ procedureId, documentId: null }));
}
