import type { OverviewFilter } from '@querraum/contracts';
import { requireAreas } from '../areas';
import type { ActorTransaction } from '../platform';

const EDITION = '2021';

/** As `area_paths` on the project's row names an area. */
export const pathOf = (key: string): string => `${EDITION}:${key}`;

/** $1 to $7 of every query. An area that does not exist is refused; a unit that does not exist is simply waited for by nobody. */
export async function filterParameters(tx: ActorTransaction, filter: OverviewFilter): Promise<unknown[]> {
  const { department, area, stage, unit, view, overdue } = filter;
  if (area)
    await requireAreas(
      tx,
      area.map((key) => ({ edition: EDITION, key })),
    );
  return [
    tx.actor.unitIds,
    department ?? null,
    area?.map(pathOf) ?? null,
    stage ?? null,
    unit ?? null,
    view ?? null,
    overdue ? tx.now : null,
  ];
}
