import { tellUnits } from '../lifecycle';
import { livingUnitFrom } from '../organisation';
import { JOB_TYPES, type JobPayload, type Transaction } from '../platform';
import { getProject } from '../projects';
import { failNumber } from '../runs';

const STILL_FAILED = `select kind, payload from work_item where id = $1 and state = 'incident'`;

/**
 * The lead learns what stands still: a step that waits for its number becomes theirs to repair, of the rest they are
 * notified. An incident that somebody has settled meanwhile is no news.
 */
export async function reportIncident(
  tx: Transaction,
  { projectId, workItemId }: JobPayload<'reportIncident'>,
): Promise<void> {
  const [failed] = await tx.rows<{ kind: string; payload: unknown }>(STILL_FAILED, [workItemId]);
  if (!failed) return;
  if (failed.kind === 'giveNumber') return failNumber(tx, JOB_TYPES.giveNumber.parse(failed.payload));
  const project = await getProject(tx, projectId);
  await tellUnits(tx, project, [await livingUnitFrom(tx, project.leadUnitId)], 'incident');
}
