import type { Acting, Facts, Grant, RunState } from '@querraum/workflow';
import { closedDaysIn, housesOf, organisationAround } from '../houses';
import type { Actor, ActorGrant, Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { readBeside } from './read-run';
import type { Beside } from './run-record';

const NO_RUN = '00000000-0000-0000-0000-000000000000';

/** What the engine may know of the outside, read in the transaction of the command. */
export async function readFacts(
  tx: Transaction,
  project: ProjectRecord,
  state?: RunState,
  beside?: Beside,
): Promise<Facts> {
  const houses = await housesOf(tx);
  const { parties: all } = beside ?? (await readBeside(tx, project, NO_RUN));
  const parties = all.flatMap(({ role, department, unitId }) =>
    role === 'LEAD' || role === 'ADDRESSEE' || role === 'ASSIGNEE' ? [] : [{ unitId, department, involvement: role }],
  );
  // Units of other authorities escalate within their own house.
  const units = [...parties.map(({ unitId }) => unitId), ...seatUnits(state)];
  const organisation = await organisationAround(tx, houses, project.tenantId, units);
  const closedDays = await closedDaysIn(tx, houses, project.tenantId);
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
  (state?.steps ?? []).flatMap((step) => {
    const asked = step.type === 'coSignatureRound' ? step.round.seats : 'places' in step ? step.places : [];
    return asked.flatMap(({ unitId, originalUnitId }) => [unitId, originalUnitId]);
  });

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
