import type { Transaction } from '../platform';
import { getProject, keepOwnStanding, keepReach, type ProjectRecord } from '../projects';
import { changeLead } from '../runs';
import type { HandoverRecord } from './handover-record';
import { addParty, endParty, involvementOf, touchParties } from './party-rows';

/**
 * The Federführung changes hands at one instant: the old row ends when the new one begins, and whatever waits for the lead
 * in a running procedure waits for the new one, all in one transaction (docs/adr/0030).
 */
export async function switchLead(
  tx: Transaction,
  project: ProjectRecord,
  { fromUnit, toUnit, involvement, reason }: HandoverRecord,
): Promise<void> {
  await endParty(tx, project, { unitId: fromUnit.id, role: 'LEAD', reason });
  const before = await involvementOf(tx, project, toUnit.id);
  // Whoever leads takes part by leading.
  if (before) await endParty(tx, project, { unitId: toUnit.id, role: before, reason });
  await addParty(tx, project, { unitId: toUnit.id, role: 'LEAD', reason });
  if (involvement) await addParty(tx, project, { unitId: fromUnit.id, role: involvement, reason });
  await touchParties(tx, project);
  await keepReach(tx, project.id);
  await tx.rows(
    `update task set lead_unit_id = $2, lead_unit_name = $3 where project_id = $1 and status in ('waiting', 'open')`,
    [project.id, toUnit.id, toUnit.name],
  );
  const running = await tx.rows<{ id: string }>(
    "select id from run where project_id = $1 and status = 'running' order by id",
    [project.id],
  );
  for (const { id } of running) await changeLead(tx, id, fromUnit.id);
  await keepOwnStanding(tx, await getProject(tx, project.id));
}
