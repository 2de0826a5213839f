import {
  addDays,
  localDate,
  type Acting,
  type Department,
  type Facts,
  type Grant,
  type Involvement,
  type RunState,
} from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { organisationFacts } from '../organisation';
import type { Actor, ActorGrant, Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

/** Far enough for every period with its escalations. */
const CALENDAR_DAYS = 800;

/** What the engine may know of the outside, read in the transaction of the command. */
export async function readFacts(tx: Transaction, project: ProjectRecord, state?: RunState): Promise<Facts> {
  const today = localDate(tx.now.toISOString());
  const parties = await tx.rows<{ unitId: string; department: Department; involvement: Involvement }>(
    `select p.unit_id as "unitId", u.department, p.role as involvement
     from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role not in ('LEAD', 'ADDRESSEE', 'ASSIGNEE')
     order by p.since, u.code`,
    [project.id],
  );
  // Units of other authorities escalate within their own house.
  const units = [...parties.map(({ unitId }) => unitId), ...seatUnits(state)];
  const organisation = await organisationFacts(tx, project.tenantId, units);
  const closedDays = await closedDaysOf(
    tx,
    project.tenantId,
    addDays(today, -CALENDAR_DAYS),
    addDays(today, CALENDAR_DAYS),
  );
  return {
    leadUnitId: project.leadUnitId,
    parties,
    superiors: organisation.superiors,
    boardMemberUnitId: organisation.boardMemberOf(project.leadUnitId),
    responsibilityUnitId: organisation.boardMemberOf(project.leadUnitId) ?? project.leadUnitId,
    closedDays,
  };
}

const seatUnits = (state: RunState | undefined): string[] =>
  (state?.steps ?? []).flatMap((step) =>
    step.type === 'coSignatureRound'
      ? step.round.seats.flatMap(({ unitId, originalUnitId }) => [unitId, originalUnitId])
      : [],
  );

/** Administrators configure; they act in no file. */
export const actingOf = (actor: Actor): Acting => ({ personId: actor.personId, grants: grantsToAct(actor.grants) });

/** Another person with every authority that holds now, locked: an owner, or the recipient of a delegation. */
export async function actingPerson(tx: Transaction, personId: string): Promise<Acting> {
  const [row] = await tx.rows<{ grants: ActorGrant[] | null }>('select app.grants_of($1, true) as grants', [personId]);
  return { personId, grants: grantsToAct(row?.grants ?? []) };
}

const grantsToAct = (grants: ActorGrant[]): Grant[] =>
  grants
    .filter(({ role }) => role !== 'ADMIN')
    .map(({ unitId, capacity, onBehalfOf, principalCapacity }) => ({
      unitId,
      capacity,
      ...(onBehalfOf && { onBehalfOf }),
      ...(principalCapacity && { principalCapacity }),
    }));
