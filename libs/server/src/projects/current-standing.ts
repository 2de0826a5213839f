import type { Situation } from '@querraum/contracts';
import type { Transaction } from '../platform';
import type { ProjectRecord } from './project-record';
import { standingOf, standingValues, type Known, type Standing } from './standing';

/** Where a project stands by what its runs and its tasks by hand say at this moment. */
export async function currentStanding(
  tx: Transaction,
  { id, leadUnitId, leadUnitName, createdAt, state }: ProjectRecord,
  situation: Situation | null,
): Promise<Standing> {
  const [row] = await tx.rows<{ waiting: Pick<Known, 'running' | 'assigned'> | null }>(
    'select app.waiting_in($1) as waiting',
    [id],
  );
  return standingOf({
    leadUnit: { id: leadUnitId, name: leadUnitName },
    createdAt,
    isClosed: state === 'closed',
    situation,
    ...(row?.waiting ?? { running: [], assigned: [] }),
  });
}

/** The project's row as it stands now, after its lead, its state or its tasks by hand have changed. */
export async function keepOwnStanding(tx: Transaction, project: ProjectRecord): Promise<void> {
  const standing = await currentStanding(tx, project, project.situation);
  await tx.rows(
    'update project set stages = $2, holders = $3::jsonb, waiting_units = $4, due_order = $5 where id = $1',
    [project.id, ...standingValues(standing)],
  );
}
