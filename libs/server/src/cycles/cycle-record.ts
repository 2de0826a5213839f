import type { CycleState, TemplateContent } from '@querraum/contracts';
import { cycleDay, startOfDay, type Cycle, type LocalDate } from '@querraum/workflow';
import { newId, workItems, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

export interface CycleRecord extends Cycle {
  nextOn: LocalDate;
  state: CycleState;
  reason: string | null;
  revision: number;
  setAt: Date;
  setBy: string;
  setByName: string;
}

export interface RenewalRecord {
  id: string;
  dueOn: LocalDate;
  content: TemplateContent;
  madeAt: Date;
}

type Keys = Pick<ProjectRecord, 'tenantId' | 'id'>;

export async function findCycle(tx: Transaction, projectId: string): Promise<CycleRecord | undefined> {
  const [cycle] = await tx.rows<CycleRecord>(
    `select anchor_on::text as "anchorOn", next_on::text as "nextOn", months, turn, remind_months as "remindMonths", reminded, state,
       reason, revision, set_at as "setAt", set_by as "setBy", set_by_name as "setByName"
     from project_cycle where project_id = $1`,
    [projectId],
  );
  return cycle;
}

/** Writes the cycle of a project as it is now; whoever writes holds the project. */
export const writeCycle = (tx: Transaction, { tenantId, id }: Keys, cycle: CycleRecord): Promise<unknown> =>
  tx.rows(
    `insert into project_cycle (tenant_id, project_id, anchor_on, next_on, months, turn, remind_months, reminded, state, reason,
       revision, set_at, set_by, set_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (tenant_id, project_id) do update set anchor_on = excluded.anchor_on, next_on = excluded.next_on,
       months = excluded.months, turn = excluded.turn, remind_months = excluded.remind_months, reminded = excluded.reminded,
       state = excluded.state, reason = excluded.reason, revision = excluded.revision, set_at = excluded.set_at,
       set_by = excluded.set_by, set_by_name = excluded.set_by_name`,
    [
      ...[tenantId, id, cycle.anchorOn, cycle.nextOn, cycle.months, cycle.turn, cycle.remindMonths, cycle.reminded],
      ...[cycle.state, cycle.reason, cycle.revision, cycle.setAt, cycle.setBy, cycle.setByName],
    ],
  );

/**
 * The next look at the calendar, from the beginning of that day in Berlin. Of two turns one may be reminded of on the day of the
 * other.
 */
export const oweLook = (
  tx: Transaction,
  { id }: Keys,
  { revision, turn }: CycleRecord,
  day: LocalDate,
): Promise<void> =>
  workItems.add(tx, 'tickCycle', {
    payload: { projectId: id },
    dueAt: new Date(startOfDay(day)),
    dedupeKey: `tickCycle:${id}:${revision}:${turn}:${day}`,
  });

export const atTurn = <C extends CycleRecord>(cycle: C, { turn, reminded }: Pick<Cycle, 'turn' | 'reminded'>): C => ({
  ...cycle,
  ...{ turn, reminded, nextOn: cycleDay(cycle, turn) },
});

export async function findDraft(tx: Transaction, projectId: string): Promise<RenewalRecord | undefined> {
  const [draft] = await tx.rows<RenewalRecord>(
    `select id, due_on::text as "dueOn", content, made_at as "madeAt" from project_renewal
     where project_id = $1 and state = 'draft'`,
    [projectId],
  );
  return draft;
}

/** At most one for each day, and one that is open; an older one that nobody opened is replaced. `false` where it was there. */
export async function insertDraft(
  tx: Transaction,
  { tenantId, id }: Keys,
  { dueOn, content }: Pick<RenewalRecord, 'dueOn' | 'content'>,
): Promise<boolean> {
  await tx.rows(
    `update project_renewal set state = 'replaced' where project_id = $1 and state = 'draft' and due_on <> $2`,
    [id, dueOn],
  );
  const inserted = await tx.rows(
    `insert into project_renewal (tenant_id, id, project_id, due_on, content, state, made_at) values ($1, $2, $3, $4, $5, 'draft', $6)
     on conflict (project_id, due_on) do nothing returning id`,
    [tenantId, newId(), id, dueOn, content, tx.now],
  );
  return inserted.length > 0;
}
