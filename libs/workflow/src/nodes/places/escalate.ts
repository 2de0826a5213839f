import type { Period } from '../../definition';
import type { Place as Where, Run } from '../../run';
import type { Instant } from '../../vocabulary';

/** Something that a unit has, and whose Frist moves it up. */
interface Held {
  unitId: string;
  owner: string | null;
  ownerSince: Instant | null;
  dueEnd: Instant | null;
  escalations?: number;
}

export interface Ladder {
  escalationPeriod?: Period | undefined;
  maxEscalations?: number | undefined;
}

/** Where the settings say nothing: as in a round. */
const PERIOD: Period = { length: 2, unit: 'workingDay', roll: true };
const TIMES = 2;

/** To the next superior, with a Frist of its own; the last one keeps it, and the lead learns of it. */
export function escalate(run: Run, held: Held, where: () => Where, ladder: Ladder): void {
  const { escalationPeriod = PERIOD, maxEscalations = TIMES } = ladder;
  const { unitId: fromUnitId, escalations = 0 } = held;
  const toUnitId = run.facts.superiors[fromUnitId] ?? null;
  if (toUnitId === null || escalations >= maxEscalations) {
    run.incident('noAnswer', where());
    return;
  }
  const dueEnd = run.endOf(escalationPeriod);
  Object.assign(held, { unitId: toUnitId, owner: null, ownerSince: null, dueEnd, escalations: escalations + 1 });
  run.record({ type: 'escalated', fromUnitId, toUnitId, dueEnd }, null, where());
  run.notify('escalation', where());
}
